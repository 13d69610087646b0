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

/** Read at once: as much as a stream gives, and never so much that the window must grow. */
const TAKEN_BYTES = 64 * 1024;

const QUOTE = 0x22;

export class CsvDecoder {
  readonly #reader: CsvReader;
  readonly #quotes: boolean;
  /** Separators and the word for NULL, one character a byte, as in `#text`. */
  readonly #delimiter: string;
  readonly #rowDelimiter: string;
  readonly #nullValue: string;
  readonly #longestSeparator: number;
  /** Holds what is unread in `[#at, #end)`. */
  readonly #window: Buffer;
  /** The window once more, one character a byte: a string is searched far faster than bytes in a loop. */
  #text = '';
  #at = 0;
  #end = 0;
  /** Where the next separators are; behind `#at` when they have to be looked for. */
  #nextDelimiter = -1;
  #nextRowDelimiter = -1;
  #ended = false;
  /** Whether pieces of the field at hand have been given out. */
  #begun = false;
  #inQuotes = false;
  #rowBegun = false;

  constructor(dialect: CsvDialect, reader: CsvReader) {
    this.#reader = reader;
    this.#quotes = dialect.quotes;
    this.#delimiter = dialect.delimiter.toString('latin1');
    this.#rowDelimiter = dialect.rowDelimiter.toString('latin1');
    this.#nullValue = dialect.nullValue.toString('latin1');
    this.#longestSeparator = Math.max(this.#delimiter.length, this.#rowDelimiter.length);
    // Behind a field that is held there may be a quote and a part of a separator.
    this.#window = Buffer.allocUnsafeSlow(HELD_BYTES + TAKEN_BYTES + 1 + this.#longestSeparator);
  }

  /** @throws SyntaxError where the bytes are not CSV of this dialect */
  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at += TAKEN_BYTES) this.#take(chunk.subarray(at, at + TAKEN_BYTES));
  }

  /** @throws SyntaxError where the last row has no end */
  end(): void {
    this.#ended = true;
    this.#take(Buffer.alloc(0));
    if (this.#at < this.#end || this.#begun || this.#inQuotes || this.#rowBegun) {
      throw new SyntaxError('the last row has no end');
    }
  }

  #take(bytes: Buffer): void {
    this.#window.copyWithin(0, this.#at, this.#end);
    const unread = this.#end - this.#at;
    bytes.copy(this.#window, unread);
    this.#at = 0;
    this.#end = unread + bytes.length;
    this.#text = this.#window.toString('latin1', 0, this.#end);
    this.#nextDelimiter = -1;
    this.#nextRowDelimiter = -1;
    while (this.#at < this.#end && this.#readField());
  }

  /** Reads to the end of the field and its separator; false when that lies in what comes next. */
  #readField(): boolean {
    if (this.#inQuotes) return this.#readQuoted();
    if (!this.#begun && this.#quotes && this.#window[this.#at] === QUOTE) {
      this.#inQuotes = true;
      this.#at++;
      return this.#readQuoted();
    }
    return this.#readBare();
  }

  #readBare(): boolean {
    const start = this.#at;
    if (this.#nextDelimiter < start) this.#nextDelimiter = this.#find(this.#delimiter, start);
    if (this.#nextRowDelimiter < start) this.#nextRowDelimiter = this.#find(this.#rowDelimiter, start);
    const at = Math.min(this.#nextDelimiter, this.#nextRowDelimiter);
    // The last bytes may be the start of a separator that begins before the one that was found.
    const settled = this.#ended ? this.#end : this.#end - this.#longestSeparator;
    if (at > settled || at === this.#end) {
      if (settled - start > HELD_BYTES) this.#giveOut(start, settled, settled);
      return false;
    }
    if (!this.#begun && this.#isNull(start, at)) this.#reader.absent();
    else this.#reader.field(this.#window, start, at);
    this.#pass(at, at === this.#nextDelimiter);
    return true;
  }

  #readQuoted(): boolean {
    const text = this.#text;
    const start = this.#at;
    const end = this.#end;
    let doubled = false;
    let at = this.#find('"', start);
    while (at + 1 < end && text.charCodeAt(at + 1) === QUOTE) {
      doubled = true;
      at = this.#find('"', at + 2);
    }
    const fieldEnd = () => (doubled ? this.#undouble(start, at) : at);
    // Behind the quote: its double, or a separator.
    if (at === end || (at + 1 + this.#longestSeparator > end && !this.#ended)) {
      if (at - start > HELD_BYTES) this.#giveOut(start, fieldEnd(), at);
      return false;
    }
    const isDelimiter = text.startsWith(this.#delimiter, at + 1);
    if (!isDelimiter && !text.startsWith(this.#rowDelimiter, at + 1)) {
      throw new SyntaxError('a closing quote is not followed by a separator');
    }
    this.#reader.field(this.#window, start, fieldEnd());
    this.#inQuotes = false;
    this.#pass(at + 1, isDelimiter);
    return true;
  }

  /** Gives out what is here of a long field; reading goes on at `next`. */
  #giveOut(start: number, end: number, next: number): void {
    this.#reader.piece(this.#window, start, end);
    this.#begun = true;
    this.#at = next;
  }

  /** Makes one of every two quotes, in place; gives the new end. */
  #undouble(start: number, end: number): number {
    const bytes = this.#window;
    let fill = start;
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      bytes[fill++] = byte;
      if (byte === QUOTE) at++;
    }
    return fill;
  }

  /** Goes on behind the separator at `at`. */
  #pass(at: number, isDelimiter: boolean): void {
    this.#begun = false;
    this.#at = at + (isDelimiter ? this.#delimiter : this.#rowDelimiter).length;
    this.#rowBegun = isDelimiter;
    if (!isDelimiter) this.#reader.endRow();
  }

  #isNull(start: number, end: number): boolean {
    const { length } = this.#nullValue;
    return end - start === length && (length === 0 || this.#text.startsWith(this.#nullValue, start));
  }

  /** The end of what is unread where there is none. */
  #find(mark: string, from: number): number {
    const at = this.#text.indexOf(mark, from);
    return at === -1 ? this.#end : at;
  }
}
