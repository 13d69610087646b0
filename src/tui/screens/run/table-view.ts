/** One table of a run, as far as its events tell. */
import type { ChunkStatistics, PlannedTable, TableStatistics } from '../../../model/events.ts';
import { type HistoryLimits, type RateHistory, sampled } from './rate-history.ts';

export interface TableView {
  readonly statistics: TableStatistics;
  /** Null where nothing was planned: in a comparison alone, and before the plan is made. */
  readonly planned: PlannedTable | null;
  /** Those that were told of, by index; of too many the newest, where the work is. */
  readonly chunks: readonly ChunkStatistics[];
  /** Statements that prepared it on the target, or finished it there; the newest last. */
  readonly steps: readonly string[];
  /** Rows moved and compared within the last seconds. */
  readonly recent: RateHistory | null;
  /** The same from its first row on, in ever longer steps. */
  readonly history: RateHistory | null;
}

/** As in the engine: steady to the eye, yet quick to show a change. */
const RECENT: HistoryLimits = { stepMs: 500, most: 10, whenFull: 'forget' };
/** As many columns as a wide terminal has room for. */
const HISTORY: HistoryLimits = { stepMs: 1000, most: 240, whenFull: 'fold' };
/** Of a table with hundreds of indexes the last ones say what is going on. */
const MOST_STEPS = 100;
/** Chunks that are kept: more cannot be read, and a table may have a hundred thousand. */
const MOST_CHUNKS = 2_000;

export function plannedTable(planned: PlannedTable): TableView {
  const { source, target, estimatedRows } = planned;
  return { ...emptyTable({ ...NOTHING_YET, source, target, expectedRows: estimatedRows }), planned };
}

export function emptyTable(statistics: TableStatistics): TableView {
  return { statistics, planned: null, chunks: [], steps: [], recent: null, history: null };
}

/** Before the first that is said of a table. */
export const NOTHING_YET: TableStatistics = {
  source: '',
  target: '',
  state: 'Before load',
  step: null,
  rows: 0,
  expectedRows: 0,
  expectedIsExact: false,
  bytes: 0,
  skipped: 0,
  truncated: 0,
  chunksDone: 0,
  chunksRunning: 0,
  allPlanned: false,
  elapsedMs: 0,
  validation: 'Not enabled',
  validatedRows: 0,
  compared: null,
  error: null,
};

/** Whether lanes are at work on it. */
export function isAtWork({ state, step }: TableStatistics): boolean {
  return state === 'Full load' || step !== null;
}

export function hasFailed({ state }: TableStatistics): boolean {
  return state === 'Table error' || state === 'Table does not exist';
}

/** As it stood at that moment of the run. */
export function sampledTable(table: TableView, atMs: number): TableView {
  const { rows, validatedRows } = table.statistics;
  const count = rows + validatedRows;
  return {
    ...table,
    recent: sampled(table.recent, atMs, count, RECENT),
    history: withSpeed(table.history, atMs, count),
  };
}

/** The rows moved and compared so far, one sample more. */
export function withSpeed(history: RateHistory | null, atMs: number, count: number): RateHistory {
  return sampled(history, atMs, count, HISTORY);
}

/** Rows per second over the last seconds; null when nothing is known, or lanes are not at work on it. */
export function rateOfTable({ statistics, recent }: TableView): number | null {
  if (recent === null || !isAtWork(statistics)) return null;
  const ms = recent.atMs - recent.fromMs;
  return ms < RECENT.stepMs ? null : ((recent.count - recent.counts[0]!) * 1000) / ms;
}

export function withChunks(table: TableView, told: readonly ChunkStatistics[]): TableView {
  const all = new Map(table.chunks.map((chunk) => [chunk.index, chunk]));
  for (const chunk of told) all.set(chunk.index, chunk);
  const chunks = [...all.values()].sort((one, other) => one.index - other.index);
  return { ...table, chunks: chunks.slice(-MOST_CHUNKS) };
}

export function withStep(table: TableView, statement: string): TableView {
  return { ...table, steps: [...table.steps, statement].slice(-MOST_STEPS) };
}

/** Rows done of rows there are, in what goes on now. */
export function doneOf(table: TableStatistics): { readonly done: number; readonly whole: number } {
  const done = table.step === 'validation' ? table.validatedRows : table.rows;
  return { done, whole: Math.max(done, table.expectedRows) };
}
