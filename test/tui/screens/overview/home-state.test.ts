import { describe, expect, test } from 'vitest';
import type { TaskState } from '../../../../src/host/task-state.ts';
import type { HomeRows, TaskRow } from '../../../../src/tui/screens/overview/home-rows.ts';
import {
  HOME_START,
  isEmpty,
  movedAtHome,
  rowAt,
  withHomeFilter,
  withRows,
  withView,
} from '../../../../src/tui/screens/overview/home-state.ts';
import { taskColumns } from '../../../../src/tui/screens/overview/task-list.ts';
import { NO_FILTER } from '../../../../src/tui/state/filter.ts';
import { textField } from '../../../../src/tui/state/text-field.ts';
import { chooseLook } from '../../../../src/tui/theme/look.ts';

const QUIET = { tasks: [], endpoints: [], instances: [] };

function task(id: string, state: Partial<TaskState> = {}): TaskRow {
  const whole = {
    task: { id, source: { endpoint: 'a' }, target: { endpoint: 'b' }, instance: null, document: {} },
    status: 'ready',
    owner: null,
    run: null,
    ...state,
  } as TaskState;
  return { kind: 'task', id, text: id, state: whole, error: null };
}

function rows(...ids: readonly string[]): HomeRows {
  return { tasks: ids.map((id) => task(id)), endpoints: [], instances: [] };
}

describe('the pointer of home', () => {
  const three = withRows(HOME_START, rows('a', 'b', 'c'), QUIET, 0);

  test('stays on its row when others come and go', () => {
    const atB = movedAtHome(three, 'list.down', 10);
    expect(rowAt(atB)?.id).toBe('b');
    expect(rowAt(withRows(atB, rows('_new', 'a', 'b'), QUIET, 0))?.id).toBe('b');
    expect(rowAt(withRows(atB, rows('b'), QUIET, 0))?.id).toBe('b');
  });

  test('is on the nearest one when its row is gone', () => {
    const atC = movedAtHome(three, 'list.last', 10);
    expect(rowAt(withRows(atC, rows('a'), QUIET, 0))?.id).toBe('a');
    expect(rowAt(withRows(atC, rows(), QUIET, 0))).toBeNull();
  });

  test('is of each view alone, as is its filter', () => {
    const filtered = withHomeFilter(three, { ...NO_FILTER, field: textField('c') });
    expect(rowAt(filtered)?.id).toBe('c');
    const elsewhere = withView(filtered, 'endpoints');
    expect(rowAt(elsewhere)).toBeNull();
    expect(elsewhere.filters.endpoints).toBe(NO_FILTER);
    expect(rowAt(withView(elsewhere, 'tasks'))?.id).toBe('c');
  });
});

test('home is empty only when it was read and there is nothing, and nothing that cannot be read', () => {
  expect(isEmpty(HOME_START)).toBe(false);
  expect(isEmpty(withRows(HOME_START, rows(), QUIET, 0))).toBe(true);
  const damaged = { kind: 'internal', facts: { problem: 'x' }, server: null, fix: null } as const;
  expect(isEmpty(withRows(HOME_START, rows(), { ...QUIET, endpoints: [damaged] }, 0))).toBe(false);
});

describe('a task in the list', () => {
  const look = chooseLook({ unicode: true, colour: false });
  const NOW = Date.parse('2026-11-22T10:00:00.000Z');
  const run = {
    folder: '/x',
    runId: 'r',
    mode: 'start',
    started: '2026-11-22T09:00:00.000Z',
    finished: '2026-11-22T09:58:00.000Z',
    outcome: 'done',
    began: true,
    cutOff: false,
    paused: false,
    asks: false,
    phase: 'load',
    rows: 5_160_000,
    expectedRows: 5_160_000,
    bytes: 1,
    rowsPerSecond: 0,
    remainingMs: null,
    elapsedMs: 1,
    tablesDone: 3,
    tablesTotal: 3,
    error: null,
    canResume: false,
  } as const;

  function cells(state: Partial<TaskState>): string[] {
    return taskColumns(NOW, look).map(({ cell }) => cell(task('t', state)));
  }

  test('tells how it stands, how much that was and how long ago', () => {
    expect(cells({ status: 'load-complete', run })).toEqual([
      't',
      '✔ load complete',
      'a → b',
      '3/3',
      '5.16 M',
      '2 min',
    ]);
    expect(cells({})).toEqual(['t', '○ ready', 'a → b', '', '', '']);
    expect(cells({ status: 'stopped', run: { ...run, canResume: true } })[1]).toBe('⏸ stopped, can resume');
    expect(cells({ status: 'running', run: { ...run, asks: true, outcome: null } })[1]).toBe(
      '⚠ waits for an answer',
    );
  });

  test('shows a bar while it runs, never full before the end', () => {
    const [, status] = cells({
      status: 'running',
      run: { ...run, outcome: null, finished: null, rows: 5_159_999 },
    });
    expect(status).toMatch(/^▶ running {2}99 % █{5}▉$/);
  });

  test('is told of as now when the clock was set back', () => {
    const future = { ...run, finished: '2026-11-22T11:00:00.000Z' };
    expect(cells({ status: 'load-complete', run: future }).at(-1)).toBe('now');
  });
});
