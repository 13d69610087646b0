/** The first rows of a CSV file, no more of it read than that takes. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FileSettings } from '../../model/endpoint-url.ts';
import type { SampleCell, SampleRows } from '../catalog-contract.ts';
import { CsvDecoder, type CsvReader } from './csv-decoder.ts';
import { csvDialect } from './csv-dialect.ts';

/** More of a value than any terminal shows of one cell. */
const MOST_CHARACTERS = 300;
const MOST_BYTES = 128;

/** Kept of one value: what `MOST_CHARACTERS` need in UTF-8, and one more to tell that there is more. */
const KEPT_BYTES = 4 * (MOST_CHARACTERS + 1);

export interface SampleOptions {
  readonly gzip: boolean;
  readonly settings: FileSettings;
  /** Rows behind the header. */
  readonly limit: number;
}

/** @throws SyntaxError, or an error of zlib, where the bytes are not what they should be */
export async function sampleFile(
  bytes: AsyncIterable<Buffer>,
  { gzip, settings, limit }: SampleOptions,
): Promise<SampleRows> {
  const dialect = csvDialect(settings);
  const sample = new Sample(limit + (settings.header ? 1 : 0));
  const decoder = new CsvDecoder(dialect, sample);
  let ending = Buffer.alloc(0);
  try {
    for await (const piece of gzip ? unzipped(bytes) : bytes) {
      decoder.push(piece);
      ending = Buffer.concat([ending, piece.subarray(-dialect.rowDelimiter.length)]).subarray(
        -dialect.rowDelimiter.length,
      );
      if (sample.isFull) break;
    }
    if (!sample.isFull) {
      // Others may leave out the last one.
      if (ending.length > 0 && !ending.equals(dialect.rowDelimiter)) decoder.push(dialect.rowDelimiter);
      decoder.end();
    }
  } catch (error) {
    // What comes behind the rows that were asked for is nobody's concern here.
    if (!sample.isFull) throw error;
  }
  return named(sample.rows, settings.header);
}

/** Named by the header, or numbered. */
function named(rows: readonly SampleCell[][], header: boolean): SampleRows {
  const shown = header ? rows.slice(1) : rows;
  const names = header
    ? (rows[0] ?? []).map((cell) => (cell !== null && 'text' in cell ? cell.text : ''))
    : [];
  const width = Math.max(names.length, ...shown.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index) => names[index] || String(index + 1));
  return { columns, rows: shown.map((row) => columns.map((_, index) => row[index] ?? null)) };
}

/** A stream reads ahead, so it gets pieces that stay as they are. */
async function* unzipped(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  async function* copies(): AsyncGenerator<Buffer> {
    for await (const piece of bytes) yield Buffer.from(piece);
  }
  const from = Readable.from(copies());
  const gunzip = createGunzip();
  from.on('error', (error) => gunzip.destroy(error));
  from.pipe(gunzip);
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } finally {
    from.destroy();
    gunzip.destroy();
  }
}

/** Gathers cells up to the last row that is wanted. */
class Sample implements CsvReader {
  readonly rows: SampleCell[][] = [];
  readonly #limit: number;
  #row: SampleCell[] = [];
  #pieces: Buffer[] = [];
  #kept = 0;
  #cut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.rows.length >= this.#limit;
  }

  piece(bytes: Buffer, start: number, end: number): void {
    if (this.isFull) return;
    const taken = Math.min(end - start, KEPT_BYTES - this.#kept);
    if (taken < end - start) this.#cut = true;
    if (taken === 0) return;
    this.#pieces.push(Buffer.from(bytes.subarray(start, start + taken)));
    this.#kept += taken;
  }

  field(bytes: Buffer, start: number, end: number): void {
    this.piece(bytes, start, end);
    this.#row.push(cellOf(Buffer.concat(this.#pieces), this.#cut));
    this.#pieces = [];
    this.#kept = 0;
    this.#cut = false;
  }

  absent(): void {
    this.#row.push(null);
  }

  endRow(): void {
    if (!this.isFull) this.rows.push(this.#row);
    this.#row = [];
  }
}

/** `cut` where not all of the value is in the bytes. */
function cellOf(bytes: Buffer, cut: boolean): SampleCell {
  // The last character of what was cut may not be whole.
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let whole: string;
  try {
    whole = text.decode(bytes, { stream: cut });
  } catch {
    return { hex: bytes.toString('hex', 0, MOST_BYTES), cut: cut || bytes.length > MOST_BYTES };
  }
  const characters = whole.length > MOST_CHARACTERS ? Array.from(whole) : [];
  if (characters.length <= MOST_CHARACTERS) return { text: whole, cut };
  return { text: characters.slice(0, MOST_CHARACTERS).join(''), cut: true };
}
