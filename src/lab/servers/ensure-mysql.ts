/**
 * Sees to it that a real MySQL server is on this machine. Debian's stable release has none, its unstable
 * release does: a small unstable system goes into a folder of its own, and the server is run from there.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canInstall, distribution, installPackages, type Log, step } from './apt.ts';
import { missingMysql } from './missing.ts';
import { findMysql, mysqlRoot } from './mysql.ts';
import { findExecutable } from './program.ts';

const PRODUCT = 'MySQL';

/** @throws DmsError `lab.missing`, naming the ways to get it, when it can not be installed from here */
export async function ensureMysql(log: Log): Promise<void> {
  if ((await findMysql()) !== null) return;
  if (!canGetMysql()) throw missingMysql();
  const root = mysqlRoot();
  log(`MySQL server is not here; putting one into ${root} (about a minute)`);
  if (findExecutable('debootstrap') === null) await installPackages(PRODUCT, ['debootstrap'], log);
  await makeRoot(root, log);
  if ((await findMysql()) === null) throw missingMysql();
}

/** Whether `ensureMysql` has a way on this machine, short of trying. */
export function canGetMysql(): boolean {
  return canInstall() && distribution() === 'debian';
}

async function makeRoot(root: string, log: Log): Promise<void> {
  // Under another name until it is whole, so that a broken-off attempt is never taken for a server.
  const making = `${root}.${process.pid}`;
  await mkdir(dirname(root), { recursive: true });
  try {
    const include = '--include=mysql-server-core,mysql-client-core';
    const mirror = debianMirror();
    const place = mirror === null ? [making] : [making, mirror];
    await step(PRODUCT, ['debootstrap', '--variant=minbase', include, 'sid', ...place], log);
    await rename(making, root).catch((error: unknown) => {
      if (!existsSync(root)) throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** The mirror this system's packages come from; null leaves the choice to debootstrap. */
function debianMirror(): string | null {
  for (const file of sourceFiles()) {
    const text = readFileSync(file, 'utf8');
    const mirror = /^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(https?:\/\/\S+?\/debian)\/?(?:\s|$)/m.exec(text)?.[1];
    if (mirror !== undefined) return mirror;
  }
  return null;
}

function sourceFiles(): string[] {
  const folder = '/etc/apt/sources.list.d';
  const parts = existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
  return ['/etc/apt/sources.list', ...parts].filter(
    (file) => /\.(list|sources)$/.test(file) && existsSync(file),
  );
}
