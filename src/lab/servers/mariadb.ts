/** Private MariaDB servers from the `mariadbd` of this machine. */

import { labHome } from './home-folder.ts';
import { type LabServer, startServer } from './lab-server.ts';
import { missingMariadb } from './missing.ts';
import { daemonVersion, findExecutable, type ServerProgram } from './program.ts';
import type { ServerOptions } from './server-options.ts';

/** The MariaDB server program of this machine, or null when there is none. */
export async function findMariadb(): Promise<ServerProgram | null> {
  const daemon = findExecutable('mariadbd');
  const found = daemon === null ? null : await daemonVersion([daemon]);
  if (daemon === null || found?.product !== 'mariadb') return null;
  return { product: 'mariadb', version: found.version, daemon, root: null, home: labHome() };
}

/** @throws DmsError `lab.missing` when MariaDB is not installed, `lab.failed` when it does not start */
export async function startMariadb(options: ServerOptions = {}): Promise<LabServer> {
  const program = await findMariadb();
  if (program === null) throw missingMariadb();
  return startServer(program, options);
}
