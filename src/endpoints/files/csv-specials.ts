/** Finds what in a text field must not stand bare. */
import type { CsvDialect } from './csv-dialect.ts';

/** Never alone in a field that is not quoted. */
const SPECIAL = 1;
/** First byte of a separator of several bytes: a closer look decides. */
const MAYBE = 2;

/** What numbers, dates, times, UUID and INET values are made of. */
const PLAIN_CHARACTERS = /^[-+.:0-9a-fA-FeE ]+$/;

export class CsvSpecials {
  /** Not 0 for every byte that may make a field special. */
  readonly flags = new Uint8Array(256);
  /** Whether a plain field can be neither special nor equal to the word for NULL. */
  readonly plainIsSafe: boolean;
  readonly #nullValue: Buffer;
  /** Separators of several bytes. */
  readonly #long: readonly Buffer[];

  constructor(dialect: CsvDialect) {
    const { delimiter, rowDelimiter, nullValue, quotes } = dialect;
    const separators = [delimiter, rowDelimiter];
    // Line ends of both kinds are quoted whatever the row delimiter is: readers guess it.
    if (quotes) for (const byte of Buffer.from('"\r\n')) this.flags[byte] = SPECIAL;
    for (const separator of separators) {
      if (separator.length === 1) this.flags[separator[0]!] = SPECIAL;
      else this.flags[separator[0]!] ||= MAYBE;
    }
    this.#long = separators.filter((separator) => separator.length > 1);
    this.#nullValue = nullValue;
    this.plainIsSafe = ![...separators, nullValue].some((bytes) => PLAIN_CHARACTERS.test(bytes.toString()));
  }

  /** Whether a reader would take these bytes, written bare, for something else. */
  isSpecial(bytes: Buffer, start: number, end: number): boolean {
    const flags = this.flags;
    for (let at = start; at < end; at++) {
      const flag = flags[bytes[at]!]!;
      if (flag === 0) continue;
      if (flag === SPECIAL) return true;
      if (
        this.#long.some(
          (separator) =>
            bytes.compare(separator, 0, separator.length, at, Math.min(at + separator.length, end)) === 0,
        )
      )
        return true;
    }
    return end - start === this.#nullValue.length && this.#nullValue.compare(bytes, start, end) === 0;
  }
}
