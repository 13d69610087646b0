/** One value of a table, as a person reads it in a line. */
import type { SampleCell } from '../../endpoints/catalog-contract.ts';
import { printable } from './text.ts';

/** How a missing value stands there; a text of these letters stands in quotes. */
export const NULL = 'NULL';

/** The value in one line, with `…` where it goes on. */
export function showCell(cell: SampleCell, ellipsis: string): string {
  if (cell === null) return NULL;
  const rest = cell.cut ? ellipsis : '';
  if ('hex' in cell) return `0x${cell.hex.toUpperCase()}${rest}`;
  const text = printable(cell.text) + rest;
  return isMistakable(cell.text) ? `'${text.replaceAll("'", "''")}'` : text;
}

/** What could be taken for nothing at all, for NULL, for bytes or for something quoted. */
function isMistakable(text: string): boolean {
  return text === NULL || /^ *$|^'|^0x/.test(text);
}
