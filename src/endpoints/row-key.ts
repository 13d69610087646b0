/** Keys of rows: taken from the bytes of a row, and shown to people. */
import type { Key } from '../model/chunk.ts';
import type { TablePlan } from '../model/table.ts';
import type { RowBlock } from './row-block.ts';
import { fieldsAt } from './row-walk.ts';

/** The key of a block's last row; null for a table without one. */
export function lastKey(table: TablePlan, block: RowBlock): Key | null {
  if (table.key === null) return null;
  return keyAt(table, block.bytes, block.lastRow);
}

function keyAt(table: TablePlan, bytes: Buffer, offset: number): Key {
  const { fields } = fieldsAt(bytes, offset, table.columns.length);
  return table.key!.map((position) => {
    const { start, end } = fields[position]!;
    return bytes.toString('hex', start, end).toUpperCase();
  });
}

/** The values of a key as a person would write them. */
export function showKey(table: TablePlan, key: Key): string[] {
  return key.map((hex, index) => {
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
    const values = showKey(table, keyAt(table, row, 0));
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
