/**
 * RowBlocks to the text that LOAD DATA reads: tabs between fields, one line a row, `\N` for NULL, and a
 * backslash before every byte that would mean something else. Fields that need none of this are copied in
 * runs (`field-runs.ts`), the others byte by byte; no value is ever made.
 */
import type { ColumnKind } from '../../model/table.ts';
import { FieldRuns } from '../field-runs.ts';
import type { RowBlock } from '../row-block.ts';

/** What stands behind the backslash for a byte that needs one; 0 for all others. */
const ESCAPED = new Uint8Array(256);
ESCAPED[0x00] = 0x30; // \0
ESCAPED[0x09] = 0x74; // \t
ESCAPED[0x0a] = 0x6e; // \n
ESCAPED[0x5c] = 0x5c; // \\

const TAB = 0x09;
const LINE_FEED = 0x0a;
const BACKSLASH = 0x5c;
const CAPITAL_N = 0x4e;

/** Kinds whose text never holds a byte that needs a backslash: copied without a look. */
const PLAIN: ReadonlySet<ColumnKind> = new Set([
  'integer',
  'decimal',
  'float',
  'double',
  'date',
  'time',
  'datetime',
  'timestamp',
  'year',
  'uuid',
  'inet',
]);

const MARKS = {
  delimiter: Buffer.of(TAB),
  rowDelimiter: Buffer.of(LINE_FEED),
  nullValue: Buffer.from('\\N'),
};

/** Above this a copy by the machine beats a loop; below, the call costs more than the bytes. */
const LONG_COPY_BYTES = 40;

/** One piece given to the driver. Large enough for few calls, small enough to keep the socket busy. */
const PIECE_BYTES = 512 * 1024;

/** Where the encoder stands in the block it was given. */
interface Position {
  readonly block: RowBlock;
  at: number;
  column: number;
  /** Bytes of a field that did not fit into the last piece. */
  left: number;
}

export class TsvEncoder {
  readonly #plain: readonly boolean[];
  readonly #runs: FieldRuns;
  readonly #piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  #fill = 0;
  #position: Position | null = null;

  constructor(kinds: readonly ColumnKind[]) {
    this.#plain = kinds.map((kind) => PLAIN.has(kind));
    const forms = this.#plain.map((plain) => (plain ? 'plain' : 'text'));
    this.#runs = new FieldRuns(MARKS, ESCAPED, forms, false);
  }

  /** Takes a block; `next` must be asked until it has nothing more. */
  take(block: RowBlock): void {
    this.#position = { block, at: 0, column: 0, left: 0 };
  }

  /**
   * The next full piece, or null when the block is used up; what is left over waits for the next block, or
   * for `rest`. A piece is valid until the next call.
   */
  next(): Buffer | null {
    if (this.#position === null) return null;
    const fill = this.#encode(this.#position, this.#fill);
    if (this.#position.at < this.#position.block.length || this.#position.left > 0) {
      this.#fill = 0;
      return this.#piece.subarray(0, fill);
    }
    this.#fill = fill;
    this.#position = null;
    return null;
  }

  /** The last piece of a chunk. */
  rest(): Buffer {
    const piece = this.#piece.subarray(0, this.#fill);
    this.#fill = 0;
    return piece;
  }

  /**
   * Encodes until the block ends or the piece is full; returns how full it is. One plain function over
   * local numbers: much of this program's time is spent here.
   */
  #encode(position: Position, from: number): number {
    const plain = this.#plain;
    const runs = this.#runs;
    const columns = plain.length;
    const bytes = position.block.bytes;
    const end = position.block.length;
    const out = this.#piece;
    let { at, column, left } = position;
    let fill = from;
    for (;;) {
      if (left === 0) {
        if (at < end && runs.copy(bytes, at, end, column, out, fill)) {
          at += runs.bytes;
          fill += runs.bytes;
          column = runs.column;
        }
        if (at >= end) break;
        // Room for the shortest there is: NULL and its separator.
        if (fill + 3 > PIECE_BYTES) break;
        const first = bytes[at]!;
        if (first === 0xfb) {
          at++;
          out[fill++] = BACKSLASH;
          out[fill++] = CAPITAL_N;
          column++;
          if (column === columns) {
            column = 0;
            out[fill++] = LINE_FEED;
          } else {
            out[fill++] = TAB;
          }
          continue;
        }
        if (first < 0xfb) {
          left = first;
          at++;
        } else {
          left = longLength(bytes, at);
          at += first === 0xfc ? 3 : first === 0xfd ? 4 : 9;
        }
      }
      // At worst every byte takes two, and the separator follows.
      const room = PIECE_BYTES - fill - 1;
      const take = left * 2 <= room ? left : Math.min(left, room >> 1);
      const stop = at + take;
      if (plain[column] === true) {
        if (take > LONG_COPY_BYTES) {
          bytes.copy(out, fill, at, stop);
          fill += take;
          at = stop;
        } else {
          while (at < stop) out[fill++] = bytes[at++]!;
        }
      } else {
        while (at < stop) {
          const byte = bytes[at++]!;
          const escaped = ESCAPED[byte]!;
          if (escaped !== 0) {
            out[fill++] = BACKSLASH;
            out[fill++] = escaped;
          } else {
            out[fill++] = byte;
          }
        }
      }
      left -= take;
      if (left > 0) break;
      column++;
      if (column === columns) {
        column = 0;
        out[fill++] = LINE_FEED;
      } else {
        out[fill++] = TAB;
      }
    }
    position.at = at;
    position.column = column;
    position.left = left;
    return fill;
  }
}

/** Length of a field above 250 bytes; six of its eight bytes at most are read: 256 TB is no value. */
function longLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  return bytes.readUIntLE(at + 1, first === 0xfc ? 2 : first === 0xfd ? 3 : 6);
}
