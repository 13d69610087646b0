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
  /** Holds what is unread in `[#at, #end)`; used again for every chunk, and grown when a chunk is larger. */
  #window = Buffer.allocUnsafeSlow(HELD_BYTES);
  #at = 0;
  #end = 0;
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
    this.#append(chunk);
    while (this.#at < this.#end && this.#readField());
  }

  /** @throws SyntaxError where the last row has no end */
  end(): void {
    this.#ended = true;
    this.push(Buffer.alloc(0));
    if (this.#at < this.#end || this.#begun || this.#inQuotes || this.#rowBegun) {
      throw new SyntaxError('the last row has no end');
    }
  }

  #append(chunk: Buffer): void {
    const unread = this.#end - this.#at;
    if (unread + chunk.length > this.#window.length) {
      const larger = Buffer.allocUnsafeSlow(unread + chunk.length + HELD_BYTES);
      this.#window.copy(larger, 0, this.#at, this.#end);
      this.#window = larger;
    } else {
      this.#window.copyWithin(0, this.#at, this.#end);
    }
    chunk.copy(this.#window, unread);
    this.#at = 0;
    this.#end = unread + chunk.length;
  }

  /** Reads to the end of the field and its separator; false when that lies in the next chunk. */
  #readField(): boolean {
    if (!this.#inQuotes && !this.#begun && this.#dialect.quotes && this.#window[this.#at] === QUOTE) {
      this.#inQuotes = true;
      this.#at++;
    }
    return this.#inQuotes ? this.#readQuoted() : this.#readBare();
  }

  #readBare(): boolean {
    const bytes = this.#window;
    const starts = this.#starts;
    const start = this.#at;
    const end = this.#end;
    let at = start;
    for (;;) {
      while (at < end && starts[bytes[at]!] === 0) at++;
      if (at >= end || (at + this.#longestSeparator > end && !this.#ended)) return this.#hold(start, at);
      const separator = this.#separatorAt(at);
      if (separator !== null) {
        if (!this.#begun && this.#isNull(start, at)) this.#reader.absent();
        else this.#reader.field(bytes, start, at);
        this.#pass(separator, at);
        return true;
      }
      at++;
    }
  }

  #readQuoted(): boolean {
    const bytes = this.#window;
    const start = this.#at;
    const end = this.#end;
    const at = bytes.indexOf(QUOTE, start);
    // Behind the end lie bytes of earlier chunks.
    if (at === -1 || at >= end) return this.#hold(start, end);
    // Behind the quote: its double, or a separator.
    if (at + 1 + this.#longestSeparator > end && !this.#ended) return this.#hold(start, at);
    if (at + 1 < end && bytes[at + 1] === QUOTE) {
      this.#reader.piece(bytes, start, at + 1);
      this.#begun = true;
      this.#at = at + 2;
      return true;
    }
    const separator = this.#separatorAt(at + 1);
    if (separator === null) throw new SyntaxError('a closing quote is not followed by a separator');
    this.#reader.field(bytes, start, at);
    this.#inQuotes = false;
    this.#pass(separator, at + 1);
    return true;
  }

  /** Keeps what is unread, and gives out most of a long field. */
  #hold(start: number, end: number): false {
    if (end - start > HELD_BYTES) {
      this.#reader.piece(this.#window, start, end);
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
    if (at + bytes.length > this.#end) return false;
    for (let byte = 0; byte < bytes.length; byte++) if (this.#window[at + byte] !== bytes[byte]) return false;
    return true;
  }

  #isNull(start: number, end: number): boolean {
    const { nullValue } = this.#dialect;
    return end - start === nullValue.length && (end === start || this.#matches(nullValue, start));
  }
}
