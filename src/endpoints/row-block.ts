/**
 * The one currency between any source and any target: whole rows as bytes.
 *
 * Each field is a length-encoded byte string, as in a text-protocol row of MySQL: one byte 0…250 is the
 * length itself; 0xFC, 0xFD, 0xFE announce a length of 2, 3 or 8 bytes, little endian; 0xFB alone is NULL.
 * Rows follow each other without a gap. The number of fields is that of the plan's columns.
 */
export interface RowBlock {
  /** Holds the rows in `[0, length)`; what lies behind is not part of the block. */
  readonly bytes: Buffer;
  readonly length: number;
  readonly rows: number;
  /** Offset of the first byte of the last row, so that its key can be read without a walk. */
  readonly lastRow: number;
}

export const NULL_FIELD = 0xfb;
