/** CSV as files hold it: the bytes csv-stringify would write, and nothing lost on the way back. */
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvDecoder } from '../../../src/endpoints/files/csv-decoder.ts';
import { csvDialect, csvForm, wholeText } from '../../../src/endpoints/files/csv-dialect.ts';
import { CsvEncoder } from '../../../src/endpoints/files/csv-encoder.ts';
import type { RowBlock } from '../../../src/endpoints/row-block.ts';
import type { FileSettings } from '../../../src/model/endpoint-url.ts';
import type { ColumnKind, PlannedColumn } from '../../../src/model/table.ts';
import { type Cell, plannedColumn, rowBlock } from '../../support/row-blocks.ts';
import { fileSettings } from './file-settings.ts';

const NOW = () => new Date('2026-03-04T05:06:07.089Z');

function encode(columns: readonly PlannedColumn[], settings: FileSettings, rows: readonly Cell[][]): Buffer {
  const encoder = new CsvEncoder(columns, settings, NOW);
  const block = rowBlock(rows);
  const bytes = joined(encoder, block);
  expect(encoder.measure(block)).toBe(bytes.length);
  expect(encoder.mostBytes(block)).toBeGreaterThanOrEqual(bytes.length);
  return Buffer.concat([encoder.header(), bytes]);
}

function joined(encoder: CsvEncoder, block: RowBlock): Buffer {
  const pieces: Buffer[] = [];
  for (const piece of encoder.encode(block)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** What a value is in a file, as a text; slow and plain. */
function written(kind: ColumnKind, cell: Cell): string | null {
  if (cell === null) return null;
  const bytes = Buffer.from(cell);
  switch (csvForm(kind)) {
    case 'bit':
      return BigInt(`0x0${bytes.toString('hex')}`).toString();
    case 'hex':
      return bytes.toString('hex').toUpperCase();
    case 'wkb':
      return bytes.subarray(4).toString('hex').toUpperCase();
    default:
      return bytes.toString();
  }
}

/** The oracle: what csv-stringify writes with the same options. */
function stringified(settings: FileSettings, rows: readonly (string | null)[][]): string {
  return stringify(rows as unknown as string[][], {
    delimiter: settings.delimiter,
    record_delimiter: settings.rowDelimiter,
    quote_record_delimiter: true,
    quoted_match: wholeText(settings.nullValue),
    cast: { null: () => ({ value: settings.nullValue, quoted_match: null }) },
  });
}

function decode(bytes: Buffer, settings: FileSettings, chunkBytes: number): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  let field: Buffer[] = [];
  const decoder = new CsvDecoder(csvDialect(settings), {
    piece: (from, start, end) => field.push(Buffer.from(from.subarray(start, end))),
    field: (from, start, end) => {
      row.push(Buffer.concat([...field, from.subarray(start, end)]).toString());
      field = [];
    },
    absent: () => row.push(null),
    endRow: () => {
      rows.push(row);
      row = [];
    },
  });
  for (let at = 0; at < bytes.length; at += chunkBytes) decoder.push(bytes.subarray(at, at + chunkBytes));
  decoder.end();
  return rows;
}

const awkward = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ':', '|', '\t', '가', '😀', '\0', "'", '=') }),
  fc.constantFrom('', 'NULL', '\\N', '"', '""', '-', '=1+1', ' x ', '가'.repeat(90)),
);
const separators = fc.constantFrom(
  [',', '\n'],
  ['\t', '\r\n'],
  ['|', '\n'],
  ['¦', '\n'],
  ['-', '\n'],
  [':', '.'],
  ['\u0001', '\u0002'],
  ['😀', '나'],
  [';', '\r'],
);
const settingsOf = fc
  .tuple(separators, fc.constantFrom('', 'NULL', '\\N', '0', '다', '?'))
  .map(([[delimiter, rowDelimiter], nullValue]) =>
    fileSettings({ delimiter: delimiter!, rowDelimiter: rowDelimiter!, nullValue }),
  );
const value: Record<string, fc.Arbitrary<Cell>> = {
  text: awkward,
  json: fc.json(),
  integer: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).map(String),
  double: fc.double().map(String),
  datetime: fc.constantFrom('2024-02-29 23:59:59.999999', '0000-00-00 00:00:00'),
  bit: fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
  binary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  spatial: fc.uint8Array({ minLength: 4, maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
};
const table = fc.array(fc.constantFrom(...(Object.keys(value) as ColumnKind[])), {
  minLength: 1,
  maxLength: 6,
});
const tableWithRows = table.chain((kinds) =>
  fc.record({
    kinds: fc.constant(kinds),
    rows: fc.array(fc.tuple(...kinds.map((kind) => fc.option(value[kind]!, { freq: 4 }))), { maxLength: 12 }),
  }),
);

describe('CSV', () => {
  it('has the bytes csv-stringify writes for the same options, and comes back as it was', () => {
    fc.assert(
      fc.property(
        tableWithRows,
        settingsOf,
        fc.integer({ min: 1, max: 40 }),
        ({ kinds, rows }, settings, chunk) => {
          const columns = kinds.map((kind, index) => plannedColumn(`c${index}`, kind));
          const texts = rows.map((row) => row.map((cell, index) => written(kinds[index]!, cell)));
          const bytes = encode(columns, settings, rows);
          expect(bytes.toString()).toBe(stringified(settings, texts));
          expect(decode(bytes, settings, chunk)).toEqual(texts);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('keeps every byte value of a binary column', () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const bytes = encode([plannedColumn('b', 'binary')], fileSettings(), [[all], [Buffer.alloc(0)], [null]]);
    expect(bytes.toString()).toBe(`${all.toString('hex').toUpperCase()}\n""\n\n`);
  });

  it('tells NULL from an empty string, and from a string like the word for NULL', () => {
    const columns = [plannedColumn('a', 'text'), plannedColumn('b', 'text')];
    expect(encode(columns, fileSettings(), [['', null]]).toString()).toBe('"",\n');
    expect(encode(columns, fileSettings({ nullValue: 'NULL' }), [['NULL', null]]).toString()).toBe(
      '"NULL",NULL\n',
    );
  });

  it('writes values far larger than a piece, in pieces, and reads them in pieces', () => {
    const columns = [plannedColumn('a', 'text'), plannedColumn('b', 'binary'), plannedColumn('c', 'integer')];
    const quoted = 'x"y'.repeat(300_000);
    const bare = 'z'.repeat(700_000);
    const blob = Buffer.alloc(900_001, 0xa5);
    const rows: Cell[][] = [
      [quoted, blob, '1'],
      [bare, null, '2'],
    ];
    const bytes = encode(columns, fileSettings(), rows);
    const texts = rows.map((row) => row.map((cell, index) => written(columns[index]!.source.kind, cell)));
    // Compared without a matcher: a failure would print megabytes.
    expect(bytes.toString() === stringified(fileSettings(), texts)).toBe(true);
    const back = decode(bytes, fileSettings(), 65_536);
    expect(back.every((row, at) => row.every((cell, column) => cell === texts[at]![column]))).toBe(true);
    const pieces = [...new CsvEncoder(columns, fileSettings(), NOW).encode(rowBlock(rows))];
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(256 * 1024);
  });

  it('begins a file with the column names, the operation and the time of transfer, when asked to', () => {
    const settings = fileSettings({ header: true, includeOp: true, timestampColumn: 'moved, at' });
    const columns = [plannedColumn('id', 'integer'), plannedColumn('say "hi"', 'text')];
    expect(
      encode(columns, settings, [
        ['7', 'a,b'],
        ['8', null],
      ]).toString(),
    ).toBe(
      'Op,"moved, at",id,"say ""hi"""\n' +
        'I,2026-03-04 05:06:07.089000,7,"a,b"\n' +
        'I,2026-03-04 05:06:07.089000,8,\n',
    );
  });

  it('without quoting writes values as they are, and counts those no reader can get back', () => {
    const settings = fileSettings({ rfc4180: false, delimiter: ';' });
    const encoder = new CsvEncoder([plannedColumn('a', 'text'), plannedColumn('b', 'text')], settings, NOW);
    const block = rowBlock([
      ['a"b', 'c,d'],
      ['e;f', ''],
      ['g\nh', null],
    ]);
    expect(joined(encoder, block).toString()).toBe('a"b;c,d\ne;f;\ng\nh;\n');
    expect(encoder.ambiguous).toBe(3);
  });

  it.each(['"open', 'a,b', 'a,b\n"x"y\n', 'a,'])('does not take %j for whole rows', (text) => {
    expect(() => decode(Buffer.from(text), fileSettings(), 3)).toThrow(SyntaxError);
  });
});
