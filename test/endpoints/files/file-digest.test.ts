/** Rows read back from a file fold into the digest of the rows that went in. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowDigest } from '../../../src/endpoints/digest-form.ts';
import { CsvEncoder } from '../../../src/endpoints/files/csv-encoder.ts';
import { FileDigest } from '../../../src/endpoints/files/file-digest.ts';
import { type Cell, plannedColumn, rowBlock } from '../../support/row-blocks.ts';
import { modelDigest } from './digest-model.ts';
import { fileSettings } from './file-settings.ts';

const COLUMNS = [
  plannedColumn('id', 'integer', { nullable: false, maxBytes: null }),
  plannedColumn('short', 'text'),
  plannedColumn('long', 'text', { maxBytes: 4_294_967_295 }),
  plannedColumn('bytes', 'binary'),
  plannedColumn('blob', 'binary', { maxBytes: null }),
  plannedColumn('bits', 'bit', { maxBytes: 8 }),
  plannedColumn('place', 'spatial'),
  plannedColumn('at', 'datetime', { maxBytes: null }),
  plannedColumn('ratio', 'double', { maxBytes: null }),
];

const bytes = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((value): Cell => Buffer.from(value));
const optional = (value: fc.Arbitrary<Cell>) => fc.option(value, { freq: 4 });
const text = fc.string({ unit: 'binary', maxLength: 200 });
const row: fc.Arbitrary<Cell[]> = fc.tuple(
  fc.integer().map(String),
  optional(text),
  optional(text),
  optional(bytes(0, 200)),
  optional(bytes(0, 500)),
  optional(bytes(1, 8)),
  optional(bytes(4, 40)),
  optional(fc.constant('2024-02-29 00:00:00')),
  optional(fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)),
);

it('whatever they hold, and however the file is cut into pieces', () => {
  const settings = fileSettings({ header: true, includeOp: true, timestampColumn: 'moved' });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 10 }), fc.integer({ min: 1, max: 300 }), (rows, pieceBytes) => {
      const encoder = new CsvEncoder(COLUMNS, settings, () => new Date(0));
      const pieces = [encoder.header()];
      for (const piece of encoder.encode(rowBlock(rows))) pieces.push(Buffer.from(piece));
      const file = Buffer.concat(pieces);
      const digest = new FileDigest(COLUMNS, settings);
      for (let at = 0; at < file.length; at += pieceBytes) digest.push(file.subarray(at, at + pieceBytes));
      digest.end();
      expect(digest.digest()).toEqual(modelDigest(COLUMNS, rows));
    }),
    { numRuns: 300 },
  );
});

it('with values of megabytes, of which only pieces stand in memory', () => {
  const rows: Cell[][] = [
    [
      '1',
      'q"'.repeat(500_000),
      '가'.repeat(1_000_000),
      Buffer.alloc(300_001, 7),
      Buffer.alloc(3_000_001, 9),
      null,
      null,
      null,
      null,
    ],
  ];
  const encoder = new CsvEncoder(COLUMNS, fileSettings(), () => new Date(0));
  const digest = new FileDigest(COLUMNS, fileSettings());
  for (const piece of encoder.encode(rowBlock(rows))) digest.push(piece);
  digest.end();
  expect(digest.digest()).toEqual(modelDigest(COLUMNS, rows));
});

it('to an exact sum, also of more rows than halves of a hash fit into a number', () => {
  const columns = [plannedColumn('id', 'integer', { nullable: false })];
  const rows = 2 ** 20 + 7;
  const digest = new RowDigest(columns);
  const value = Buffer.from('42');
  for (let at = 0; at < rows; at++) {
    digest.value(value, 0, value.length);
    digest.endRow();
  }
  const one = BigInt(modelDigest(columns, [['42']]).sum);
  expect(digest.digest()).toEqual({ rows, sum: (one * BigInt(rows)).toString() });
});

it('a double by its value, however it is written', () => {
  const columns = [plannedColumn('ratio', 'double')];
  const digestOf = (written: string) => {
    const digest = new RowDigest(columns);
    digest.value(Buffer.from(written), 0, written.length);
    digest.endRow();
    return digest.digest();
  };
  expect(digestOf('0.00001')).toEqual(digestOf('1e-5'));
  expect(digestOf('-0')).toEqual(digestOf('0'));
  expect(digestOf('0.1')).not.toEqual(digestOf('0.10000000000000002'));
});
