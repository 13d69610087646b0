/** Sees to it that a MariaDB server program is on this machine. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { canInstall, installPackages, type Log } from './apt.ts';
import { findMariadb } from './mariadb.ts';
import { missingMariadb } from './missing.ts';

/** Asked by Debian's packages before they start a service; 101 means "do not". */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

/** @throws DmsError `lab.missing`, naming the ways to get it, when it can not be installed from here */
export async function ensureMariadb(log: Log): Promise<void> {
  if ((await findMariadb()) !== null) return;
  if (!canInstall()) throw missingMariadb();
  log('MariaDB server is not installed; installing it from the packages of this system');
  await withoutStartingServices(() => installPackages('MariaDB', ['mariadb-server'], log));
  if ((await findMariadb()) === null) throw missingMariadb();
}

/** The package starts a server of the whole system when it can; nobody asked for that one. */
export async function withoutStartingServices(install: () => Promise<void>): Promise<void> {
  const ours = !existsSync(SERVICE_POLICY);
  if (ours) writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
  } finally {
    if (ours) rmSync(SERVICE_POLICY);
  }
}
