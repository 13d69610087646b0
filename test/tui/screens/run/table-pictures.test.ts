/** What the screen of one table of a run shows, part by part, at every size. */
import { afterEach, describe, expect, test } from 'vitest';
import type { ChunkStatistics } from '../../../../src/model/events.ts';
import { width } from '../../../../src/tui/layout/text.ts';
import { errorParagraphs } from '../../../../src/tui/screens/run/errors/error-list.ts';
import { drawTable, partLines, partSight } from '../../../../src/tui/screens/run/table/draw-table.ts';
import {
  movedInTable,
  newTable,
  type TableState,
  turnedPart,
} from '../../../../src/tui/screens/run/table/table-state.ts';
import { speak } from '../../../../src/tui/text/language.ts';
import { chooseLook } from '../../../../src/tui/theme/look.ts';
import { running, told } from './support/sample-run.ts';

const ROOMS = [
  [60, 8],
  [60, 12],
  [80, 20],
  [120, 36],
  [200, 46],
] as const;

const plain = chooseLook({ unicode: true, colour: false });
const LOOKS = [
  plain,
  chooseLook({ unicode: true, colour: true }),
  chooseLook({ unicode: false, colour: false }),
];

function chunks(count: number): ChunkStatistics[] {
  const states = ['done', 'done', 'different', 'retried', 'running', 'waiting'] as const;
  return Array.from({ length: count }, (_, index) => ({
    index,
    state: states[index % states.length]!,
    tries: 1 + (index % 3),
    low: index === 0 ? null : [`2026-11-${index}`, '영화 '.repeat(40), '\u001b[2J'],
    high: index === count - 1 ? null : [String(index * 1000)],
    rows: index * 1000,
    bytes: index * 100_000,
    skipped: index % 4,
    ms: index * 10,
  }));
}

const definition = `CREATE TABLE \`sample1\` (\n  \`id\` bigint NOT NULL,\n  \`label\` ${'x'.repeat(300)},\n  PRIMARY KEY (\`id\`)\n) ENGINE=InnoDB`;

const run = told(
  ...running,
  {
    type: 'error',
    table: 'dees.sample1',
    error: {
      kind: 'rows.refused',
      facts: { table: 'dees.sample1', chunk: 3, column: 'label', key: 'id=7', row: null },
      server: {
        code: 'ER_DATA_TOO_LONG',
        number: 1406,
        message: "Data too long for column 'label' at row 1",
      },
      fix: null,
    },
  },
  {
    type: 'rows.skipped',
    table: 'dees.sample1',
    chunk: 3,
    rows: 30,
    file: '/runs/1/refused-dees.sample1.jsonl',
  },
  {
    type: 'error',
    table: 'dees.movies',
    error: { kind: 'table.gone', facts: { table: 'dees.movies' }, server: null, fix: null },
  },
);

const { view } = run.followed;

function state(part: TableState['part'], more: Partial<TableState> = {}): TableState {
  const table = view.tables[0]!;
  return {
    ...newTable('dees.sample1', { ...table, chunks: chunks(40) }),
    part,
    definitions: { source: definition, target: null },
    errors: errorParagraphs(view, new Map(), 'dees.sample1'),
    ...more,
  };
}

const STATES: Readonly<Record<string, TableState>> = {
  chunks: state('chunks'),
  'thousands of chunks': state('chunks', { table: { ...view.tables[0]!, chunks: chunks(2000) } }),
  'chunks that nothing is told of': state('chunks', { table: view.tables[0]! }),
  definition: state('definition'),
  'a definition that is read': state('definition', {
    definitions: null,
    waiting: { what: 'Reading the definitions', seconds: 7 },
  }),
  errors: state('errors'),
  'no errors': state('errors', { errors: [] }),
  speed: state('speed'),
  'no speed': newTable('dees.sample1', undefined),
  'awkward names': newTable(`dees.${'영화'.repeat(40)}\u001b[31m`, undefined),
};

function shown(of: TableState, columns = 80, rows = 20): string {
  return drawTable(of, { columns, rows }, plain).lines.join('\n');
}

afterEach(() => speak('en'));

describe('the picture of one table', () => {
  test.each(Object.entries(STATES))('is never taller or wider than its room: %s', (_name, of) => {
    for (const language of ['en', 'ko'] as const) {
      speak(language);
      for (const [columns, rows] of ROOMS) {
        for (const look of LOOKS) {
          const { lines } = drawTable(of, { columns, rows }, look);
          expect(lines.length).toBeLessThanOrEqual(rows);
          expect(lines.filter((line) => width(line) > columns)).toEqual([]);
        }
      }
    }
  });

  test('lists its chunks with the bounds of their keys', () => {
    const lines = shown(state('chunks'), 120, 36).split('\n');
    expect(lines.find((line) => line.startsWith('❯'))).toMatch(/❯ +0 {2}done +the start +0 +0 +0 B/);
    expect(lines.join('\n')).toMatch(/3 {2}sent again .* 3000 .* 30 ms/);
  });

  test('shows the definition on both sides', () => {
    const text = shown(state('definition'), 120, 36);
    expect(text).toMatch(/Source: dees\.sample1\n +CREATE TABLE `sample1` \(/);
    expect(text).toContain('Target: dees.sample1');
  });

  test('shows its own errors with the keys of the rows, and none of other tables', () => {
    const text = shown(state('errors'), 120, 36);
    expect(text).toContain('id=7');
    expect(text).toContain('dees.sample1: 30 rows left out');
    expect(text).not.toContain('dees.movies');
    expect(text).toContain('Errors 2');
  });

  test('reaches the end of everything, and comes back', () => {
    for (const part of ['chunks', 'definition', 'errors'] as const) {
      const room = { columns: 60, rows: 12 };
      const of = state(part);
      const move = (from: TableState, command: 'list.last' | 'list.first') =>
        movedInTable(from, command, partLines(from, room), partSight(from, room));
      const last = move(of, 'list.last');
      expect(shown(last, 60, 12)).not.toBe(shown(of, 60, 12));
      expect(shown(move(last, 'list.first'), 60, 12)).toBe(shown(of, 60, 12));
    }
  });

  test('goes through its parts in a circle', () => {
    const parts = [1, 2, 3, 4].reduce<TableState[]>(
      (all) => [...all, turnedPart(all.at(-1)!, 1)],
      [state('chunks')],
    );
    expect(parts.map(({ part }) => part)).toEqual(['chunks', 'definition', 'errors', 'speed', 'chunks']);
  });

  test('draws its speed over time, the most at the top', () => {
    const text = shown(state('speed'), 120, 36);
    expect(text).toMatch(/35\.0 k rows\/s at most/);
    expect(text).toMatch(/from 00:00 to 01:29 of the run, 1\.0 s each/);
  });
});
