import { describe, expect, test } from 'vitest';
import type { ChunkState, TableStatistics } from '../../../../src/model/events.ts';
import { chunkStrip } from '../../../../src/tui/screens/run/chunk-strip.ts';
import { emptyTable } from '../../../../src/tui/screens/run/table-view.ts';
import { chooseLook } from '../../../../src/tui/theme/look.ts';
import { table } from '../../../cli/support/recorded-run.ts';

const look = chooseLook({ unicode: true, colour: false });
const ascii = chooseLook({ unicode: false, colour: false });

function strip(
  cells: number,
  states: readonly ChunkState[],
  more: Partial<TableStatistics> = {},
  from = 0,
): string {
  const chunks = states.map((state, position) => ({
    index: from + position,
    state,
    tries: 1,
    low: null,
    high: null,
    rows: 10,
    bytes: 100,
    skipped: 0,
    ms: 5,
  }));
  const statistics = table('dees.a', {
    chunksDone: states.filter((state) => state === 'done').length + from,
    chunksRunning: states.filter((state) => state === 'running').length,
    allPlanned: true,
    ...more,
  });
  return chunkStrip({ ...emptyTable(statistics), chunks }, cells, look);
}

describe('the strip of chunks', () => {
  test('shows each chunk by its place while there is room', () => {
    expect(strip(20, ['done', 'done', 'running', 'retried', 'different', 'waiting'])).toBe('▓▓▒↻≠░');
  });

  test('shows of several chunks in one cell what matters most', () => {
    const states: ChunkState[] = [
      'done',
      'done',
      'done',
      'different',
      'done',
      'running',
      'waiting',
      'waiting',
    ];
    expect(strip(4, states)).toBe('▓≠▒░');
  });

  test('leaves room for chunks that will be planned', () => {
    const more = { allPlanned: false, rows: 20, expectedRows: 100 };
    expect(strip(20, ['done', 'done', 'running'], more)).toBe('▓▓▒░░░░░░░');
  });

  test('knows that chunks before those it was told of are done', () => {
    expect(strip(20, ['done', 'running'], {}, 3)).toBe('▓▓▓▓▒');
  });

  test('makes do with counts where nothing is told of single chunks', () => {
    expect(
      strip(20, [], { chunksDone: 2, chunksRunning: 1, rows: 20, expectedRows: 60, allPlanned: false }),
    ).toBe('▓▓▒░░░');
  });

  test('has a letter for each state where there is no Unicode', () => {
    const marks = Object.values(ascii.chunk);
    expect(new Set(marks).size).toBe(marks.length);
    expect(marks.every((mark) => /^[ -~]$/.test(mark))).toBe(true);
  });
});
