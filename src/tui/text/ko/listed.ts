/** A list inside a sentence. */
import { listedLines } from '../wording.ts';

export function listed(lines: readonly string[]): string {
  return listedLines(lines, (count) => `외 ${count}개`);
}
