/** What the encoder writes, a reader that obeys the rules of LOAD DATA reads as the rows that went in. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TsvEncoder } from '../../../src/endpoints/mysql/tsv.ts';
import type { ColumnKind } from '../../../src/model/table.ts';
import { type Cell, rowBlock } from '../../support/row-blocks.ts';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const BACKSLASH = 0x5c;

/** Pieces are copied: one is valid until the next is asked for. */
function encode(kinds: readonly ColumnKind[], blocks: readonly (readonly Cell[])[][]): Buffer[] {
  const encoder = new TsvEncoder(kinds);
  const pieces: Buffer[] = [];
  for (const rows of blocks) {
    encoder.take(rowBlock(rows));
    for (let piece = encoder.next(); piece !== null; piece = encoder.next()) pieces.push(Buffer.from(piece));
  }
  pieces.push(Buffer.from(encoder.rest()));
  return pieces;
}

const ESCAPES: Readonly<Record<string, number>> = { '0': 0, b: 8, n: 10, r: 13, t: 9, Z: 26 };

/** FIELDS TERMINATED BY '\t' ESCAPED BY '\\' LINES TERMINATED BY '\n', byte by byte as the manual has it. */
function decode(tsv: Buffer): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  const field = Buffer.alloc(tsv.length);
  let length = 0;
  let isNull = false;
  for (let at = 0; at < tsv.length; at++) {
    const byte = tsv[at]!;
    if (byte === BACKSLASH) {
      const next = String.fromCharCode(tsv[++at]!);
      if (next === 'N' && length === 0) isNull = true;
      else field[length++] = ESCAPES[next] ?? next.charCodeAt(0);
    } else if (byte === TAB || byte === LINE_FEED) {
      row.push(isNull ? null : Buffer.from(field.subarray(0, length)));
      length = 0;
      isNull = false;
      if (byte === TAB) continue;
      rows.push(row);
      row = [];
    } else field[length++] = byte;
  }
  return rows;
}

const cell = fc.option(
  fc.oneof(
    fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(
      ...['', '\\N', '\\', '\t', '\n', '\0', 'NULL', '\\\\N', '\r\n', '\x1a'].map((text) =>
        Buffer.from(text),
      ),
    ),
    fc.uint8Array({ minLength: 240, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  ),
  { freq: 5 },
);
const number = fc.option(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).map((value) => Buffer.from(String(value))),
);

test('whatever bytes the fields hold', () => {
  const row = fc.tuple(number, cell, cell, number).map((cells): Cell[] => cells);
  const blocks = fc.array(fc.array(row, { minLength: 1, maxLength: 20 }), { maxLength: 4 });
  fc.assert(
    fc.property(blocks, (given) => {
      const pieces = encode(['integer', 'binary', 'text', 'decimal'], given);
      expect(decode(Buffer.concat(pieces))).toEqual(given.flat());
    }),
    { numRuns: 300 },
  );
});

test('every byte, alone, doubled, and on both sides of a backslash', () => {
  const rows = Array.from({ length: 256 }, (_, byte): Cell[] =>
    [[byte], [byte, byte], [byte, BACKSLASH], [BACKSLASH, byte], [BACKSLASH, BACKSLASH, byte]].map((bytes) =>
      Buffer.from(bytes),
    ),
  );
  expect(decode(Buffer.concat(encode(Array(5).fill('binary'), [rows])))).toEqual(rows);
});

const PIECE = 512 * 1024;

test.each([
  ['escaped', 'binary', 0x0a],
  ['plain', 'binary', 0x41],
  ['numbers', 'decimal', 0x37],
] as const)('fields that end where a piece does, one byte more and one less (%s)', (_, kind, byte) => {
  const around = [-3, -2, -1, 0, 1, 2, 3];
  const lengths = [PIECE, PIECE / 2, PIECE * 2].flatMap((length) => around.map((more) => length + more));
  for (const lead of [0, 1, 249]) {
    const rows = lengths.map((length): Cell[] => [
      Buffer.alloc(lead, byte),
      Buffer.alloc(length, byte),
      null,
      Buffer.alloc(0),
    ]);
    const pieces = encode([kind, kind, kind, kind], [rows, rows.slice(0, 2)]);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(PIECE);
    const found = decode(Buffer.concat(pieces));
    const sizes = (list: readonly Cell[][]) => list.map((row) => row.map((value) => value?.length ?? -1));
    expect(sizes(found)).toEqual(sizes([...rows, ...rows.slice(0, 2)]));
    expect(
      found.every((row) => row.every((value) => value === null || isAll(Buffer.from(value), byte))),
    ).toBe(true);
  }
});

function isAll(bytes: Buffer, byte: number): boolean {
  return bytes.equals(Buffer.alloc(bytes.length, byte));
}
