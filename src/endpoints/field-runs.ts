/**
 * Copies runs of fields that need nothing special from a block to delimited text: CSV, or what LOAD DATA reads.
 *
 * A short field in a block is one byte of length and its bytes; in the text it is its bytes and a delimiter.
 * So a stretch is copied at once, moved by one byte, and every length in it is overwritten with a delimiter
 * for as long as the fields need no more than that. It costs half of what a loop over all bytes does.
 */
import { NULL_FIELD } from './row-block.ts';

/** What stands between fields and rows, and for NULL. */
export interface RunMarks {
  readonly delimiter: Buffer;
  readonly rowDelimiter: Buffer;
  readonly nullValue: Buffer;
}

/**
 * How much is copied ahead of a look at its fields: twice what the last run took. Where every run is long that
 * is much at once; where a field of each row ends a run, little is copied in vain.
 */
const MOST_AHEAD = 64 * 1024;
/** Not less than the longest short field and its length. */
const LEAST_AHEAD = 512;

/** Longest field whose length takes one byte. */
export const SHORT_FIELD_BYTES = 250;

const PLAIN = 0;
const TEXT = 1;
const OTHER = 2;

export class FieldRuns {
  /** What the last run took from the block, and as many bytes of text it became. */
  bytes = 0;
  /** Column after the last run. */
  column = 0;
  readonly #flags: Uint8Array;
  /** By column, in numbers: texts would be compared for every field. */
  readonly #forms: Uint8Array;
  /** Whether something stands in front of every row, so that a run ends with it. */
  readonly #leads: boolean;
  readonly #nullLength: number;
  readonly #nullFirst: number | undefined;
  /** Separators of one byte; null where they have more, and no run goes over them. */
  readonly #delimiter: number | null;
  readonly #rowDelimiter: number | null;
  #ahead = LEAST_AHEAD;

  /**
   * `flags` is not 0 for every byte that may make a text field special. Fields of the form `plain` hold
   * nothing special, `text` fields may; fields of any other form are in no run.
   */
  constructor(marks: RunMarks, flags: Uint8Array, forms: readonly string[], leads: boolean) {
    this.#flags = flags;
    this.#forms = Uint8Array.from(forms, (form) =>
      form === 'plain' ? PLAIN : form === 'text' ? TEXT : OTHER,
    );
    this.#leads = leads;
    this.#nullLength = marks.nullValue.length;
    this.#nullFirst = marks.nullValue[0];
    this.#delimiter = onlyByte(marks.delimiter);
    this.#rowDelimiter = onlyByte(marks.rowDelimiter);
  }

  /** Copies from `at` up to the first field that needs more than a copy; false when that is the first. */
  copy(source: Buffer, at: number, length: number, column: number, out: Buffer, fill: number): boolean {
    if (this.#delimiter === null) return false;
    const stop = Math.min(length, at + out.length - fill, at + this.#ahead);
    source.copy(out, fill, at + 1, stop);
    this.#walk(source, at, stop, column, out, fill - 1 - at);
    this.#ahead = Math.max(LEAST_AHEAD, Math.min(2 * this.bytes, MOST_AHEAD));
    return this.bytes > 0;
  }

  /**
   * Finds where the run ends, and sets the delimiters on the way; `shift` is from the end of a field in the
   * block to its delimiter in the text. Runs once for every field there is.
   */
  #walk(source: Buffer, start: number, stop: number, firstColumn: number, out: Buffer, shift: number): void {
    const flags = this.#flags;
    const forms = this.#forms;
    const lastColumn = forms.length - 1;
    const nullLength = this.#nullLength;
    const leads = this.#leads;
    const stopsAtLast = this.#rowDelimiter === null;
    const delimiter = this.#delimiter!;
    // Null only where no run reaches a last column.
    const rowDelimiter = this.#rowDelimiter ?? delimiter;
    let column = firstColumn;
    let at = start;
    walk: while (at < stop) {
      if (stopsAtLast && column === lastColumn) break;
      const bytes = source[at]!;
      let end = at + 1 + bytes;
      if (bytes > SHORT_FIELD_BYTES) {
        // A NULL that is written as nothing is as long as its mark.
        if (bytes !== NULL_FIELD || nullLength > 0) break;
        end = at + 1;
      } else if (bytes === 0) {
        if (nullLength === 0) break;
      } else {
        if (end > stop) break;
        const form = forms[column];
        if (form !== PLAIN) {
          if (form === OTHER || (bytes === nullLength && source[at + 1] === this.#nullFirst)) break;
          for (let byte = at + 1; byte < end; byte++) if (flags[source[byte]!] !== 0) break walk;
        }
      }
      at = end;
      if (column < lastColumn) {
        out[at + shift] = delimiter;
        column++;
      } else {
        out[at + shift] = rowDelimiter;
        column = 0;
        if (leads) break;
      }
    }
    this.bytes = at - start;
    this.column = column;
  }
}

function onlyByte(bytes: Buffer): number | null {
  return bytes.length === 1 ? bytes[0]! : null;
}
