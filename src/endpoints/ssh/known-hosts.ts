/** Which host keys are known: the files of OpenSSH, read as `ssh` reads them and never written. */
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homePath } from './home-path.ts';

/** One line of a file that speaks of the host. */
interface KnownKey {
  readonly type: string;
  readonly key: string;
  readonly revoked: boolean;
  readonly file: string;
  readonly line: number;
}

export interface KnownHost {
  /** The file where the host's key would be looked for first. */
  readonly file: string;
  /** Keys of exactly this host and port. */
  readonly keys: readonly KnownKey[];
  /** Keys of the host without a port: as in `ssh`, they can prove another port of it, never accuse it. */
  readonly anyPort: readonly KnownKey[];
  /** Why that file could not be read: `no such file`. */
  readonly unread: string | null;
}

export type HostKeyVerdict =
  | { readonly is: 'known' }
  | { readonly is: 'revoked' | 'changed'; readonly file: string; readonly line: number }
  /** `others` are the types of the keys that are known of the host. */
  | { readonly is: 'unknown'; readonly others: readonly string[] };

const SSH_PORT = 22;

/** Where `ssh` looks when it is told nothing else. */
const USUAL_FILES = ['~/.ssh/known_hosts', '/etc/ssh/ssh_known_hosts'];

/** All that is known of a host. `file` null: the usual files. A file that is not there knows nobody. */
export function knownHost(host: string, port: number, file: string | null): KnownHost {
  const files = (file === null ? USUAL_FILES : [file]).map(homePath);
  const plain = host.toLowerCase();
  const exact = port === SSH_PORT ? plain : `[${plain}]:${port}`;
  const keys: KnownKey[] = [];
  const anyPort: KnownKey[] = [];
  let unread: string | null = null;
  for (const path of files) {
    const text = readText(path, (reason) => {
      // The system's file is often not there; that of the user, or the one that was named, is worth a word.
      if (path === files[0]) unread = reason;
    });
    for (const { hosts, ...key } of linesOf(text, path)) {
      if (isNamed(hosts, exact)) keys.push(key);
      else if (exact !== plain && isNamed(hosts, plain)) anyPort.push(key);
    }
  }
  return { file: files[0]!, keys, anyPort, unread };
}

/** What the known keys say of the one that was shown, in the wire form of SSH. */
export function judgeHostKey(known: KnownHost, shown: Buffer): HostKeyVerdict {
  const key = shown.toString('base64');
  const type = keyType(shown);
  const isShown = (one: KnownKey) => one.key === key;
  const revoked = [...known.keys, ...known.anyPort].find((one) => one.revoked && isShown(one));
  if (revoked) return { is: 'revoked', file: revoked.file, line: revoked.line };
  const trusted = known.keys.filter((one) => !one.revoked);
  if (trusted.some(isShown)) return { is: 'known' };
  const changed = trusted.find((one) => one.type === type);
  if (changed) return { is: 'changed', file: changed.file, line: changed.line };
  if (known.anyPort.some((one) => !one.revoked && isShown(one))) return { is: 'known' };
  return { is: 'unknown', others: [...new Set(trusted.map((one) => one.type))] };
}

/** What to ask the server for, best first, and which key type each proves. */
const ALGORITHMS = {
  'ssh-ed25519': 'ssh-ed25519',
  'ecdsa-sha2-nistp256': 'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384': 'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521': 'ecdsa-sha2-nistp521',
  'rsa-sha2-512': 'ssh-rsa',
  'rsa-sha2-256': 'ssh-rsa',
  'ssh-rsa': 'ssh-rsa',
} as const;

/**
 * Types of keys that are known come first: a server has several keys and shows the one it is asked for, so
 * a host known by its RSA key would otherwise look strange when it shows its Ed25519 key.
 */
export function hostKeyAlgorithms(known: KnownHost): (keyof typeof ALGORITHMS)[] {
  const all = Object.keys(ALGORITHMS) as (keyof typeof ALGORITHMS)[];
  const keys = known.keys.length > 0 ? known.keys : known.anyPort;
  const isKnown = (one: keyof typeof ALGORITHMS) =>
    keys.some(({ type, revoked }) => !revoked && type === ALGORITHMS[one]);
  return [...all.filter(isKnown), ...all.filter((one) => !isKnown(one))];
}

/** `SHA256:…`, as `ssh` and `ssh-keygen -l` show it. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** A key begins with the name of its type, behind its length. */
export function keyType(key: Buffer): string {
  return key.toString('latin1', 4, 4 + key.readUInt32BE(0));
}

function readText(path: string, onFailure: (reason: string) => void): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    onFailure(code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`);
    return '';
  }
}

function* linesOf(text: string, file: string): Generator<KnownKey & { hosts: string }> {
  let line = 0;
  for (const written of text.split('\n')) {
    line++;
    const words = written.trim().split(/[ \t]+/);
    const marker = words[0]!.startsWith('@') ? words.shift()! : null;
    const [hosts, type, key] = words;
    if (hosts === undefined || hosts.startsWith('#') || type === undefined || key === undefined) continue;
    // An authority vouches for certificates of hosts, which nobody asks for here.
    if (marker !== null && marker !== '@revoked') continue;
    yield { hosts, type, key, revoked: marker !== null, file, line };
  }
}

/** Whether the first field of a line names the host: patterns with commas between, or one name, hashed. */
function isNamed(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return isHashOf(hosts, name);
  let named = false;
  for (const pattern of hosts.toLowerCase().split(',')) {
    const negated = pattern.startsWith('!');
    if (!wildcard(negated ? pattern.slice(1) : pattern).test(name)) continue;
    if (negated) return false;
    named = true;
  }
  return named;
}

function isHashOf(hashed: string, name: string): boolean {
  const [, version, salt, hash] = hashed.split('|');
  if (version !== '1' || salt === undefined || hash === undefined) return false;
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}

function wildcard(pattern: string): RegExp {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  // Stars in a row mean one; left as they are they could take for ever to match.
  return new RegExp(`^${literal.replace(/\*+/g, '.*').replaceAll('?', '.')}$`, 's');
}
