/** SQL expressions that choose words by a number. */
import { escape as quoted } from 'mysql2';

/** One of the texts, by the remainder of an integer expression. */
export function pick(number: string, texts: readonly string[]): string {
  return `ELT(1 + (${number}) % ${texts.length}, ${texts.map((text) => quoted(text)).join(', ')})`;
}
