/** What can go wrong on the way through a bastion, as `DmsError`, with a command to paste. */
import type { SshAddress } from '../../model/endpoint-url.ts';
import { type BastionFailure, DmsError, type ServerWords } from '../../model/errors.ts';

interface More {
  readonly fingerprint?: string;
  readonly file?: string;
  readonly server?: ServerWords | null;
  readonly fix?: string | null;
  readonly cause?: unknown;
}

export function bastionFailure(
  ssh: SshAddress,
  why: BastionFailure,
  reason: string,
  more: More = {},
): DmsError<'connect.bastion'> {
  const { fingerprint, file, server = null, fix = null, cause } = more;
  const facts = {
    address: showBastion(ssh),
    user: ssh.user,
    why,
    reason,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(file === undefined ? {} : { file }),
  };
  return new DmsError('connect.bastion', facts, { server, fix, cause });
}

/** `host:port`. */
export function showBastion({ host, port }: SshAddress): string {
  return showPlace(host, port);
}

export function showPlace(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The same way, tried by `ssh` itself, which tells all it does. */
export function sshCommand(ssh: SshAddress, ...words: string[]): string {
  const key = ssh.keyFile === null ? [] : ['-i', ssh.keyFile];
  const known = ssh.knownHosts === null ? [] : ['-o', `UserKnownHostsFile=${ssh.knownHosts}`];
  const place = `ssh://${encodeURIComponent(ssh.user)}@${showBastion(ssh)}`;
  return shellCommand(['ssh', ...key, ...known, place, ...words]);
}

/** A command as a shell takes it, whatever the words hold. A `~` stays what it means. */
export function shellCommand(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./~-]+$/.test(word) ? word : quoted(word))).join(' ');
}

function quoted(word: string): string {
  const home = word.startsWith('~/') ? '~/' : '';
  return `${home}'${word.slice(home.length).replaceAll("'", `'\\''`)}'`;
}

/** Words of a stranger: one short line without characters that steer a terminal. */
export function strangersWords(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}

/** Enough to tell who speaks, too little to push the rest of an error off the screen. */
const MOST_CHARACTERS = 160;
