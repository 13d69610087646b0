/** Keys of rows: taken from the bytes of a row, and shown to people. */
import { type Key, keyValue, utf8KeyValue } from '../model/chunk.ts';
import type { TablePlan } from '../model/table.ts';
import type { TextForm } from './contract.ts';
import type { RowBlock } from './row-block.ts';
import { fieldsAt } from './row-walk.ts';

/** The key of a block's last row, whose text is in that form; null for a table without one. */
export function lastKey(table: TablePlan, block: RowBlock, text: TextForm): Key | null {
  if (table.key === null) return null;
  return keyAt(table, block.bytes, block.lastRow, text);
}

/**
 * Whether every value of the key can be told again from its UTF-8 form. Other character sets have several
 * codes for one character, or codes for none: a range that begins at such a value could lose rows.
 */
export function keepsKeyInUtf8({ key, columns }: TablePlan): boolean {
  return (key ?? []).every((position) => {
    const { charset } = columns[position]!.source;
    return charset === null || UTF8_CHARSETS.has(charset) || CONVERTED_CHARSETS.has(charset);
  });
}

/** Their bytes are those of UTF-8. */
const UTF8_CHARSETS: ReadonlySet<string> = new Set(['utf8mb4', 'utf8mb3', 'utf8', 'ascii']);
/** One character for each code, and back. */
const CONVERTED_CHARSETS: ReadonlySet<string> = new Set(['latin1', 'ucs2', 'utf16', 'utf16le', 'utf32']);

function keyAt(table: TablePlan, bytes: Buffer, offset: number, text: TextForm): Key {
  const { fields } = fieldsAt(bytes, offset, table.columns.length);
  return table.key!.map((position) => {
    const { start, end } = fields[position]!;
    const hex = bytes.toString('hex', start, end).toUpperCase();
    const { charset } = table.columns[position]!.source;
    const isConverted = text === 'utf8' && charset !== null && !UTF8_CHARSETS.has(charset);
    return isConverted ? utf8KeyValue(hex) : hex;
  });
}

/** The values of a key as a person would write them. */
export function showKey(table: TablePlan, key: Key): string[] {
  return key.map((value, index) => {
    const { hex } = keyValue(value);
    const { kind } = table.columns[table.key![index]!]!.source;
    return kind === 'binary' ? `0x${hex}` : Buffer.from(hex, 'hex').toString('utf8');
  });
}

/** Longest value of a row that is shown when there is no key to name it by. */
const SHOWN_CHARACTERS = 60;

/** What tells a row from all others: its key, or else its first values. */
export function showRow(table: TablePlan, row: Buffer): string {
  const name = (position: number) => table.columns[position]!.source.name;
  if (table.key !== null) {
    const values = showKey(table, keyAt(table, row, 0, 'stored'));
    return table.key.map((position, index) => `${name(position)} = ${values[index]}`).join(', ');
  }
  const { fields } = fieldsAt(row, 0, table.columns.length);
  return fields
    .slice(0, 3)
    .map(({ start, end }, position) => {
      const value = start < 0 ? 'NULL' : row.toString('utf8', start, Math.min(end, start + SHOWN_CHARACTERS));
      return `${name(position)} = ${value}`;
    })
    .join(', ');
}
