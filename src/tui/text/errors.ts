/** Every error, worded once, for people. The kinds and their facts are in `model/errors.ts`. */
import type { ErrorFacts, ErrorKind, ErrorRecord, ServerWords } from '../../model/errors.ts';
import type { ErrorWords } from './wording.ts';
import { words } from './words.ts';

export function wordError(record: ErrorRecord): ErrorWords {
  const word = words().errors[record.kind] as (
    facts: ErrorFacts[ErrorKind],
    server: ServerWords | null,
  ) => ErrorWords;
  return word(record.facts, record.server);
}

/** The lines of an error block: what, the server's own words, the cause, what to do, the statement. */
export function errorLines(record: ErrorRecord, table: string | null = null): string[] {
  const { what, cause, next } = wordError(record);
  const labels = words().errorLabels;
  const about = table !== null && !what.includes(table) ? `${table}: ` : '';
  const lines = `${about}${what}`.split('\n');
  if (record.server) lines.push(`  ${serverWords(record.server)}`);
  if (cause) lines.push(`  ${labels.cause}: ${cause}`);
  if (next) lines.push(...`  ${labels.next}: ${next}`.split('\n'));
  for (const line of fixLines(record)) lines.push(`    ${line}`);
  return lines;
}

/** `ER_DUP_ENTRY (1062): Duplicate entry …` */
export function serverWords({ code, number, message }: ServerWords): string {
  return `${code}${number === undefined ? '' : ` (${number})`}: ${message}`;
}

/** A statement that failed is shown when no better one is known: it is what the next step speaks of. */
function fixLines(record: ErrorRecord): string[] {
  const { facts } = record;
  const text = record.fix ?? ('sql' in facts ? facts.sql : null);
  return text ? text.split('\n') : [];
}
