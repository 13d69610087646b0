import { expect, test } from 'vitest';
import { Doing } from '../../src/host/doing.ts';
import type { EventBody, ProgressSnapshot } from '../../src/model/events.ts';
import { table } from '../cli/support/recorded-run.ts';

function progress(more: Partial<ProgressSnapshot>): EventBody {
  return {
    type: 'progress',
    progress: {
      phase: 'load',
      elapsedMs: 0,
      rows: 0,
      expectedRows: 100,
      bytes: 0,
      rowsPerSecond: 0,
      bytesPerSecond: 0,
      remainingMs: null,
      waits: { source: 0, target: 0, here: 0 },
      lanes: 2,
      paused: false,
      tablesDone: 0,
      tablesTotal: 1,
      stalled: [],
      tables: [],
      ...more,
    },
  };
}

function follower(): { doing: Doing; said: string[]; pass: (ms: number) => void } {
  const said: string[] = [];
  let now = 0;
  const doing = new Doing(
    (words) => said.push(words),
    () => now,
  );
  return { doing, said, pass: (ms) => (now += ms) };
}

const loading = (name: string) => ({ ...table(name), state: 'Full load' }) as const;

test('what a run does is said with the table and the share of its rows', () => {
  const { doing, said, pass } = follower();
  doing.follow({ type: 'table.state', table: loading('dees.sample1') });
  doing.follow(progress({ rows: 43 }));
  pass(10_000);
  doing.follow(progress({ rows: 50, tables: [loading('dees.movies'), loading('dees.tags')] }));
  pass(10_000);
  const completed = { ...table('dees.sample1'), state: 'Table completed' } as const;
  doing.follow(progress({ rows: 120, tables: [completed] }));
  expect(said).toEqual([
    'loading dees.sample1 (43 %)',
    'loading dees.sample1 and 2 more (50 %)',
    // The whole was an estimate, and too low: never all before the end.
    'loading dees.movies and 1 more (99 %)',
  ]);
});

test('a change of phase is said at once, progress a few times a minute', () => {
  const { doing, said, pass } = follower();
  doing.follow(progress({ rows: 1 }));
  for (let tick = 0; tick < 4 * 60; tick++) {
    pass(250);
    doing.follow(progress({ rows: 2 }));
  }
  expect(said).toHaveLength(7);
  doing.follow(progress({ phase: 'validation', rows: 10 }));
  expect(said.slice(7)).toEqual(['comparing source and target (10 %)']);
});

test('many objects are one thing to do', () => {
  const { doing, said } = follower();
  for (const name of ['a', 'b', 'c'])
    doing.follow({ type: 'object', object: 'view', name, action: 'created' });
  expect(said).toHaveLength(1);
});
