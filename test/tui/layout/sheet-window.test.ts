import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SampleCell } from '../../../src/endpoints/catalog-contract.ts';
import type { SheetColumn } from '../../../src/tui/layout/sheet.ts';
import {
  lastLeft,
  measureSheet,
  sheetHeading,
  sheetRow,
  sheetWindow,
} from '../../../src/tui/layout/sheet-window.ts';
import { width } from '../../../src/tui/layout/text.ts';
import { chooseLook } from '../../../src/tui/theme/look.ts';

const look = chooseLook({ unicode: true, colour: false });

const cell: fc.Arbitrary<SampleCell> = fc.oneof(
  fc.constant(null),
  fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 60 }), cut: fc.boolean() }),
  fc.record({ hex: fc.stringMatching(/^[0-9a-f]{0,40}$/), cut: fc.boolean() }),
);
const column: fc.Arbitrary<SheetColumn> = fc.record({
  name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 }),
  holds: fc.constantFrom('number', 'time', 'text'),
});
const sheet = fc.array(column, { minLength: 1, maxLength: 30 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.array(fc.tuple(...columns.map(() => cell)), { minLength: 1, maxLength: 4 }),
  }),
);

describe('a part of a sheet', () => {
  test('is never wider than its room, whatever it holds and wherever it begins', () => {
    fc.assert(
      fc.property(sheet, fc.integer({ min: 1, max: 200 }), fc.nat(29), (whole, columns, from) => {
        const measured = measureSheet(whole, look.ellipsis);
        const left = Math.min(from, whole.columns.length - 1);
        const seen = sheetWindow(measured, left, columns);
        expect(seen.widths.length).toBeGreaterThan(0);
        const lines = [...sheetHeading(measured, seen, look), sheetRow(measured, 0, seen, look)];
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test('reaches the last column when one goes as far right as it makes sense', () => {
    fc.assert(
      fc.property(sheet, fc.integer({ min: 20, max: 200 }), (whole, columns) => {
        const measured = measureSheet(whole, look.ellipsis);
        const left = lastLeft(measured, columns);
        expect(left + sheetWindow(measured, left, columns).widths.length).toBe(whole.columns.length);
      }),
    );
  });

  test('gives numbers their whole width, and texts what is left', () => {
    const rows = [
      [
        { text: '1234567890123', cut: false },
        { text: 'long '.repeat(20), cut: false },
      ],
    ];
    const columns = [
      { name: 'n', holds: 'number' },
      { name: 't', holds: 'text' },
    ] as const;
    const measured = measureSheet({ columns, rows }, look.ellipsis);
    expect(sheetWindow(measured, 0, 40).widths).toEqual([13, 24]);
    expect(sheetWindow(measured, 0, 200).widths).toEqual([13, 100]);
  });
});
