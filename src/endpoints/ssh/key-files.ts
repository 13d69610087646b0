/** Private keys in files, opened with a passphrase where they ask for one. */
import { readFileSync } from 'node:fs';
import type { ParsedKey, utils } from 'ssh2';
import type { SshAddress } from '../../model/endpoint-url.ts';
import type { DmsError } from '../../model/errors.ts';
import { bastionFailure, shellCommand } from './failure.ts';
import { homePath } from './home-path.ts';

export interface PrivateKey {
  readonly path: string;
  readonly key: ParsedKey;
  /** Whether the secret opened it: then it is a passphrase, which is no business of any server. */
  readonly byPassphrase: boolean;
}

type Parse = typeof utils.parseKey;

/** What `ssh` tries unasked, the strongest first. */
const USUAL_FILES = ['~/.ssh/id_ed25519', '~/.ssh/id_ecdsa', '~/.ssh/id_rsa'];

/** The key a person named. @throws DmsError `connect.bastion`, `identity`, when it cannot be used */
export function namedKey(ssh: SshAddress, path: string, secret: string | null, parse: Parse): PrivateKey {
  const found = openKey(path, secret, parse);
  if (typeof found !== 'string') return found;
  throw unusable(ssh, path, found);
}

/** Those of the usual keys that can be used, and why each of the others cannot. */
export function usualKeys(secret: string | null, parse: Parse): { keys: PrivateKey[]; left: string[] } {
  const keys: PrivateKey[] = [];
  const left: string[] = [];
  for (const path of USUAL_FILES) {
    const found = openKey(path, secret, parse);
    if (typeof found !== 'string') keys.push(found);
    else if (found !== NOT_THERE) left.push(`${path} ${found}`);
  }
  return { keys, left };
}

const NOT_THERE = 'does not exist';

/** The key, or why it cannot be used, as the end of a sentence that begins with its path. */
function openKey(path: string, secret: string | null, parse: Parse): PrivateKey | string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(homePath(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? NOT_THERE : `cannot be read (${code})`;
  }
  const bare = privateKey(parse(bytes));
  if (typeof bare !== 'string') return { path, key: bare, byPassphrase: false };
  if (!/no passphrase/i.test(bare)) return bare;
  if (secret === null) return 'is locked by a passphrase, and none is given';
  const opened = privateKey(parse(bytes, secret));
  // With a wrong passphrase the key comes out as noise, which fails in one way or another.
  return typeof opened === 'string'
    ? 'is locked by a passphrase, and it is not the one given'
    : { path, key: opened, byPassphrase: true };
}

function privateKey(parsed: ParsedKey | ParsedKey[] | Error): ParsedKey | string {
  if (parsed instanceof Error)
    return /no passphrase/i.test(parsed.message) ? parsed.message : notAKey(parsed);
  const key = Array.isArray(parsed) ? parsed[0]! : parsed;
  return key.isPrivateKey() ? key : 'is a public key, and the private one is needed';
}

function notAKey({ message }: Error): string {
  return `is no private key that can be read here (${message})`;
}

function unusable(ssh: SshAddress, path: string, problem: string): DmsError {
  // `ssh-keygen -y` shows the public half of a key, and asks for the passphrase to do so.
  const fix = problem === NOT_THERE ? 'ls -l ~/.ssh' : shellCommand(['ssh-keygen', '-y', '-f', path]);
  return bastionFailure(ssh, 'identity', `the key ${path} ${problem}`, { fix });
}
