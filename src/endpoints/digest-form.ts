/**
 * The canonical row, by which a source and a target are compared without moving rows between them.
 *
 * For a row with the columns c1 … cn of the plan, in that order:
 *
 * * a column that is NULL gives no part.
 * * numbers, BIT (as unsigned decimal), dates and times give their text, except FLOAT and DOUBLE, which no two
 *   servers print alike: they give the eight bytes of their IEEE 754 double, lowest first, in upper-case
 *   hexadecimal, a zero always without its sign.
 * * text, binary, ENUM, SET, JSON, spatial, vector, UUID and INET values give two parts, their length in bytes
 *   and the bytes, or, where the column can hold more than 65,535 bytes (and always for JSON, spatial and
 *   vector), one: the SHA-256 of the bytes in lower-case hexadecimal, so that a server never has to join large
 *   values.
 * * the last part is a string of n characters, `1` where the column is NULL, else `0`.
 * * the parts are joined by `#`.
 *
 * The lengths and the NULL flags make the form unambiguous. The hash of the row is the first 16 hexadecimal
 * digits of the SHA-256 of the joined bytes, read as an unsigned 64-bit number; a digest is the number of rows
 * and the exact sum of their hashes. A server computes the same with SHA-256, CONV and SUM over DECIMAL.
 *
 * The bytes of a text value are those of its text form: as stored, or in UTF-8. A spatial value is as the
 * server stores it (SRID and WKB); a target that keeps only the WKB compares that: `SUBSTRING(column, 5)`.
 */
import { createHash, type Hash, hash } from 'node:crypto';
import type { ColumnKind, PlannedColumn } from '../model/table.ts';
import type { Digest } from './contract.ts';

/** What a value of a column gives to the canonical row. */
export type DigestPart = 'text' | 'double' | 'counted' | 'hashed';

const TEXT_KINDS: ReadonlySet<ColumnKind> = new Set([
  'integer',
  'decimal',
  'bit',
  'date',
  'time',
  'datetime',
  'timestamp',
  'year',
]);

/** Kinds hashed whatever their length: servers differ in the longest value they say these may have. */
const HASHED_KINDS: ReadonlySet<ColumnKind> = new Set(['json', 'spatial', 'vector']);

/** Longest column that enters the row with its own bytes: what TEXT and BLOB hold. */
const LONGEST_COUNTED_BYTES = 65_535;

export function digestPart(column: PlannedColumn): DigestPart {
  const { kind, maxBytes } = column.source;
  if (TEXT_KINDS.has(kind)) return 'text';
  if (kind === 'float' || kind === 'double') return 'double';
  if (HASHED_KINDS.has(kind) || maxBytes === null || maxBytes > LONGEST_COUNTED_BYTES) return 'hashed';
  return 'counted';
}

const HASH = 0x23;
const ZERO = 0x30;
const ONE = 0x31;

/** A sum of this many 32-bit halves is still exact in a JavaScript number. */
const EXACT_HALVES = 2 ** 20;

/** Upper-case hexadecimal digits by value. */
const DIGITS = Buffer.from('0123456789ABCDEF', 'latin1');

/** Rows of up to this length are hashed through a view that is kept: a fresh one for every row is mostly garbage. */
const VIEW_BYTES = 1024;

/** Below this a loop copies faster than a call. */
const LOOP_COPY_BYTES = 48;

/** Folds rows into a digest. For each row: one `value` or `absent` per column in order, then `endRow`. */
export class RowDigest {
  readonly #parts: readonly DigestPart[];
  readonly #flags: Buffer;
  #flagged = false;
  #row = Buffer.allocUnsafe(1024);
  /** The first bytes of `#row`, by their number. */
  #views: (Buffer | undefined)[] = [];
  readonly #double = new DataView(new ArrayBuffer(8));
  #fill = 0;
  #column = 0;
  /** Earlier pieces of the value at hand: collected, or already hashed. */
  #pieces: Buffer[] = [];
  #hash: Hash | null = null;
  #rows = 0;
  #high = 0;
  #low = 0;
  #halves = 0;
  #sum = 0n;

  constructor(columns: readonly PlannedColumn[]) {
    this.#parts = columns.map(digestPart);
    this.#flags = Buffer.alloc(columns.length, ZERO);
  }

  /** A piece of the next value, more of which follows: large values never stand in memory as a whole. */
  piece(bytes: Buffer, start: number, end: number): void {
    if (this.#parts[this.#column] === 'hashed') {
      this.#hash ??= createHash('sha256');
      this.#hash.update(bytes.subarray(start, end));
    } else {
      this.#pieces.push(Buffer.from(bytes.subarray(start, end)));
    }
  }

  /** The next value of the row, or its last piece. */
  value(bytes: Buffer, start: number, end: number): void {
    const part = this.#parts[this.#column++];
    if (part === 'hashed') {
      this.#addHash(bytes.subarray(start, end));
      return;
    }
    if (this.#pieces.length > 0) {
      const whole = Buffer.concat([...this.#pieces, bytes.subarray(start, end)]);
      this.#pieces = [];
      this.#whole(part, whole, 0, whole.length);
    } else {
      this.#whole(part, bytes, start, end);
    }
  }

  /** The next value of the row is NULL. */
  absent(): void {
    this.#flags[this.#column] = ONE;
    this.#flagged = true;
    this.#column++;
  }

  endRow(): void {
    this.#add(this.#flags, 0, this.#flags.length, false);
    if (this.#flagged) this.#flags.fill(ZERO);
    this.#flagged = false;
    // Four bytes a half, straight from the digest: parsing hexadecimal would cost as much as the SHA-256.
    const sha256 = hash('sha256', this.#joined(), 'latin1');
    this.#high += word(sha256, 0);
    this.#low += word(sha256, 4);
    this.#halves++;
    if (this.#halves === EXACT_HALVES) this.#carry();
    this.#rows++;
    this.#fill = 0;
    this.#column = 0;
  }

  digest(): Digest {
    this.#carry();
    return { rows: this.#rows, sum: this.#sum.toString() };
  }

  #addHash(last: Buffer): void {
    const hex = this.#hash === null ? hash('sha256', last, 'hex') : this.#hash.update(last).digest('hex');
    this.#hash = null;
    this.#room(1 + hex.length);
    if (this.#fill > 0) this.#row[this.#fill++] = HASH;
    this.#fill += this.#row.write(hex, this.#fill, 'latin1');
  }

  #whole(part: DigestPart | undefined, bytes: Buffer, start: number, end: number): void {
    if (part === 'double') this.#addDouble(Number(bytes.toString('latin1', start, end)));
    else this.#add(bytes, start, end, part === 'counted');
  }

  #addDouble(number: number): void {
    this.#room(17);
    const row = this.#row;
    let fill = this.#fill;
    if (fill > 0) row[fill++] = HASH;
    // Plus zero: of two zeros only one is left.
    this.#double.setFloat64(0, number + 0, true);
    for (let at = 0; at < 8; at++) {
      const byte = this.#double.getUint8(at);
      row[fill++] = DIGITS[byte >> 4]!;
      row[fill++] = DIGITS[byte & 15]!;
    }
    this.#fill = fill;
  }

  #add(bytes: Buffer, start: number, end: number, counted: boolean): void {
    const length = end - start;
    // A separator, at most ten digits of length, another separator.
    this.#room(length + 12);
    const row = this.#row;
    let fill = this.#fill;
    if (fill > 0) row[fill++] = HASH;
    if (counted) {
      if (length >= 100) {
        fill += row.write(String(length), fill, 'latin1');
      } else {
        if (length >= 10) row[fill++] = ZERO + Math.trunc(length / 10);
        row[fill++] = ZERO + (length % 10);
      }
      row[fill++] = HASH;
    }
    if (length > LOOP_COPY_BYTES) {
      bytes.copy(row, fill, start, end);
      fill += length;
    } else {
      for (let at = start; at < end; at++) row[fill++] = bytes[at]!;
    }
    this.#fill = fill;
  }

  /** What the row has so far. */
  #joined(): Buffer {
    const length = this.#fill;
    const known = this.#views[length];
    if (known !== undefined) return known;
    const view = this.#row.subarray(0, length);
    if (length <= VIEW_BYTES) this.#views[length] = view;
    return view;
  }

  #room(bytes: number): void {
    if (this.#fill + bytes <= this.#row.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#row.length * 2, this.#fill + bytes));
    this.#row.copy(grown, 0, 0, this.#fill);
    this.#row = grown;
    this.#views = [];
  }

  #carry(): void {
    this.#sum += (BigInt(this.#high) << 32n) + BigInt(this.#low);
    this.#high = 0;
    this.#low = 0;
    this.#halves = 0;
  }
}

function word(bytes: string, at: number): number {
  return (
    bytes.charCodeAt(at) * 0x1000000 +
    ((bytes.charCodeAt(at + 1) << 16) | (bytes.charCodeAt(at + 2) << 8) | bytes.charCodeAt(at + 3))
  );
}
