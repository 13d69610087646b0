/**
 * Secrets that a person typed and that opened what they were for. They are known for as long as the console is
 * open, so that nobody is asked twice; they are nowhere but in memory.
 */
import type { EndpointSecrets } from '../../../endpoints/contract.ts';
import type { EndpointAddress } from '../../../model/endpoint-url.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import type { SecretQuestion } from '../../../store/find-secrets.ts';
import type { ConsoleActions } from '../../place.ts';

type Asked = Pick<SecretQuestion, 'use' | 'role' | 'user' | 'where'>;

const known = new WeakMap<ConsoleActions, Map<string, string | null>>();

/** These have opened it: what could not be proved is not kept, as it would be taken again and again. */
export function keepProved(
  console: ConsoleActions,
  { role, address }: { readonly role: EndpointRole; readonly address: EndpointAddress },
  { password, bastion }: EndpointSecrets,
): void {
  if (address.engine !== 'mysql') return;
  const secrets = known.get(console) ?? new Map<string, string | null>();
  known.set(console, secrets);
  const where = address.socket ?? `${address.host}:${address.port}`;
  secrets.set(keyOf({ use: 'password', role, user: address.user, where }), password);
  if (address.ssh === null) return;
  const { host, port, user } = address.ssh;
  secrets.set(keyOf({ use: 'bastion', role, user, where: `${host}:${port}` }), bastion);
}

/** All that opens it; null when one of them is not known. */
export function knownSecrets(
  console: ConsoleActions,
  { role, address }: { readonly role: EndpointRole; readonly address: EndpointAddress },
): EndpointSecrets | null {
  const secrets = known.get(console);
  if (address.engine !== 'mysql' || secrets === undefined) return null;
  const where = address.socket ?? `${address.host}:${address.port}`;
  const password = secrets.get(keyOf({ use: 'password', role, user: address.user, where }));
  if (password === undefined) return null;
  if (address.ssh === null) return { password, bastion: null };
  const { host, port, user } = address.ssh;
  return {
    password,
    bastion: secrets.get(keyOf({ use: 'bastion', role, user, where: `${host}:${port}` })) ?? null,
  };
}

/** Undefined for none. One that was refused is known no more. */
export function knownSecret(console: ConsoleActions, question: SecretQuestion): string | null | undefined {
  const secrets = known.get(console);
  const key = keyOf(question);
  if (question.because?.kind.startsWith('connect.')) secrets?.delete(key);
  return secrets?.get(key);
}

function keyOf({ use, role, user, where }: Asked): string {
  return JSON.stringify([use, role, user, where]);
}
