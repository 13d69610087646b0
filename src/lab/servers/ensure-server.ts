/** Sees to it that a server program is on this machine for those to whom MariaDB and MySQL are alike. */
import { canInstall, installPackages, type Log } from './apt.ts';
import { findMariadb } from './mariadb.ts';
import { missingServer } from './missing.ts';
import { findInstalled } from './mysql.ts';
import type { ServerProgram } from './program.ts';

/** What this machine has and allows; a test may bring its own. */
export interface ServerWays {
  find(): Promise<ServerProgram | null>;
  canInstall(): boolean;
  install(log: Log): Promise<void>;
}

/**
 * `onInstall` is told when packages are to be installed, `log` what is done then.
 * @throws DmsError `lab.missing`, naming the ways to get one, when it can not be installed from here
 */
export async function ensureServer(
  onInstall: () => void,
  log: Log,
  ways: ServerWays = THIS_MACHINE,
): Promise<ServerProgram> {
  const found = await ways.find();
  if (found !== null) return found;
  if (!ways.canInstall()) throw missingServer();
  onInstall();
  await ways.install(log);
  const installed = await ways.find();
  if (installed === null) throw missingServer();
  return installed;
}

const THIS_MACHINE: ServerWays = {
  find: async () => (await findMariadb()) ?? (await findInstalled()),
  canInstall,
  install: (log) => installPackages('MariaDB', ['mariadb-server'], log),
};
