/** Private MySQL servers, from the `mysqld` of this machine or from a folder with another Debian in it. */
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labHome } from './home-folder.ts';
import { type LabServer, startServer } from './lab-server.ts';
import { missingMysql } from './missing.ts';
import { daemonVersion, findExecutable, isRoot, type ServerProgram } from './program.ts';
import type { ServerOptions } from './server-options.ts';

/** Where the folder with the other Debian is kept between runs: `$DMS_TUI_TEST_CACHE` or the system's cache. */
export function mysqlRoot(): string {
  const cache = process.env.DMS_TUI_TEST_CACHE ?? (isRoot() ? '/var/cache/dms-tui-test' : tmpdir());
  return join(cache, 'sid-mysql');
}

/** The MySQL server program of this machine, or null when there is none. */
export async function findMysql(): Promise<ServerProgram | null> {
  return (await findInRoot(mysqlRoot())) ?? (await findInstalled());
}

/** @throws DmsError `lab.missing` when MySQL is not there, `lab.failed` when it does not start */
export async function startMysql(options: ServerOptions = {}): Promise<LabServer> {
  const program = await findMysql();
  if (program === null) throw missingMysql();
  return startServer(program, options);
}

async function findInRoot(root: string): Promise<ServerProgram | null> {
  if (!isRoot() || !existsSync(join(root, 'usr/sbin/mysqld'))) return null;
  const found = await daemonVersion(['chroot', root, '/usr/sbin/mysqld']);
  if (found?.product !== 'mysql') return null;
  const home = join(root, 'var/lib/dms-tui-lab');
  return { product: 'mysql', version: found.version, daemon: '/usr/sbin/mysqld', root, home };
}

/** The `mysqld` of this system, or one that was fetched. */
export async function findInstalled(): Promise<ServerProgram | null> {
  for (const daemon of [findExecutable('mysqld'), ...fetchedDaemons()]) {
    // `mysqld` may be MariaDB under its old name.
    const found = daemon === null ? null : await daemonVersion([daemon]);
    if (daemon !== null && found?.product === 'mysql')
      return { product: 'mysql', version: found.version, daemon, root: null, home: labHome() };
  }
  return null;
}

/** Where the package `mysql-memory-server` keeps what it fetches, the newest first. */
function fetchedDaemons(): string[] {
  const folder = join(tmpdir(), 'mysqlmsn', 'binaries');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    .map((version) => join(folder, version, 'mysql', 'bin', 'mysqld'))
    .filter((daemon) => existsSync(daemon));
}
