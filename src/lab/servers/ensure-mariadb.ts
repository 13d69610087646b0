/** Sees to it that a MariaDB server program is on this machine. */
import { canInstall, installPackages, type Log } from './apt.ts';
import { findMariadb } from './mariadb.ts';
import { missingMariadb } from './missing.ts';

/** @throws DmsError `lab.missing`, naming the ways to get it, when it can not be installed from here */
export async function ensureMariadb(log: Log): Promise<void> {
  if ((await findMariadb()) !== null) return;
  if (!canInstall()) throw missingMariadb();
  log('MariaDB server is not installed; installing it from the packages of this system');
  await installPackages('MariaDB', ['mariadb-server'], log);
  if ((await findMariadb()) === null) throw missingMariadb();
}
