/** Walking a RowBlock row by row and field by field, for the slow paths that look at single rows. */
import type { RowBlock } from './row-block.ts';
import { NULL_FIELD } from './row-block.ts';

/** Where a field lies; `start` of -1 is NULL. */
export interface Field {
  readonly start: number;
  readonly end: number;
}

/** The fields of the row that begins at `offset`, and where the next row begins. */
export function fieldsAt(bytes: Buffer, offset: number, columns: number): { fields: Field[]; next: number } {
  const fields: Field[] = [];
  let at = offset;
  for (let column = 0; column < columns; column++) {
    const first = bytes[at++]!;
    if (first === NULL_FIELD) {
      fields.push({ start: -1, end: -1 });
      continue;
    }
    let length = first;
    if (first > NULL_FIELD) {
      const size = first === 0xfc ? 2 : first === 0xfd ? 3 : 6;
      length = bytes.readUIntLE(at, size);
      at += first === 0xfe ? 8 : size;
    }
    fields.push({ start: at, end: at + length });
    at += length;
  }
  return { fields, next: at };
}

/** Every row of a block as its own slice. */
export function* rowsOfBlock(block: RowBlock, columns: number): Generator<Buffer> {
  let at = 0;
  while (at < block.length) {
    const { next } = fieldsAt(block.bytes, at, columns);
    yield block.bytes.subarray(at, next);
    at = next;
  }
}
