/** Installing Debian packages, for servers that are not there. */
import { readFileSync } from 'node:fs';
import { DmsError } from '../../model/errors.ts';
import { findExecutable, isRoot, run } from './program.ts';

export type Log = (line: string) => void;

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

/** @throws DmsError `lab.failed` with the end of what apt printed */
export async function installPackages(product: string, packages: readonly string[], log: Log): Promise<void> {
  await step(product, ['apt-get', 'update', '-q'], log);
  // Lock: another installation may be under way; apt then waits its turn.
  const install = [
    'apt-get',
    'install',
    '-y',
    '-q',
    '--no-install-recommends',
    '-o',
    'DPkg::Lock::Timeout=300',
  ];
  await step(product, [...install, ...packages], log);
}

/** Runs one command of an installation and shows what it does. */
export async function step(product: string, command: readonly string[], log: Log): Promise<void> {
  const doing = command.slice(0, 2).join(' ');
  log(`$ ${command.join(' ')}`);
  const { code, output } = await run(command);
  if (code !== 0) throw new DmsError('lab.failed', { product, doing, log: output.slice(-2_000) });
}
