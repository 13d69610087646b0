/** Rows laid out as a workbench shows them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SampleCell } from '../../../src/endpoints/catalog-contract.ts';
import { showCell } from '../../../src/tui/layout/cell.ts';
import { fitted } from '../../../src/tui/layout/fit.ts';
import { listLines } from '../../../src/tui/layout/list.ts';
import { type Sheet, sheetLines } from '../../../src/tui/layout/sheet.ts';
import { width } from '../../../src/tui/layout/text.ts';
import { chooseLook } from '../../../src/tui/theme/look.ts';

const look = chooseLook({ unicode: true, colour: false });
const text = (value: string, cut = false): SampleCell => ({ text: value, cut });

function sheet(names: readonly string[], rows: readonly (readonly SampleCell[])[]): Sheet {
  const columns = names.map((name) => ({
    name,
    holds: name.startsWith('#') ? ('number' as const) : ('text' as const),
  }));
  return { columns, rows };
}

describe('a cell', () => {
  test.each<[SampleCell, string]>([
    [null, 'NULL'],
    [text('NULL'), "'NULL'"],
    [text(''), "''"],
    [text('  '), "'  '"],
    [text("'NULL'"), "'''NULL'''"],
    [{ hex: '00ff', cut: false }, '0x00FF'],
    [text('0x00FF'), "'0x00FF'"],
    [{ hex: 'ab', cut: true }, '0xAB…'],
    [text('long', true), 'long…'],
    [text("it's"), "it's"],
    [text('a\nb\tc\x1b[31m\x07'), 'a\\nb\\tc\\u001b[31m\\u0007'],
    [text('a\u202eb\u200bc\ufeff'), 'a\\u202eb\\u200bc\\ufeff'],
    [text('👩‍👩‍👧‍👦 e\u0301'), '👩‍👩‍👧‍👦 e\u0301'],
  ])('%j is %s', (cell, expected) => {
    expect(showCell(cell, '…')).toBe(expected);
  });

  test('never shows two different values alike, as long as neither is cut', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.constantFrom('', ' ', 'NULL', "'NULL'", '0xAB', "''", "'").map((one) => text(one)),
      fc.string({ unit: fc.constantFrom("'", ' ', 'N', '0', 'x') }).map((one) => text(one)),
      fc.constantFrom('', 'ab').map((one): SampleCell => ({ hex: one, cut: false })),
    );
    fc.assert(
      fc.property(value, value, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(showCell(one, '…') === showCell(other, '…')).toBe(same);
      }),
    );
  });
});

describe('a sheet', () => {
  test('has its columns under each other whatever the script, numbers at the right', () => {
    const { lines, hidden } = sheetLines(
      sheet(
        ['#id', '제목', 'x'],
        [
          [text('1'), text('기생충'), text('🎬')],
          [text('200'), text('e\u0301tude'), null],
          [text('30'), text(''), text('NULL')],
        ],
      ),
      80,
      look,
    );
    expect(lines).toEqual([
      '#id │ 제목   │ x',
      '────┼────────┼───────',
      '  1 │ 기생충 │ 🎬',
      '200 │ e\u0301tude  │ NULL',
      " 30 │ ''     │ 'NULL'",
    ]);
    expect(hidden).toEqual([]);
  });

  test('cuts long texts to the width of the terminal, and no number', () => {
    const long = 'x'.repeat(100);
    const { lines } = sheetLines(sheet(['a', '#b'], [[text(long), text('1234567890123456')]]), 40, look);
    expect(lines[2]).toBe(`${'x'.repeat(20)}… │ 1234567890123456`);
  });

  test('leaves out what does not fit, and tells its names', () => {
    const names = Array.from({ length: 400 }, (_, at) => `column_${at}`);
    const rows = Array.from({ length: 10 }, () => names.map((name) => text(`value of ${name}`)));
    const { lines, hidden } = sheetLines(sheet(names, rows), 80, look);
    expect(lines).toHaveLength(12);
    expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(80);
    expect(hidden).toEqual(names.slice(4));
  });

  test('of one row that does not fit stands one value a line', () => {
    const names = Array.from({ length: 30 }, (_, at) => `column_${at}`);
    const { lines, hidden } = sheetLines(
      sheet(names, [names.map((name) => text(name.repeat(20)))]),
      80,
      look,
    );
    expect(lines[0]).toBe('── row 1');
    expect(lines).toHaveLength(31);
    expect(lines[1]).toMatch(/^column_0 {3}column_0column_0.*…$/);
    expect(hidden).toEqual([]);
  });

  test('is whole where there is no terminal', () => {
    const names = Array.from({ length: 50 }, (_, at) => `column_${at}`);
    const long = 'y'.repeat(300);
    const { lines, hidden } = sheetLines(sheet(names, [names.map(() => text(long))]), null, look);
    expect(lines).toHaveLength(3);
    expect(lines[2]!.split(' │ ')).toEqual(names.map(() => long));
    expect(hidden).toEqual([]);
  });

  test('keeps right-to-left text from taking the next cell with it, on a terminal only', () => {
    const rtl = sheet(['a', 'b'], [[text('שלום'), text('مرحبا')]]);
    expect(sheetLines(rtl, 80, look).lines[2]).toBe('שלום\u200e │ مرحبا\u200e');
    expect(sheetLines(rtl, null, look).lines[2]).toBe('שלום │ مرحبا');
  });

  test('is never wider than the terminal, whatever is in it, as long as no number is', () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'grapheme', maxLength: 80 }).map((value) => text(value)),
    );
    const row = fc.array(cell, { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 40, max: 200 }),
        (rows, columns) => {
          const names = rows[0]!.map((_, at) => `c${at}`);
          for (const line of sheetLines(sheet(names, rows), columns, look).lines) {
            expect(width(line)).toBeLessThanOrEqual(columns);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a list', () => {
  const list = [
    { title: 'TABLE', align: 'left', shrinks: 'middle' },
    { title: 'ROWS', align: 'right', shrinks: 'never' },
    { title: 'NOTE', align: 'left', shrinks: 'end' },
  ] as const;

  test('drops a column that says nothing, and cuts names in the middle', () => {
    const rows = [['warehouse.orders_archive_2026_11', '~5.16 M', '']];
    expect(listLines(list, rows, 30, look)).toEqual([
      'TABLE                     ROWS',
      'warehouse.…ve_2026_11  ~5.16 M',
    ]);
    expect(listLines(list, [], 30, look)).toEqual([]);
  });
});

describe('the width of a terminal', () => {
  test('goes first to those that need little', () => {
    const wanted = [
      { natural: 5, least: 5 },
      { natural: 100, least: 10 },
      { natural: 20, least: 10 },
    ];
    expect(fitted(wanted, 200)).toEqual([5, 100, 20]);
    expect(fitted(wanted, 65)).toEqual([5, 40, 20]);
    expect(fitted(wanted, 35)).toEqual([5, 15, 15]);
    expect(fitted(wanted, 20)).toEqual([5, 10, 10]);
  });
});
