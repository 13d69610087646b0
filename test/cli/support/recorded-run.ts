/** Event streams as a run gives them, for the readers of such streams. */
import {
  type DmsEvent,
  EVENT_VERSION,
  type EventBody,
  type ProgressSnapshot,
  type TableStatistics,
} from '../../../src/model/events.ts';

/** `bodies` with their second within the run. */
export function recorded(...bodies: readonly (readonly [second: number, body: EventBody])[]): DmsEvent[] {
  const start = Date.parse('2026-11-22T10:00:00.000Z');
  return bodies.map(([second, body], seq) => ({
    v: EVENT_VERSION,
    seq,
    runId: '20261122-100000-7',
    time: new Date(start + second * 1000).toISOString(),
    atMs: second * 1000,
    ...body,
  }));
}

export function table(name: string, more: Partial<TableStatistics> = {}): TableStatistics {
  return {
    source: name,
    target: name,
    state: 'Full load',
    step: 'rows',
    rows: 0,
    expectedRows: 0,
    expectedIsExact: false,
    bytes: 0,
    skipped: 0,
    truncated: 0,
    chunksDone: 0,
    chunksRunning: 1,
    allPlanned: false,
    elapsedMs: 0,
    validation: 'Pending validation',
    validatedRows: 0,
    compared: null,
    error: null,
    ...more,
  };
}

export function completed(name: string, rows: number, more: Partial<TableStatistics> = {}): TableStatistics {
  return table(name, {
    state: 'Table completed',
    step: null,
    rows,
    expectedRows: rows,
    expectedIsExact: true,
    chunksRunning: 0,
    allPlanned: true,
    elapsedMs: 2500,
    validation: 'Validated',
    validatedRows: rows,
    compared: { source: rows, target: rows },
    ...more,
  });
}

export function progress(more: Partial<ProgressSnapshot> = {}): EventBody {
  const snapshot: ProgressSnapshot = {
    phase: 'load',
    elapsedMs: 18_000,
    rows: 2_990_000,
    expectedRows: 5_160_000,
    bytes: 370_000_000,
    rowsPerSecond: 161_000,
    bytesPerSecond: 20_400_000,
    remainingMs: 14_000,
    waits: { source: 0.07, target: 0.81, here: 0.12 },
    lanes: 2,
    paused: false,
    tablesDone: 0,
    tablesTotal: 1,
    stalled: [],
    tables: [],
    ...more,
  };
  return { type: 'progress', progress: snapshot };
}

export const started: EventBody = {
  type: 'run.started',
  task: 'dees-copy',
  source: 'mysql://reader@db1:3306/dees',
  target: 'mysql://writer@db2:3306/dees',
  mode: 'start',
  resumed: false,
  pid: 7,
};

export function plan(...names: readonly string[]): EventBody {
  return {
    type: 'plan',
    guarantee: 'global-lock',
    position: 'mysql-bin.000024:373',
    lanes: 2,
    tables: names.map((name) => ({
      source: name,
      target: name,
      estimatedRows: 5_000_000,
      estimatedBytes: 600_000_000,
      key: ['id'],
      prep: 'created',
    })),
  };
}

export function finished(
  tables: readonly TableStatistics[],
  more: Partial<Extract<EventBody, { type: 'run.finished' }>> = {},
): EventBody {
  return {
    type: 'run.finished',
    outcome: 'done',
    elapsedMs: 31_200,
    loadMs: 28_000,
    validationMs: 3_200,
    rows: tables.reduce((sum, one) => sum + one.rows, 0),
    bytes: 640_000_000,
    tables,
    resume: null,
    ...more,
  };
}
