/** Sees to it that an SSH server program is on this machine, for tests of the way through a bastion. */
import { DmsError } from '../../model/errors.ts';
import { canInstall, installPackages, type Log } from './apt.ts';
import { findExecutable } from './program.ts';

/** Whether there is one, or can be. */
export function canGetSshd(): boolean {
  return findExecutable('sshd') !== null || canInstall();
}

/** Path of `sshd`. @throws DmsError `lab.missing`, naming the ways to get it, when it can not be installed from here */
export async function ensureSshd(log: Log): Promise<string> {
  const found = findExecutable('sshd');
  if (found !== null) return found;
  if (!canInstall()) throw missingSshd();
  log('the OpenSSH server is not installed; installing it from the packages of this system');
  await installPackages('OpenSSH server', ['openssh-server'], log);
  const installed = findExecutable('sshd');
  if (installed === null) throw missingSshd();
  return installed;
}

function missingSshd(): DmsError<'lab.missing'> {
  const command = 'apt-get install --no-install-recommends openssh-server';
  const ways = [`Debian, Ubuntu: ${command}`, 'Fedora, RHEL: dnf install openssh-server'];
  return new DmsError('lab.missing', { product: 'OpenSSH server', ways }, { fix: command });
}
