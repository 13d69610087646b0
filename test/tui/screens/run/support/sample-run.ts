/** A run in each of its states, as the screen has it. */
import type { EventBody, TableStatistics } from '../../../../../src/model/events.ts';
import { RunLog } from '../../../../../src/tui/screens/run/run-log.ts';
import { newRun, type RunState } from '../../../../../src/tui/screens/run/run-state.ts';
import { emptyView, viewAfter } from '../../../../../src/tui/screens/run/run-view.ts';
import {
  completed,
  finished,
  plan,
  progress,
  recorded,
  started,
  table,
} from '../../../../cli/support/recorded-run.ts';

/** What was told, one thing a second. */
export function told(...bodies: readonly EventBody[]): RunState {
  const events = recorded(...bodies.map((body, second) => [second, body] as const));
  return {
    ...newRun('dees-to-rds', {
      link: { kind: 'attached', role: 'driver', driver: null, lacksLine: false, pid: 4711 },
      folder: '/runs/1',
      view: viewAfter(emptyView(), events),
      log: new RunLog().after(events),
      heardAt: 0,
    }),
    now: 0,
  };
}

export const dials: EventBody = { type: 'dials', lanes: 2, most: 8, rate: null, paused: false };

export function ticks(count: number, ...tables: readonly TableStatistics[]): EventBody[] {
  return Array.from({ length: count }, (_, tick) =>
    progress({
      elapsedMs: tick * 1000,
      rows: tick * 40_000,
      tablesTotal: tables.length,
      tablesDone: tables.filter(({ state }) => state === 'Table completed').length,
      tables: tables.map((one) =>
        one.state === 'Full load' ? { ...one, rows: Math.min(one.rows, tick * 35_000) } : one,
      ),
    }),
  );
}

export const atWork = table('dees.sample1', {
  rows: 2_830_000,
  expectedRows: 5_000_000,
  chunksDone: 8,
  chunksRunning: 2,
});

export const names = ['dees.sample1', 'dees.movies', 'dees.sample2'] as const;

export const running: readonly EventBody[] = [
  started,
  dials,
  plan(...names),
  ...ticks(90, atWork, completed('dees.movies', 62_423)),
];

export const allDone = [
  completed('dees.sample1', 5_000_000),
  completed('dees.movies', 62_423),
  completed('dees.sample2', 100_000),
];

/** Once it has ended, and its report is written. */
export function ended(state: RunState): RunState {
  const { report } = state.followed.view;
  const result = {
    outcome: report.outcome ?? 'done',
    error: null,
    moved: true,
    runId: '20261122-100000-7',
    folder: '/data/dees/.local/state/dms-tui/tasks/dees-to-rds/runs/20261122-100000-7',
    report: '/data/dees/.local/state/dms-tui/tasks/dees-to-rds/runs/20261122-100000-7/report.md',
  };
  return { ...state, followed: { ...state.followed, link: { kind: 'finished', result } } };
}

export const done = ended(told(...running, finished(allDone)));
