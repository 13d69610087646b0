/**
 * Where passwords come from, the first that has one: standard input, the environment, the URL, the
 * person at the terminal. They are never part of a task, an event, a log or an error.
 */

import { type EndpointSecrets, passwordOnly } from '../endpoints/contract.ts';
import type { EndpointAddress } from '../model/endpoint-url.ts';
import { DmsError } from '../model/errors.ts';
import { askSecret, terminal } from './ask.ts';

export interface PasswordOptions {
  readonly sourcePasswordStdin?: boolean;
  readonly targetPasswordStdin?: boolean;
}

export interface Passwords {
  readonly source: EndpointSecrets;
  readonly target: EndpointSecrets;
}

type Side = 'source' | 'target';

const VARIABLES = { source: 'DMS_TUI_SOURCE_PASSWORD', target: 'DMS_TUI_TARGET_PASSWORD' } as const;

/** The task's issues warn of a password in a URL; it is used all the same. */
export async function findPasswords(
  addresses: { readonly source: EndpointAddress; readonly target: EndpointAddress },
  options: PasswordOptions,
): Promise<Passwords> {
  const fromStdin = await readStdin(options);
  const find = async (side: Side): Promise<string | null> => {
    const address = addresses[side];
    if (address.engine !== 'mysql') return null;
    const piped = fromStdin[side];
    if (piped !== null) return piped;
    const set = process.env[VARIABLES[side]];
    if (set !== undefined) return set === '' ? null : set;
    if (address.password !== null) return address.password;
    const asked = terminal();
    if (asked === null) return null;
    const where = address.socket ?? `${address.host}:${address.port}`;
    const typed = await askSecret(
      asked,
      `Password of ${address.user} at the ${side}, ${where} (Enter for none): `,
    );
    return typed === '' ? null : typed;
  };
  // One after the other: two questions at once cannot be answered.
  const source = await find('source');
  const target = await find('target');
  return { source: passwordOnly(source), target: passwordOnly(target) };
}

/** With both options the first line is the source's, the second the target's. */
async function readStdin(options: PasswordOptions): Promise<Record<Side, string | null>> {
  const sides: Side[] = [];
  if (options.sourcePasswordStdin) sides.push('source');
  if (options.targetPasswordStdin) sides.push('target');
  const found: Record<Side, string | null> = { source: null, target: null };
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

async function firstLines(count: number): Promise<string[]> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const piece of process.stdin) {
    text += piece;
    if (text.split('\n').length > count) break;
  }
  const lines = text.split('\n');
  // The text behind the last line break is a line only when there is something in it.
  if (lines.at(-1) === '') lines.pop();
  return lines.slice(0, count).map((line) => line.replace(/\r$/, ''));
}
