/**
 * What opens an endpoint, from the first place that has it: the environment, the URL, where its reference leads,
 * the person. Secrets are never part of a task, an event, a log or an error.
 */
import type { EndpointSecrets } from '../endpoints/contract.ts';
import type { SecretReference, SecretReferences } from '../model/endpoint.ts';
import type { EndpointAddress, MysqlAddress } from '../model/endpoint-url.ts';
import { DmsError } from '../model/errors.ts';
import type { EndpointRole } from '../model/hops.ts';
import { fetchSecret, type SecretUse } from './secrets.ts';

/** One side of what is to be signed in to. */
export interface SignIn {
  readonly role: EndpointRole;
  readonly address: EndpointAddress;
  readonly references: SecretReferences;
}

export interface SecretQuestion {
  readonly use: SecretUse;
  readonly role: EndpointRole;
  readonly user: string;
  /** `db1:3306`, or the path of a socket. */
  readonly where: string;
  /** Why the place it was kept in does not have it; null when it is to be asked for anyway. */
  readonly because: DmsError | null;
}

/** Asks the person; null for an answer of nothing, which signs in without one. */
export type AskPerson = (question: SecretQuestion) => Promise<string | null>;

const NO_SECRETS: EndpointSecrets = { password: null, bastion: null };

/**
 * `ask` is null where nobody can be asked; `piped` is a password that came in on standard input.
 * @throws DmsError of the `secret.*` kinds when a reference leads nowhere and nobody can be asked
 */
export async function findSecrets(
  { role, address, references }: SignIn,
  ask: AskPerson | null,
  piped: string | null = null,
): Promise<EndpointSecrets> {
  if (address.engine !== 'mysql') return NO_SECRETS;
  const password = await passwordOf(address, role, references.password, ask, piped);
  return { password, bastion: await bastionSecretOf(address, role, references.bastion, ask) };
}

async function passwordOf(
  address: MysqlAddress,
  role: EndpointRole,
  reference: SecretReference | null,
  ask: AskPerson | null,
  piped: string | null,
): Promise<string | null> {
  if (piped !== null) return piped;
  const set = process.env[`DMS_TUI_${role.toUpperCase()}_PASSWORD`];
  if (set !== undefined) return set === '' ? null : set;
  if (address.password !== null) return address.password;
  const where = address.socket ?? `${address.host}:${address.port}`;
  const of = `the password of ${address.user} at the ${role}, ${where}`;
  const question = { use: 'password', role, user: address.user, where } as const;
  return await secretOf(reference, of, ask && ((because) => ask({ ...question, because })));
}

async function bastionSecretOf(
  { ssh }: MysqlAddress,
  role: EndpointRole,
  reference: SecretReference | null,
  ask: AskPerson | null,
): Promise<string | null> {
  if (ssh === null) return null;
  const set = process.env[`DMS_TUI_${role.toUpperCase()}_SSH_PASSWORD`];
  if (set !== undefined) return set === '' ? null : set;
  // An agent or a key without a passphrase opens most bastions: nobody is asked without a reason.
  if (reference === null) return null;
  const where = `${ssh.host}:${ssh.port}`;
  const of = `the password or passphrase of ${ssh.user} at the bastion of the ${role}, ${where}`;
  const question = { use: 'bastion', role, user: ssh.user, where } as const;
  return await secretOf(reference, of, ask && ((because) => ask({ ...question, because })));
}

/** A reference that leads nowhere leads to the person, if there is one. */
async function secretOf(
  reference: SecretReference | null,
  of: string,
  ask: ((because: DmsError | null) => Promise<string | null>) | null,
): Promise<string | null> {
  let because: DmsError | null = null;
  if (reference !== null && reference !== 'prompt') {
    try {
      return await fetchSecret(reference, of);
    } catch (error) {
      const isMissing =
        error instanceof DmsError && (error.is('secret.keyring') || error.is('secret.missing'));
      if (!isMissing || ask === null) throw error;
      because = error;
    }
  }
  if (ask !== null) return await ask(because);
  if (reference === null) return null;
  throw new DmsError('secret.missing', { of, from: 'prompt', name: '' });
}
