/** Why a host key is not taken. Nothing is ever added to a file of known hosts here: that is a person's word. */
import type { SshAddress } from '../../model/endpoint-url.ts';
import type { DmsError } from '../../model/errors.ts';
import { bastionFailure, shellCommand } from './failure.ts';
import { fingerprint, type HostKeyVerdict, type KnownHost, keyType } from './known-hosts.ts';

type Refusal = Exclude<HostKeyVerdict, { is: 'known' }>;

export function refuseHostKey(
  ssh: SshAddress,
  known: KnownHost,
  key: Buffer,
  verdict: Refusal,
): DmsError<'connect.bastion'> {
  const { host, port } = ssh;
  const type = keyType(key);
  const shown = fingerprint(key);
  if (verdict.is === 'unknown') {
    return bastionFailure(ssh, 'key-unknown', unknownReason(known, type, verdict.others), {
      fingerprint: shown,
      file: known.file,
      fix: learn(ssh, type, known.file),
    });
  }
  const { file, line } = verdict;
  if (verdict.is === 'revoked') {
    const reason = `its key is marked as revoked in ${file}, line ${line}`;
    return bastionFailure(ssh, 'key-revoked', reason, { fingerprint: shown, file });
  }
  const name = port === 22 ? host : `[${host}]:${port}`;
  const reason = `its ${type} key is not the one in ${file}, line ${line}`;
  const fix = `${shellCommand(['ssh-keygen', '-R', name, '-f', file])}\n${learn(ssh, type, file)}`;
  return bastionFailure(ssh, 'key-changed', reason, { fingerprint: shown, file, fix });
}

/** The command that adds the key to the file. */
function learn({ host, port }: SshAddress, type: string, file: string): string {
  // `-t` wants the family of the type.
  const family = /ed25519|ecdsa|rsa/.exec(type)?.[0];
  const scan = ['ssh-keyscan', ...(family ? ['-t', family] : []), '-p', String(port), host];
  return `${shellCommand(scan)} >> ${shellCommand([file])}`;
}

function unknownReason({ file, unread }: KnownHost, type: string, others: readonly string[]): string {
  const instead = others.length > 0 ? `, which knows it by another (${others.join(', ')})` : '';
  if (instead) return `its ${type} key is not known in ${file}${instead}`;
  return `its ${type} key is not known in ${file}${unread === null ? '' : ` (${unread})`}`;
}
