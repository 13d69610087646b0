/**
 * Where passwords come from, the first that has one: standard input, the environment, the URL, the place a
 * saved endpoint refers to, the person at the terminal. They are never part of a task, an event, a log or
 * an error.
 */

import type { EndpointSecrets } from '../endpoints/contract.ts';
import type { SecretReference, SecretReferences } from '../model/endpoint.ts';
import type { EndpointAddress, MysqlAddress } from '../model/endpoint-url.ts';
import { DmsError } from '../model/errors.ts';
import type { EndpointRole } from '../model/hops.ts';
import { fetchSecret } from '../store/secrets.ts';
import { printable } from '../tui/layout/text.ts';
import { wordError } from '../tui/text/errors.ts';
import { words } from '../tui/text/words.ts';
import { askSecret, firstLines, terminal } from './ask.ts';
import { NO_REFERENCES } from './endpoint-word.ts';

export interface PasswordOptions {
  readonly sourcePasswordStdin?: boolean;
  readonly targetPasswordStdin?: boolean;
}

export interface Passwords {
  readonly source: EndpointSecrets;
  readonly target: EndpointSecrets;
}

/** Where the secrets of both sides of a task are. */
export interface TaskReferences {
  readonly source: SecretReferences;
  readonly target: SecretReferences;
}

/** One side of what is to be signed in to. */
export interface SignIn {
  readonly role: EndpointRole;
  readonly address: EndpointAddress;
  readonly references: SecretReferences;
}

const NO_SECRETS: EndpointSecrets = { password: null, bastion: null };

/** The task's issues warn of a password in a URL; it is used all the same. */
export async function findPasswords(
  addresses: { readonly source: EndpointAddress; readonly target: EndpointAddress },
  options: PasswordOptions,
  references: TaskReferences = { source: NO_REFERENCES, target: NO_REFERENCES },
): Promise<Passwords> {
  const fromStdin = await readStdin(options);
  const find = (role: EndpointRole) =>
    findSecrets({ role, address: addresses[role], references: references[role] }, fromStdin[role]);
  // One after the other: two questions at once cannot be answered.
  const source = await find('source');
  const target = await find('target');
  return { source, target };
}

/**
 * What opens one endpoint. `piped` is the password that came in on standard input.
 * @throws DmsError of the `secret.*` kinds when a saved reference leads nowhere and nobody can be asked
 */
export async function findSecrets(
  { role, address, references }: SignIn,
  piped: string | null = null,
): Promise<EndpointSecrets> {
  if (address.engine !== 'mysql') return NO_SECRETS;
  const password = await passwordOf(address, role, references.password, piped);
  return { password, bastion: await bastionSecretOf(address, role, references.bastion) };
}

async function passwordOf(
  address: MysqlAddress,
  role: EndpointRole,
  reference: SecretReference | null,
  piped: string | null,
): Promise<string | null> {
  if (piped !== null) return piped;
  const set = process.env[`DMS_TUI_${role.toUpperCase()}_PASSWORD`];
  if (set !== undefined) return set === '' ? null : set;
  if (address.password !== null) return address.password;
  const where = address.socket ?? `${address.host}:${address.port}`;
  const of = `the password of ${address.user} at the ${role}, ${where}`;
  return await secretOf(reference, of, words().questions.password(address.user, role, where));
}

async function bastionSecretOf(
  { ssh }: MysqlAddress,
  role: EndpointRole,
  reference: SecretReference | null,
): Promise<string | null> {
  if (ssh === null) return null;
  const set = process.env[`DMS_TUI_${role.toUpperCase()}_SSH_PASSWORD`];
  if (set !== undefined) return set === '' ? null : set;
  // An agent or a key without a passphrase opens most bastions: nobody is asked without a reason.
  if (reference === null) return null;
  const where = `${ssh.host}:${ssh.port}`;
  const of = `the password or passphrase of ${ssh.user} at the bastion of the ${role}, ${where}`;
  return await secretOf(reference, of, words().questions.bastionSecret(ssh.user, role, where));
}

/** A reference that leads nowhere leads to the person, if there is one. */
async function secretOf(
  reference: SecretReference | null,
  of: string,
  question: string,
): Promise<string | null> {
  const person = terminal();
  if (reference !== null && reference !== 'prompt') {
    try {
      return await fetchSecret(reference, of);
    } catch (error) {
      const isMissing =
        error instanceof DmsError && (error.is('secret.keyring') || error.is('secret.missing'));
      if (!isMissing || person === null) throw error;
      person.output.write(`${printable(wordError(error).what)}\n`);
    }
  }
  if (person === null) {
    if (reference === null) return null;
    throw new DmsError('secret.missing', { of, from: 'prompt', name: '' });
  }
  const typed = await askSecret(person, question);
  return typed === '' ? null : typed;
}

/** With both options the first line is the source's, the second the target's. */
async function readStdin(options: PasswordOptions): Promise<Record<EndpointRole, string | null>> {
  const sides: EndpointRole[] = [];
  if (options.sourcePasswordStdin) sides.push('source');
  if (options.targetPasswordStdin) sides.push('target');
  const found: Record<EndpointRole, string | null> = { source: null, target: null };
  // On a terminal there is nothing piped: the question without echo asks for it.
  if (sides.length === 0 || terminal() !== null) return found;
  const lines = await firstLines(sides.length);
  sides.forEach((side, index) => {
    const line = lines[index];
    if (line === undefined) {
      throw new DmsError('usage', {
        problem: `Standard input ended before the password of the ${side}.`,
        allowed: 'one line per password, the source first',
      });
    }
    found[side] = line;
  });
  return found;
}
