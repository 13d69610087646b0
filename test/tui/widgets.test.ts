/** Lists, filters and tabs, as every screen uses them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { width } from '../../src/tui/layout/text.ts';
import { wrappedHanging, wrappedWhole } from '../../src/tui/layout/wrap.ts';
import {
  contains,
  filterAfter,
  filterCommands,
  filterText,
  filterTyped,
  NO_FILTER,
} from '../../src/tui/state/filter.ts';
import { chooseLook } from '../../src/tui/theme/look.ts';
import { type DataColumn, drawList } from '../../src/tui/widgets/data-list.ts';
import { filterLine } from '../../src/tui/widgets/filter-line.ts';
import { tabLines } from '../../src/tui/widgets/tabs.ts';

const look = chooseLook({ unicode: true, colour: false });

interface Film {
  readonly title: string;
  readonly year: string;
  readonly note: string;
}

const COLUMNS: readonly DataColumn<Film>[] = [
  { title: 'TITLE', align: 'left', shrinks: 'middle', cell: ({ title }) => title },
  { title: 'YEAR', align: 'right', shrinks: 'never', cell: ({ year }) => year },
  { title: 'NOTE', align: 'left', shrinks: 'end', goes: 1, cell: ({ note }) => note },
];

const FILMS: readonly Film[] = [
  { title: '기생충', year: '2019', note: 'palme' },
  { title: 'Amélie à la plage, the long version', year: '2001', note: '' },
  { title: 'X', year: '1', note: 'a long note about it' },
];

function drawn(rows: readonly Film[], columns: number, at = 0): string[] {
  const list = { columns: COLUMNS, all: FILMS, rows, place: { at, top: 0 } };
  return drawList(list, { columns, rows: 10 }, look);
}

describe('a list', () => {
  test('has fixed columns under their titles, numbers at the right, and a mark at the row of the keys', () => {
    expect(drawn(FILMS, 80, 1)).toEqual([
      '  TITLE                                YEAR  NOTE',
      '  기생충                               2019  palme',
      '❯ Amélie à la plage, the long version  2001',
      '  X                                       1  a long note about it',
    ]);
  });

  test('gives up what matters least where there is no room, and never cuts a number', () => {
    expect(drawn(FILMS, 30)).toEqual([
      '  TITLE                   YEAR',
      '❯ 기생충                  2019',
      '  Amélie à l…ong version  2001',
      '  X                          1',
    ]);
  });

  test('keeps its columns where they are when a filter leaves a part of the rows', () => {
    expect(drawn(FILMS.slice(2), 80)[1]).toBe(drawn(FILMS, 80, 2)[3]);
  });

  test('of nothing has no lines', () => {
    expect(drawn([], 80)).toEqual([]);
  });

  test('is never wider than its room', () => {
    const film = fc.record({
      title: fc.string({ unit: 'grapheme', maxLength: 70 }),
      year: fc.stringMatching(/^\d{0,6}$/),
      note: fc.string({ unit: 'grapheme', maxLength: 70 }),
    });
    fc.assert(
      fc.property(fc.array(film, { maxLength: 8 }), fc.integer({ min: 60, max: 200 }), (films, columns) => {
        const list = { columns: COLUMNS, all: films, rows: films, place: { at: 0, top: 0 } };
        for (const line of drawList(list, { columns, rows: 9 }, look))
          expect(width(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('a filter', () => {
  test('opens, is kept and is cleared', () => {
    const open = filterAfter(NO_FILTER, 'list.filter')!;
    expect(filterCommands(open)).toEqual(['filter.keep', 'filter.clear']);
    const written = filterTyped(open, 'dees mov', false);
    const kept = filterAfter(written, 'filter.keep')!;
    expect([filterText(kept), kept.open]).toEqual(['dees mov', false]);
    expect(filterCommands(kept)).toEqual(['list.filter', 'filter.clear']);
    expect(filterAfter(kept, 'filter.clear')).toBe(NO_FILTER);
    expect(filterAfter(kept, 'app.help')).toBeNull();
  });

  test('takes nothing while it is shut', () => {
    expect(filterTyped(NO_FILTER, 'password: hunter2', true)).toBe(NO_FILTER);
  });

  test('finds every word in whatever order and case', () => {
    expect(contains('dees.Movies_2026', 'mov DEES')).toBe(true);
    expect(contains('dees.Movies_2026', 'mov shop')).toBe(false);
    expect(contains('한국 영화', '영화')).toBe(true);
  });

  test('is one line that is never too wide, with the cursor inside', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 60, max: 200 }),
        (text, columns) => {
          const filter = filterTyped({ ...NO_FILTER, open: true }, text, true);
          const { lines, cursor } = filterLine(filter, '3 of 41 tables, ~5.16 M rows, 640 MB', columns, look);
          expect(width(lines[0]!)).toBeLessThanOrEqual(columns);
          expect(cursor!.column).toBeLessThan(columns);
        },
      ),
    );
  });
});

test('the tab that is open is told without colour', () => {
  expect(tabLines(['1 Tasks', '2 영화', '3 Instances'], 1, 80, look)).toEqual([
    '  1 Tasks   2 영화   3 Instances',
    '            ──────',
  ]);
});

test('what is broken into lines is all there, and no line is too wide', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.integer({ min: 8, max: 80 }),
      (text, columns) => {
        const lines = wrappedWhole(text, columns);
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      },
    ),
  );
});

test('a line that is set in stays so where it goes on below', () => {
  expect(wrappedHanging('  원인: 비밀번호가 틀렸습니다. 다시 입력하세요.', 24)).toEqual([
    '  원인: 비밀번호가',
    '  틀렸습니다. 다시',
    '  입력하세요.',
  ]);
});
