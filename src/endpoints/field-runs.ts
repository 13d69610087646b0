/**
 * Copies runs of fields that need nothing special from a block to delimited text: CSV, or what LOAD DATA reads.
 *
 * A short field in a block is one byte of length and its bytes; in the text it is its bytes and a delimiter.
 * So a run is copied at once, moved by one byte, and the lengths are then overwritten with delimiters. It
 * costs half of what a loop over all bytes does.
 */
import { NULL_FIELD } from './row-block.ts';

/** What stands between fields and rows, and for NULL. */
export interface RunMarks {
  readonly delimiter: Buffer;
  readonly rowDelimiter: Buffer;
  readonly nullValue: Buffer;
}

/** Most fields copied in one run. */
const RUN_FIELDS = 8192;

/** Longest field whose length takes one byte. */
export const SHORT_FIELD_BYTES = 250;

const PLAIN = 0;
const TEXT = 1;
const OTHER = 2;

/** Below this a loop copies faster than a call. */
const LOOP_COPY_BYTES = 48;

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
  readonly #fieldEnds = new Int32Array(RUN_FIELDS);

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
    const fields = this.#delimiter === null ? 0 : this.#walk(source, at, length, column, out.length - fill);
    if (fields === 0) return false;
    if (this.bytes <= LOOP_COPY_BYTES) {
      for (let byte = 1; byte < this.bytes; byte++) out[fill + byte - 1] = source[at + byte]!;
    } else {
      source.copy(out, fill, at + 1, at + this.bytes);
    }
    this.#separate(out, fill, fields, column);
    return true;
  }

  /** Finds where the run ends; gives the number of its fields. Runs once for every field there is. */
  #walk(source: Buffer, start: number, length: number, firstColumn: number, room: number): number {
    const flags = this.#flags;
    const forms = this.#forms;
    const fieldEnds = this.#fieldEnds;
    const lastColumn = forms.length - 1;
    const nullLength = this.#nullLength;
    const leads = this.#leads;
    const stopsAtLast = this.#rowDelimiter === null;
    const limit = Math.min(length, start + room);
    let column = firstColumn;
    let fields = 0;
    let at = start;
    walk: while (at < limit && fields < RUN_FIELDS) {
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
        if (end > limit) break;
        const form = forms[column];
        if (form !== PLAIN) {
          if (form === OTHER || (bytes === nullLength && source[at + 1] === this.#nullFirst)) break;
          for (let byte = at + 1; byte < end; byte++) if (flags[source[byte]!] !== 0) break walk;
        }
      }
      fieldEnds[fields++] = end - 1 - start;
      at = end;
      if (column < lastColumn) {
        column++;
      } else {
        column = 0;
        if (leads) break;
      }
    }
    this.bytes = at - start;
    this.column = column;
    return fields;
  }

  #separate(out: Buffer, fill: number, fields: number, firstColumn: number): void {
    const fieldEnds = this.#fieldEnds;
    const lastColumn = this.#forms.length - 1;
    const delimiter = this.#delimiter!;
    // Null only where no run reaches a last column.
    const rowDelimiter = this.#rowDelimiter ?? delimiter;
    let column = firstColumn;
    for (let field = 0; field < fields; field++) {
      if (column === lastColumn) {
        out[fill + fieldEnds[field]!] = rowDelimiter;
        column = 0;
      } else {
        out[fill + fieldEnds[field]!] = delimiter;
        column++;
      }
    }
  }
}

function onlyByte(bytes: Buffer): number | null {
  return bytes.length === 1 ? bytes[0]! : null;
}
