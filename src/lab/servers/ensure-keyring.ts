/** Sees to it that a keyring program is on this machine, for tests of the secrets that are kept in one. */
import { DmsError } from '../../model/errors.ts';
import { canInstall, installPackages, type Log } from './apt.ts';
import { findExecutable } from './program.ts';

export interface KeyringPrograms {
  /** Path of `gnome-keyring-daemon`: a Secret Service that needs no desktop. */
  readonly daemon: string;
  /** Paths of the bus on which it is asked, and of the program that says a word on one. */
  readonly bus: string;
  readonly send: string;
}

/** Older systems have both programs of the bus in `dbus`, newer ones in packages it depends on. */
const PACKAGES = ['gnome-keyring', 'dbus'];

/** Whether they are there, or can be. */
export function canGetKeyring(): boolean {
  return findKeyring() !== null || canInstall();
}

/** @throws DmsError `lab.missing`, naming the ways to get them, when they can not be installed from here */
export async function ensureKeyring(log: Log): Promise<KeyringPrograms> {
  const found = findKeyring();
  if (found !== null) return found;
  if (!canInstall()) throw missingKeyring();
  log('no keyring is installed; installing one from the packages of this system');
  await installPackages('GNOME keyring', PACKAGES, log);
  const installed = findKeyring();
  if (installed === null) throw missingKeyring();
  return installed;
}

function findKeyring(): KeyringPrograms | null {
  // Other systems have a keyring of their own, which is the person's.
  if (process.platform !== 'linux') return null;
  const daemon = findExecutable('gnome-keyring-daemon');
  const bus = findExecutable('dbus-daemon');
  const send = findExecutable('dbus-send');
  return daemon === null || bus === null || send === null ? null : { daemon, bus, send };
}

function missingKeyring(): DmsError<'lab.missing'> {
  const command = `apt-get install --no-install-recommends ${PACKAGES.join(' ')}`;
  const ways = [
    `Debian, Ubuntu: ${command}`,
    'Fedora, RHEL: dnf install gnome-keyring dbus-daemon dbus-tools',
  ];
  return new DmsError('lab.missing', { product: 'GNOME keyring', ways }, { fix: command });
}
