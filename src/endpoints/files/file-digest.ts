/** Folds the rows of a CSV file into the digest the source makes of the same rows. */
import type { FileSettings } from '../../model/endpoint-url.ts';
import type { PlannedColumn } from '../../model/table.ts';
import type { Digest } from '../contract.ts';
import { RowDigest } from '../digest-form.ts';
import { CsvDecoder, type CsvReader } from './csv-decoder.ts';
import { csvDialect, csvForm, leadingNames } from './csv-dialect.ts';
import { HEX_VALUES } from './hex.ts';

/** Fits any field that comes in one piece. */
const SCRATCH_BYTES = 128 * 1024;

export class FileDigest implements CsvReader {
  readonly #decoder: CsvDecoder;
  readonly #digest: RowDigest;
  /** Whether each field is hexadecimal; null for those in front of the columns. */
  readonly #isHex: readonly (boolean | null)[];
  readonly #bytes = Buffer.allocUnsafe(SCRATCH_BYTES);
  #field = 0;
  #headerAhead: boolean;
  /** High half of a byte whose low half is in the next piece; -1 for none. */
  #half = -1;

  constructor(columns: readonly PlannedColumn[], settings: FileSettings) {
    this.#decoder = new CsvDecoder(csvDialect(settings), this);
    this.#digest = new RowDigest(columns);
    this.#headerAhead = settings.header;
    this.#isHex = [
      ...leadingNames(settings).map(() => null),
      ...columns.map(({ source }) => ['hex', 'wkb'].includes(csvForm(source.kind))),
    ];
  }

  /** @throws SyntaxError where the bytes are not rows of these columns */
  push(chunk: Buffer): void {
    this.#decoder.push(chunk);
  }

  /** @throws SyntaxError where the last row is not complete */
  end(): void {
    this.#decoder.end();
  }

  digest(): Digest {
    return this.#digest.digest();
  }

  piece(bytes: Buffer, start: number, end: number): void {
    const isHex = this.#kind();
    if (isHex === null) return;
    if (isHex) this.#unhex(bytes, start, end, false);
    else this.#digest.piece(bytes, start, end);
  }

  field(bytes: Buffer, start: number, end: number): void {
    const isHex = this.#kind();
    this.#field++;
    if (isHex === null) return;
    if (isHex) this.#unhex(bytes, start, end, true);
    else this.#digest.value(bytes, start, end);
  }

  absent(): void {
    const isHex = this.#kind();
    this.#field++;
    if (isHex !== null) this.#digest.absent();
  }

  endRow(): void {
    if (this.#field !== this.#isHex.length) throw new SyntaxError('a row has too few fields');
    this.#field = 0;
    if (this.#headerAhead) this.#headerAhead = false;
    else this.#digest.endRow();
  }

  /** What the field at hand is; null when it does not enter the digest. */
  #kind(): boolean | null {
    const isHex = this.#isHex[this.#field];
    if (isHex === undefined) throw new SyntaxError('a row has too many fields');
    return this.#headerAhead ? null : isHex;
  }

  #unhex(text: Buffer, start: number, end: number, last: boolean): void {
    const bytes = this.#bytes;
    const values = HEX_VALUES;
    let high = this.#half;
    let fill = 0;
    for (let at = start; at < end; at++) {
      const digit = values[text[at]!]!;
      if (digit < 0) throw new SyntaxError('a binary value is not hexadecimal');
      if (high < 0) {
        high = digit;
        continue;
      }
      bytes[fill++] = (high << 4) | digit;
      high = -1;
      if (fill === SCRATCH_BYTES) {
        this.#digest.piece(bytes, 0, fill);
        fill = 0;
      }
    }
    this.#half = high;
    if (!last) this.#digest.piece(bytes, 0, fill);
    else if (high >= 0) throw new SyntaxError('a hexadecimal value has an odd number of digits');
    else this.#digest.value(bytes, 0, fill);
  }
}
