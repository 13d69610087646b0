/**
 * RowBlocks to the text that LOAD DATA reads: tabs between fields, one line a row, `\N` for NULL, and a
 * backslash before every byte that would mean something else. Byte by byte, no value is ever made.
 */
import type { ColumnKind } from '../../model/table.ts';
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

/** Above this a copy by the machine beats a loop; below, the call costs more than the bytes. */
const LONG_COPY_BYTES = 40;

/** One piece given to the driver. Large enough for few calls, small enough to keep the socket busy. */
export const PIECE_BYTES = 512 * 1024;

export class TsvEncoder {
  readonly #plain: readonly boolean[];
  #piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  #fill = 0;

  constructor(kinds: readonly ColumnKind[]) {
    this.#plain = kinds.map((kind) => PLAIN.has(kind));
  }

  /** Yields full pieces; what is left over stays inside until `rest`. A piece belongs to the caller. */
  *encode(block: RowBlock): Generator<Buffer, void, undefined> {
    const plain = this.#plain;
    const columns = plain.length;
    const bytes = block.bytes;
    const end = block.length;
    let out = this.#piece;
    let fill = this.#fill;
    let at = 0;
    let column = 0;
    while (at < end) {
      let length = bytes[at++]!;
      if (length === 0xfb) {
        if (fill + 3 > PIECE_BYTES) {
          yield this.#cut(fill);
          out = this.#piece;
          fill = 0;
        }
        out[fill++] = BACKSLASH;
        out[fill++] = CAPITAL_N;
      } else {
        if (length > 0xfb) {
          const size = length === 0xfc ? 2 : length === 0xfd ? 3 : 6;
          const announced = length;
          length = bytes.readUIntLE(at, size);
          // Six of the eight length bytes are read: more than 256 TB is not a value.
          at += announced === 0xfe ? 8 : size;
        }
        let left = length;
        for (;;) {
          // At worst every byte takes two, and the separator follows.
          const room = PIECE_BYTES - fill - 1;
          const take = left * 2 <= room ? left : Math.min(left, room >> 1);
          const stop = at + take;
          if (plain[column] === true && take <= LONG_COPY_BYTES) {
            while (at < stop) out[fill++] = bytes[at++]!;
          } else if (plain[column] === true) {
            bytes.copy(out, fill, at, stop);
            fill += take;
            at = stop;
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
          if (left === 0) break;
          yield this.#cut(fill);
          out = this.#piece;
          fill = 0;
        }
      }
      if (fill + 1 > PIECE_BYTES) {
        yield this.#cut(fill);
        out = this.#piece;
        fill = 0;
      }
      column++;
      if (column === columns) {
        column = 0;
        out[fill++] = LINE_FEED;
      } else {
        out[fill++] = TAB;
      }
    }
    this.#fill = fill;
  }

  /** The last piece of a chunk. */
  rest(): Buffer {
    return this.#cut(this.#fill);
  }

  /** Forgets what has not been given out. */
  reset(): void {
    this.#fill = 0;
  }

  #cut(fill: number): Buffer {
    const piece = this.#piece.subarray(0, fill);
    this.#piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
    this.#fill = 0;
    return piece;
  }
}
