/** Sees to it that a server program is on this machine for those to whom MariaDB and MySQL are alike. */
import { canInstall, installPackages, type Log } from './apt.ts';
import { findMariadb } from './mariadb.ts';
import { missingServer } from './missing.ts';
import { findInstalled } from './mysql.ts';
import type { ServerProgram } from './program.ts';

/** `onInstall` is told when packages are to be installed, `log` what is done then. @throws DmsError `lab.missing` */
export async function ensureServer(onInstall: () => void, log: Log): Promise<ServerProgram> {
  const found = await findServer();
  if (found !== null) return found;
  if (!canInstall()) throw missingServer();
  onInstall();
  await installPackages('MariaDB', ['mariadb-server'], log);
  const installed = await findServer();
  if (installed === null) throw missingServer();
  return installed;
}

async function findServer(): Promise<ServerProgram | null> {
  return (await findMariadb()) ?? (await findInstalled());
}
