/**
 * Reads CSV back, as a stream: what was written can be compared with the source. It holds at most one short
 * field; long ones go on in pieces.
 */
import type { CsvDialect } from './csv-dialect.ts';

/** Takes what the decoder finds. Bytes are valid during the call only. */
export interface CsvReader {
  /** A piece of the next field, more of which follows. */
  piece(bytes: Buffer, start: number, end: number): void;
  /** The next field, or its last piece. */
  field(bytes: Buffer, start: number, end: number): void;
  /** The next field is NULL. */
  absent(): void;
  endRow(): void;
}

/** An unfinished field is kept until more bytes come, unless it is longer than this. */
const HELD_BYTES = 64 * 1024;

const QUOTE = 0x22;

export class CsvDecoder {
  readonly #dialect: CsvDialect;
  readonly #reader: CsvReader;
  /** 1 for the first byte of either separator. */
  readonly #starts = new Uint8Array(256);
  readonly #longestSeparator: number;
  #chunk: Buffer = Buffer.alloc(0);
  /** What the last chunk left unread. */
  #rest: Buffer = Buffer.alloc(0);
  #at = 0;
  #ended = false;
  /** Whether pieces of the field at hand have been given out. */
  #begun = false;
  #inQuotes = false;
  #rowBegun = false;

  constructor(dialect: CsvDialect, reader: CsvReader) {
    this.#dialect = dialect;
    this.#reader = reader;
    const { delimiter, rowDelimiter } = dialect;
    this.#starts[delimiter[0]!] = 1;
    this.#starts[rowDelimiter[0]!] = 1;
    this.#longestSeparator = Math.max(delimiter.length, rowDelimiter.length);
  }

  /** @throws SyntaxError where the bytes are not CSV of this dialect */
  push(chunk: Buffer): void {
    this.#chunk = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#at = 0;
    while (this.#at < this.#chunk.length && this.#readField());
    this.#rest = Buffer.from(this.#chunk.subarray(this.#at));
  }

  /** @throws SyntaxError where the last row has no end */
  end(): void {
    this.#ended = true;
    this.push(Buffer.alloc(0));
    if (this.#rest.length > 0 || this.#begun || this.#inQuotes || this.#rowBegun) {
      throw new SyntaxError('the last row has no end');
    }
  }

  /** Reads to the end of the field and its separator; false when that lies in the next chunk. */
  #readField(): boolean {
    if (!this.#inQuotes && !this.#begun && this.#dialect.quotes && this.#chunk[this.#at] === QUOTE) {
      this.#inQuotes = true;
      this.#at++;
    }
    return this.#inQuotes ? this.#readQuoted() : this.#readBare();
  }

  #readBare(): boolean {
    const chunk = this.#chunk;
    const starts = this.#starts;
    const start = this.#at;
    // Asked once: the length of a Buffer costs more than the rest of the loop.
    const end = chunk.length;
    let at = start;
    for (;;) {
      while (at < end && starts[chunk[at]!] === 0) at++;
      if (at >= end || (at + this.#longestSeparator > end && !this.#ended)) return this.#hold(start, at);
      const separator = this.#separatorAt(at);
      if (separator !== null) {
        if (!this.#begun && this.#isNull(start, at)) this.#reader.absent();
        else this.#reader.field(chunk, start, at);
        this.#pass(separator, at);
        return true;
      }
      at++;
    }
  }

  #readQuoted(): boolean {
    const chunk = this.#chunk;
    const start = this.#at;
    const at = chunk.indexOf(QUOTE, start);
    if (at === -1) return this.#hold(start, chunk.length);
    // Behind the quote: its double, or a separator.
    if (at + 1 + this.#longestSeparator > chunk.length && !this.#ended) return this.#hold(start, at);
    if (chunk[at + 1] === QUOTE) {
      this.#reader.piece(chunk, start, at + 1);
      this.#begun = true;
      this.#at = at + 2;
      return true;
    }
    const separator = this.#separatorAt(at + 1);
    if (separator === null) throw new SyntaxError('a closing quote is not followed by a separator');
    this.#reader.field(chunk, start, at);
    this.#inQuotes = false;
    this.#pass(separator, at + 1);
    return true;
  }

  /** Keeps what is unread, and gives out most of a long field. */
  #hold(start: number, end: number): false {
    if (end - start > HELD_BYTES) {
      this.#reader.piece(this.#chunk, start, end);
      this.#begun = true;
      this.#at = end;
    }
    return false;
  }

  #pass(separator: Buffer, at: number): void {
    this.#begun = false;
    this.#at = at + separator.length;
    this.#rowBegun = separator === this.#dialect.delimiter;
    if (!this.#rowBegun) this.#reader.endRow();
  }

  #separatorAt(at: number): Buffer | null {
    const { delimiter, rowDelimiter } = this.#dialect;
    if (this.#matches(delimiter, at)) return delimiter;
    return this.#matches(rowDelimiter, at) ? rowDelimiter : null;
  }

  #matches(bytes: Buffer, at: number): boolean {
    for (let byte = 0; byte < bytes.length; byte++) if (this.#chunk[at + byte] !== bytes[byte]) return false;
    return true;
  }

  #isNull(start: number, end: number): boolean {
    const { nullValue } = this.#dialect;
    return end - start === nullValue.length && (end === start || this.#matches(nullValue, start));
  }
}
