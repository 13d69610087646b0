/** What is in a table or in its files, said without our program's help: a wrong copy must not win. */
import { createReadStream } from 'node:fs';
import type { LabServer } from '../../src/lab/servers/lab-server.ts';

/** Rows, the server's own checksum, and the names of the keys of one table, in one text. */
export async function tableContent(server: LabServer, table: string): Promise<string> {
  const [counted] = await server.query(`SELECT COUNT(*) AS n FROM ${table}`);
  const [summed] = await server.query(`CHECKSUM TABLE ${table}`);
  const keys = await server.query(`SHOW KEYS FROM ${table}`);
  const names = keys.map((key) => `${String(key.Key_name)}(${String(key.Column_name)})`).toSorted();
  return `${String(counted!.n)} rows, checksum ${String(summed!.Checksum)}, keys ${names.join(' ')}`;
}

export interface TextFormat {
  /** One character between fields; a line feed ends a line; neither stands inside a value. */
  readonly separator: string;
  /** How NULL is written. */
  readonly nullMark: string;
  readonly header: boolean;
}

const LINE_FEED = 0x0a;
const FNV_PRIME = 16_777_619;

/** Number of rows and a sum over them in which their order plays no part: equal for equal rows in any format. */
export async function textContent(files: readonly string[], format: TextFormat): Promise<string> {
  const rows = new RowSum(format);
  for (const file of files) {
    rows.begin();
    for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) rows.take(bytes as Buffer);
  }
  return rows.content;
}

class RowSum {
  readonly #separator: number;
  readonly #nullMark: Buffer;
  readonly #header: boolean;
  #skipLine = false;
  #rows = 0;
  /** Two independent sums, together 64 bits. */
  #sums: [number, number] = [0, 0];
  /** Hashes of the row so far, then of the field so far. */
  #row: [number, number] = [1, 2];
  #field: [number, number] = [3, 4];
  #fieldBytes = 0;
  /** Whether the field so far is the beginning of the NULL mark. */
  #mayBeNull = true;

  constructor(format: TextFormat) {
    this.#separator = format.separator.charCodeAt(0);
    this.#nullMark = Buffer.from(format.nullMark);
    this.#header = format.header;
  }

  begin(): void {
    this.#skipLine = this.#header;
  }

  get content(): string {
    return `${this.#rows} rows, sum ${this.#sums.map((sum) => sum.toString(16)).join(' ')}`;
  }

  take(bytes: Buffer): void {
    let [one, two] = this.#field;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === this.#separator || byte === LINE_FEED) {
        this.#field = [one, two];
        this.#endField();
        if (byte === LINE_FEED) this.#endRow();
        [one, two] = this.#field;
      } else {
        one = Math.imul(one ^ byte, FNV_PRIME);
        two = Math.imul(two + byte, 0x9e3779b1) ^ (two >>> 15);
        if (this.#mayBeNull) this.#mayBeNull = this.#nullMark[this.#fieldBytes] === byte;
        this.#fieldBytes++;
      }
    }
    this.#field = [one, two];
  }

  #endField(): void {
    const isNull = this.#mayBeNull && this.#fieldBytes === this.#nullMark.length;
    const [one, two] = isNull ? [0x5eed, 0xfeed] : this.#field;
    this.#row = [
      Math.imul(this.#row[0] ^ one, FNV_PRIME) + this.#fieldCount(isNull),
      Math.imul(this.#row[1], 31) ^ two,
    ];
    this.#field = [3, 4];
    this.#fieldBytes = 0;
    this.#mayBeNull = true;
  }

  /** Keeps NULL apart from every text whose hash it may happen to share. */
  #fieldCount(isNull: boolean): number {
    return isNull ? 1 : this.#fieldBytes + 2;
  }

  #endRow(): void {
    if (!this.#skipLine) {
      this.#rows++;
      this.#sums = [
        (this.#sums[0] + (this.#row[0] >>> 0)) >>> 0,
        (this.#sums[1] + (this.#row[1] >>> 0)) >>> 0,
      ];
    }
    this.#skipLine = false;
    this.#row = [1, 2];
  }
}

/** @throws Error when they are not the same */
export function mustEqual(found: string, wanted: string): void {
  if (found !== wanted) throw new Error(`wrong copy: ${found}; wanted: ${wanted}`);
}
