/** How far the lanes of a run see one moment, in words. */
import { words } from './words.ts';

/** A run log of a newer version may name one that is not known here. */
export function guaranteeWords(guarantee: string): string {
  const known: Readonly<Record<string, string>> = words().plan.guarantees;
  return known[guarantee] ?? guarantee;
}
