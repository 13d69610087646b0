/**
 * RowBlocks to CSV bytes: the same bytes csv-stringify would write, without a JavaScript value per field.
 *
 * Runs of fields that need nothing special are copied at once (`field-runs.ts`). Everything else (quotes, NULL
 * words, hexadecimal, values of more than 250 bytes) goes field by field, in pieces, whatever the size of the
 * value.
 */
import type { FileSettings } from '../../model/endpoint-url.ts';
import type { PlannedColumn } from '../../model/table.ts';
import { FieldRuns, SHORT_FIELD_BYTES } from '../field-runs.ts';
import { NULL_FIELD, type RowBlock } from '../row-block.ts';
import { type CsvForm, csvDialect, csvForm, csvLine, leadingNames, transferTime } from './csv-dialect.ts';
import { CsvSpecials } from './csv-specials.ts';
import { HEX_DIGITS, unsignedDecimal } from './hex.ts';

/** One piece given out: large enough that awaiting its write costs nothing, small enough to stay in cache. */
const PIECE_BYTES = 256 * 1024;

/** How the rest of the field at hand is written. */
type Manner = 'as-is' | 'quoted' | 'hex';

const QUOTE = 0x22;

export class CsvEncoder {
  readonly #columns: readonly PlannedColumn[];
  readonly #settings: FileSettings;
  readonly #now: () => Date;
  readonly #dialect;
  readonly #specials: CsvSpecials;
  readonly #forms: readonly CsvForm[];
  readonly #runs: FieldRuns;
  /** Room that must be free before a field begins: everything in it that does not depend on its value. */
  readonly #slack: number;
  readonly #out: Buffer;
  #fill = 0;
  #source: Buffer = Buffer.alloc(0);
  #length = 0;
  #at = 0;
  #column = 0;
  #lead: Buffer = Buffer.alloc(0);
  readonly #leadBytes: number;
  #leadWritten = false;
  /** What is left of the field at hand; null between fields. */
  #manner: Manner | null = null;
  #valueAt = 0;
  #valueEnd = 0;
  #closeWithQuote = false;
  /**
   * Fields so far that a reader cannot get back, as they hold a delimiter or look like NULL and are not
   * quoted. Always 0 with quoting.
   */
  ambiguous = 0;

  constructor(columns: readonly PlannedColumn[], settings: FileSettings, now: () => Date) {
    this.#columns = columns;
    this.#settings = settings;
    this.#now = now;
    this.#dialect = csvDialect(settings);
    this.#specials = new CsvSpecials(this.#dialect);
    const { delimiter, rowDelimiter, nullValue } = this.#dialect;
    this.#forms = columns.map(({ source }) => {
      const form = csvForm(source.kind);
      return form === 'plain' && !this.#specials.plainIsSafe ? 'text' : form;
    });
    this.#leadBytes = this.#leadFor(new Date(0)).length;
    this.#runs = new FieldRuns(this.#dialect, this.#specials.flags, this.#forms, this.#leadBytes > 0);
    this.#slack = delimiter.length + rowDelimiter.length + nullValue.length + this.#leadBytes + 64;
    this.#out = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, this.#slack * 4));
  }

  /** The line of column names; empty when the settings ask for none. */
  header(): Buffer {
    if (!this.#settings.header) return Buffer.alloc(0);
    const names = [...leadingNames(this.#settings), ...this.#columns.map((column) => column.target)];
    return Buffer.from(csvLine(names, this.#dialect));
  }

  /** A piece is valid until the next one is asked for; so is the block. */
  *encode(block: RowBlock): Generator<Buffer, void, undefined> {
    this.#source = block.bytes;
    this.#length = block.length;
    this.#at = 0;
    this.#column = 0;
    this.#manner = null;
    this.#leadWritten = false;
    this.#lead = this.#leadFor(this.#now());
    let more = true;
    while (more) {
      this.#fill = 0;
      more = this.#fillPiece();
      if (this.#fill > 0) yield this.#out.subarray(0, this.#fill);
    }
  }

  /** Exactly how many bytes a block becomes. Costs as much as encoding it. */
  measure(block: RowBlock): number {
    const { ambiguous } = this;
    let bytes = 0;
    for (const piece of this.encode(block)) bytes += piece.length;
    this.ambiguous = ambiguous;
    return bytes;
  }

  /** Never less than `measure`, and free. */
  mostBytes(block: RowBlock): number {
    // A value at most doubles (hexadecimal, quotes doubled); BIT takes at most 8 more than that, quotes 2.
    const { delimiter, rowDelimiter, nullValue } = this.#dialect;
    const perField = nullValue.length + delimiter.length + 10;
    const perRow = this.#forms.length * perField + rowDelimiter.length + this.#leadBytes;
    return 2 * block.length + block.rows * perRow;
  }

  /** What stands before the first column of every row. */
  #leadFor(moment: Date): Buffer {
    const { includeOp, timestampColumn } = this.#settings;
    if (!includeOp && timestampColumn === null) return Buffer.alloc(0);
    const fields = [...(includeOp ? ['I'] : []), ...(timestampColumn === null ? [] : [transferTime(moment)])];
    const line = Buffer.from(csvLine(fields, this.#dialect));
    const { delimiter, rowDelimiter } = this.#dialect;
    return Buffer.concat([line.subarray(0, line.length - rowDelimiter.length), delimiter]);
  }

  /** Fills the piece; true when the block has more than fitted. */
  #fillPiece(): boolean {
    for (;;) {
      if (this.#manner !== null && !this.#goOn()) return true;
      if (this.#at >= this.#length) return false;
      if (this.#out.length - this.#fill < this.#slack) return true;
      if (this.#column === 0 && this.#lead.length > 0 && !this.#leadWritten) {
        this.#literal(this.#lead);
        this.#leadWritten = true;
      }
      if (!this.#copyRun()) this.#startField();
    }
  }

  /** False when the next field needs more than a copy. */
  #copyRun(): boolean {
    const runs = this.#runs;
    if (!runs.copy(this.#source, this.#at, this.#length, this.#column, this.#out, this.#fill)) return false;
    this.#at += runs.bytes;
    this.#fill += runs.bytes;
    this.#column = runs.column;
    if (this.#column === 0) this.#leadWritten = false;
    return true;
  }

  /** Begins the next field by itself, and ends it where nothing of it is left to copy. */
  #startField(): void {
    const source = this.#source;
    const mark = source[this.#at]!;
    if (mark === NULL_FIELD) {
      this.#literal(this.#dialect.nullValue);
      this.#endField(this.#at + 1);
      return;
    }
    let start = this.#at + 1;
    let length = mark;
    if (mark > SHORT_FIELD_BYTES) {
      const size = mark === 0xfc ? 2 : mark === 0xfd ? 3 : 8;
      // Six of eight bytes are read: no value has more than 2^48 bytes.
      length = source.readUIntLE(start, Math.min(size, 6));
      start += size;
    }
    const end = start + length;
    switch (this.#forms[this.#column]) {
      case 'bit':
        this.#bit(start, end);
        return;
      case 'hex':
        this.#hex(start, end);
        return;
      case 'wkb':
        this.#hex(Math.min(start + SRID_BYTES, end), end);
        return;
      default:
        this.#text(start, end);
    }
  }

  #text(start: number, end: number): void {
    const special = this.#specials.isSpecial(this.#source, start, end);
    if (special && !this.#dialect.quotes) this.ambiguous++;
    this.#begin(special && this.#dialect.quotes ? 'quoted' : 'as-is', start, end);
  }

  #hex(start: number, end: number): void {
    const { nullValue, quotes } = this.#dialect;
    const asNull =
      (end - start) * 2 === nullValue.length &&
      this.#source.toString('hex', start, end).toUpperCase() === nullValue.toString('latin1');
    if (asNull && !quotes) this.ambiguous++;
    if (asNull && quotes) this.#out[this.#fill++] = QUOTE;
    this.#begin('hex', start, end);
    this.#closeWithQuote = asNull && quotes;
  }

  #bit(start: number, end: number): void {
    const digits = Buffer.from(unsignedDecimal(this.#source, start, end), 'latin1');
    const asNull = digits.equals(this.#dialect.nullValue);
    if (asNull && !this.#dialect.quotes) this.ambiguous++;
    const quoted = asNull && this.#dialect.quotes;
    if (quoted) this.#out[this.#fill++] = QUOTE;
    this.#literal(digits);
    if (quoted) this.#out[this.#fill++] = QUOTE;
    this.#endField(end);
  }

  #begin(manner: Manner, start: number, end: number): void {
    this.#manner = manner;
    this.#valueAt = start;
    this.#valueEnd = end;
    this.#closeWithQuote = manner === 'quoted';
    if (manner === 'quoted') this.#out[this.#fill++] = QUOTE;
  }

  /** Writes on at the field at hand; false when the piece is full before its end. */
  #goOn(): boolean {
    const manner = this.#manner;
    const out = this.#out;
    const source = this.#source;
    const left = this.#valueEnd - this.#valueAt;
    // The slack stays free for what ends the field.
    const room = out.length - this.#fill - this.#slack;
    const take = Math.max(0, Math.min(left, manner === 'as-is' ? room : room >> 1));
    const stop = this.#valueAt + take;
    let fill = this.#fill;
    if (manner === 'as-is') {
      source.copy(out, fill, this.#valueAt, stop);
      fill += take;
    } else if (manner === 'quoted') {
      for (let at = this.#valueAt; at < stop; at++) {
        const byte = source[at]!;
        out[fill++] = byte;
        if (byte === QUOTE) out[fill++] = QUOTE;
      }
    } else {
      const digits = HEX_DIGITS;
      for (let at = this.#valueAt; at < stop; at++) {
        const byte = source[at]!;
        out[fill++] = digits[byte >> 4]!;
        out[fill++] = digits[byte & 15]!;
      }
    }
    this.#fill = fill;
    this.#valueAt = stop;
    if (stop < this.#valueEnd) return false;
    if (this.#closeWithQuote) out[this.#fill++] = QUOTE;
    this.#manner = null;
    this.#endField(stop);
    return true;
  }

  #endField(end: number): void {
    this.#at = end;
    if (this.#column === this.#forms.length - 1) {
      this.#literal(this.#dialect.rowDelimiter);
      this.#column = 0;
      this.#leadWritten = false;
    } else {
      this.#literal(this.#dialect.delimiter);
      this.#column++;
    }
  }

  #literal(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at++) this.#out[this.#fill++] = bytes[at]!;
  }
}

/** The SRID in front of the WKB in a stored spatial value. */
const SRID_BYTES = 4;
