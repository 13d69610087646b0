/** Installing Debian packages, for servers that are not there. */
import { readFileSync } from 'node:fs';
import { DmsError } from '../../model/errors.ts';
import { findExecutable, isRoot, run } from './program.ts';
import { runToItsEnd } from './run-to-its-end.ts';

export type Log = (line: string) => void;

/**
 * Packages start the services they bring when they can, and nobody asked for those: 101 means "do not".
 * Two installations take turns, as apt itself makes only the second half of its work wait.
 */
const INSTALL = `set -e
exec 9</etc/os-release
flock 9
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' >"$policy"
  chmod 755 "$policy"
fi
echo '$ apt-get update'
apt-get update -q
echo "$ apt-get install --no-install-recommends $*"
apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"`;

/** Whether packages can be installed by this process. */
export function canInstall(): boolean {
  return isRoot() && findExecutable('apt-get') !== null;
}

/** `debian`, `ubuntu`, …; empty when the system does not say. */
export function distribution(): string {
  try {
    return /^ID="?([\w.-]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}

/**
 * Installs packages without starting what they bring. Once begun it goes on to its end whatever becomes of
 * this process: half of an installation would leave the system's packages broken.
 * @throws DmsError `lab.failed` with the end of what apt printed
 */
export async function installPackages(product: string, packages: readonly string[], log: Log): Promise<void> {
  const { code, output } = await runToItsEnd(['sh', '-c', INSTALL, 'install', ...packages], log);
  if (code !== 0) throw failed(product, `installing ${packages.join(', ')}`, output);
}

/** Runs one command of an installation and shows what it does. */
export async function step(product: string, command: readonly string[], log: Log): Promise<void> {
  log(`$ ${command.join(' ')}`);
  const { code, output } = await run(command);
  if (code !== 0) throw failed(product, command.slice(0, 2).join(' '), output);
}

function failed(product: string, doing: string, output: string): DmsError<'lab.failed'> {
  return new DmsError('lab.failed', { product, doing, log: output.slice(-2_000) });
}
