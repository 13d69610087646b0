/**
 * Where the passwords of a command come from: standard input first, else the places of
 * `store/find-secrets.ts`, of which the last is the person at this terminal.
 */

import type { EndpointSecrets } from '../endpoints/contract.ts';
import type { SecretReferences } from '../model/endpoint.ts';
import { NO_REFERENCES } from '../model/endpoint.ts';
import type { EndpointAddress } from '../model/endpoint-url.ts';
import { DmsError } from '../model/errors.ts';
import type { EndpointRole } from '../model/hops.ts';
import { type AskPerson, findSecrets, type SecretQuestion } from '../store/find-secrets.ts';
import { printable } from '../tui/layout/text.ts';
import { wordError } from '../tui/text/errors.ts';
import { words } from '../tui/text/words.ts';
import { askSecret, firstLines, type Terminal, terminal } from './ask.ts';

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

/** The task's issues warn of a password in a URL; it is used all the same. */
export async function findPasswords(
  addresses: { readonly source: EndpointAddress; readonly target: EndpointAddress },
  options: PasswordOptions,
  references: TaskReferences = { source: NO_REFERENCES, target: NO_REFERENCES },
): Promise<Passwords> {
  const fromStdin = await readStdin(options);
  const find = (role: EndpointRole) =>
    findSecrets(
      { role, address: addresses[role], references: references[role] },
      askAtTerminal(),
      fromStdin[role],
    );
  // One after the other: two questions at once cannot be answered.
  const source = await find('source');
  const target = await find('target');
  return { source, target };
}

/** Null where nobody can answer. */
export function askAtTerminal(): AskPerson | null {
  const person = terminal();
  return person && ((question) => ask(person, question));
}

async function ask(person: Terminal, question: SecretQuestion): Promise<string | null> {
  if (question.because !== null) person.output.write(`${printable(wordError(question.because).what)}\n`);
  const { use, user, role, where } = question;
  const says = words().questions;
  const asks = use === 'password' ? says.password : says.bastionSecret;
  const typed = await askSecret(person, asks(user, role, where));
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
