/** How one run stands, by what is in its folder: its report, or the last of its events. */
import type { ErrorRecord } from '../model/errors.ts';
import type { DmsEvent, ProgressSnapshot, RunMode, RunOutcome } from '../model/events.ts';
import { readFirstEvent, readLastEvents, readReport } from './newest-run.ts';
import type { RunReport } from './run-report.ts';

export interface RunState {
  readonly folder: string;
  readonly runId: string;
  readonly mode: RunMode;
  /** ISO 8601, UTC; null when not even the run log could be written. */
  readonly started: string | null;
  /** Null while it goes on, and when it was cut off. */
  readonly finished: string | null;
  /** Null without a report. */
  readonly outcome: RunOutcome | null;
  /** Its lanes were open: from there on there is a checkpoint. */
  readonly began: boolean;
  /** It left no report, and nobody works on it: its process was ended from outside. */
  readonly cutOff: boolean;
  readonly paused: boolean;
  /** Whether it waits for an answer before rows are removed. */
  readonly asks: boolean;
  /** What rows and rates count: rows moved, or rows compared. */
  readonly phase: ProgressSnapshot['phase'];
  readonly rows: number;
  readonly expectedRows: number;
  readonly bytes: number;
  /** 0 unless it runs. */
  readonly rowsPerSecond: number;
  readonly remainingMs: number | null;
  readonly elapsedMs: number;
  readonly tablesDone: number;
  readonly tablesTotal: number;
  /** What ended it, or the last error of a table; null while it runs. */
  readonly error: ErrorRecord | null;
  /** Whether `resume` goes on from a checkpoint. */
  readonly canResume: boolean;
}

/** Progress comes four times a second, with little between: it is nearly always in the first of these. */
const LOOK_BACK_BYTES = [64 * 1024, 8 * 1024 * 1024];

/** A report is written once and never changed, and may be large: a list of tasks is read again and again. */
const known = new Map<string, RunState>();

export function runUnderWay(folder: string): RunState {
  return byEvents(folder, false);
}

export function endedRun(folder: string): RunState {
  const before = known.get(folder);
  if (before !== undefined) return before;
  const report = readReport(folder);
  if (report === null || report.outcome === null) return byEvents(folder, true);
  const state = byReport(folder, report, report.outcome);
  known.set(folder, state);
  return state;
}

function byReport(folder: string, report: RunReport, outcome: RunOutcome): RunState {
  const { tables, rows, errors } = report;
  const ended = errors.findLast(({ table }) => table === null) ?? errors.at(-1);
  return {
    folder,
    runId: report.runId,
    mode: report.mode,
    started: report.started,
    finished: report.finished,
    outcome,
    began: report.guarantee !== null,
    cutOff: false,
    paused: false,
    asks: false,
    phase: report.mode === 'validate' ? 'validation' : 'load',
    rows: report.mode === 'validate' ? sum(tables.map((table) => table.validatedRows)) : rows,
    expectedRows: sum(tables.map((table) => table.expectedRows)),
    bytes: report.bytes,
    rowsPerSecond: 0,
    remainingMs: null,
    elapsedMs: report.elapsedMs,
    tablesDone: tables.filter((table) => table.state === 'Table completed').length,
    tablesTotal: tables.length,
    error: ended?.error ?? null,
    canResume: report.resume !== null,
  };
}

function byEvents(folder: string, cutOff: boolean): RunState {
  const first = readFirstEvent(folder);
  const started = first?.type === 'run.started' ? first : null;
  const mode = started?.mode ?? 'start';
  const { began, asks, progress, error } = lastOf(folder);
  return {
    folder,
    runId: started?.runId ?? '',
    mode,
    started: started?.time ?? null,
    finished: null,
    outcome: null,
    began,
    cutOff,
    paused: !cutOff && (progress?.paused ?? false),
    asks: !cutOff && asks,
    phase: progress?.phase ?? (mode === 'validate' ? 'validation' : 'load'),
    rows: progress?.rows ?? 0,
    expectedRows: progress?.expectedRows ?? 0,
    bytes: progress?.bytes ?? 0,
    rowsPerSecond: cutOff ? 0 : (progress?.rowsPerSecond ?? 0),
    remainingMs: cutOff ? null : (progress?.remainingMs ?? null),
    elapsedMs: progress?.elapsedMs ?? 0,
    tablesDone: progress?.tablesDone ?? 0,
    tablesTotal: progress?.tablesTotal ?? 0,
    error: cutOff ? error : null,
    canResume: cutOff && began && mode !== 'validate',
  };
}

interface Last {
  readonly began: boolean;
  readonly asks: boolean;
  readonly progress: ProgressSnapshot | null;
  readonly error: ErrorRecord | null;
}

function lastOf(folder: string): Last {
  let events: DmsEvent[] = [];
  for (const bytes of LOOK_BACK_BYTES) {
    events = readLastEvents(folder, bytes);
    // The first event is among them: there is nothing further back.
    if (events[0]?.seq === 0 || events.some(({ type }) => type === 'progress')) break;
  }
  const progress = events.findLast(({ type }) => type === 'progress');
  const error = events.findLast(({ type }) => type === 'error');
  return {
    began: events.some(({ type }) => type === 'progress' || type === 'plan'),
    asks: events.findLast(({ type }) => type === 'question' || type === 'answer')?.type === 'question',
    progress: progress?.type === 'progress' ? progress.progress : null,
    error: error?.type === 'error' ? error.error : null,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
