/**
 * Events: what the engine says while it works. Every display reads this one stream. Serialisable; data,
 * never wording, except for issues and errors that carry a server's own words. Readers skip what they
 * do not know.
 */
import type { ErrorRecord, Issue } from './errors.ts';

/** Raised when a field changes its meaning; adding one does not. */
export const EVENT_VERSION = 1;

export interface EventHead {
  readonly v: typeof EVENT_VERSION;
  /** 0, 1, 2 … without gaps within a run. */
  readonly seq: number;
  readonly runId: string;
  /** ISO 8601, UTC, by a clock that may be set while the run goes on. */
  readonly time: string;
  /** Milliseconds since the run began, by one that may not. */
  readonly atMs: number;
}

/** Table states by their AWS DMS words. */
export type TableState =
  | 'Before load'
  | 'Full load'
  | 'Table completed'
  | 'Table cancelled'
  | 'Table error'
  | 'Table does not exist';

/** Validation states by their AWS DMS words; `No primary key` is never needed here: every table is compared. */
export type ValidationState =
  | 'Not enabled'
  | 'Pending validation'
  | 'Pending records'
  | 'Validated'
  | 'Mismatched records'
  | 'Table error'
  | 'Error';

export interface TableStatistics {
  readonly source: string;
  readonly target: string;
  readonly state: TableState;
  /** What the lanes are doing with it beyond moving rows. */
  readonly step: 'rows' | 'indexes' | 'validation' | null;
  /** Rows stored on the target by this task, earlier runs included. */
  readonly rows: number;
  /** The source's estimate until all rows are read, then exact. */
  readonly expectedRows: number;
  readonly expectedIsExact: boolean;
  /** Bytes as read from the source. */
  readonly bytes: number;
  readonly skipped: number;
  readonly truncated: number;
  readonly chunksDone: number;
  readonly chunksRunning: number;
  readonly allPlanned: boolean;
  /** Busy time of the table in milliseconds, from its first chunk to its last step. */
  readonly elapsedMs: number;
  readonly validation: ValidationState;
  readonly validatedRows: number;
  /** Rows counted on both sides by the comparison; null until the whole table is compared. */
  readonly compared: { readonly source: number; readonly target: number } | null;
  readonly error: ErrorRecord | null;
}

/** Where the lanes spent the last second, as shares that add up to 1 (or all 0 when idle). */
export interface WaitShares {
  readonly source: number;
  readonly target: number;
  readonly here: number;
}

export interface ProgressSnapshot {
  /** What rows, bytes and rates count: rows moved, or rows compared. */
  readonly phase: 'load' | 'validation';
  readonly elapsedMs: number;
  readonly rows: number;
  readonly expectedRows: number;
  readonly bytes: number;
  /** Over the last few seconds. */
  readonly rowsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Milliseconds left, null while unknown. */
  readonly remainingMs: number | null;
  readonly waits: WaitShares;
  /** Lanes at work, or ready for it: what the dial says. */
  readonly lanes: number;
  /** Whether a person has paused the run: nothing moves then, and nothing counts as stalled. */
  readonly paused: boolean;
  /** Tables that need nothing more, also those that failed; and all there are. */
  readonly tablesDone: number;
  readonly tablesTotal: number;
  /** Set when no row, step or comparison has moved for 5 s: what the lanes wait for, in the server's words. */
  readonly stalled: readonly string[];
  /** Tables at work or changed since the last snapshot. */
  readonly tables: readonly TableStatistics[];
}

export interface PlannedTable {
  readonly source: string;
  readonly target: string;
  readonly estimatedRows: number;
  readonly estimatedBytes: number;
  readonly key: readonly string[] | null;
  readonly prep: 'created' | 'kept' | 'truncated' | 'recreated' | 'resumed' | 'complete';
}

/** What became of a range of keys when source and target were compared. */
export interface Difference {
  /** Human form of the key bounds; null for an open end. */
  readonly low: readonly string[] | null;
  readonly high: readonly string[] | null;
  readonly sourceRows: number;
  readonly targetRows: number;
}

/**
 * How one chunk stands. `retried`: rows of it were refused, and it is sent again, row by row; `different`: the
 * comparison of its rows has failed.
 */
export type ChunkState = 'waiting' | 'running' | 'retried' | 'done' | 'different';

export interface ChunkStatistics {
  readonly index: number;
  readonly state: ChunkState;
  /** Times it was sent. */
  readonly tries: number;
  /** Human form of the key bounds, long values cut; null for an open end. */
  readonly low: readonly string[] | null;
  readonly high: readonly string[] | null;
  /** Of a chunk that is done; 0 before. */
  readonly rows: number;
  readonly bytes: number;
  readonly skipped: number;
  /** From its first byte to its commit; 0 where an earlier run did that. */
  readonly ms: number;
}

/** Chunks of a table that are kept to be told of: more cannot be drawn, and a table may have a hundred thousand. */
export const MOST_CHUNKS = 1_000;

/** What a run can be told to do while it goes on, as it stands. */
export interface DialSettings {
  /** Chunks that move at once. */
  readonly lanes: number;
  /** The most there can be in this run. */
  readonly most: number;
  /** Bytes per second of all lanes together, as read from the source; null: as fast as it goes. */
  readonly rate: number | null;
  readonly paused: boolean;
}

/** Tables with rows that are about to be dropped or emptied. */
export interface Destruction {
  readonly prep: 'drop-and-create' | 'truncate';
  /** What a person must type to agree: the target's schema, bucket or folder name. */
  readonly name: string;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

export type RunMode = 'start' | 'resume' | 'validate';

export type RunOutcome = 'done' | 'failed' | 'differs' | 'interrupted';

export type EventBody =
  | {
      readonly type: 'run.started';
      readonly task: string;
      readonly source: string;
      readonly target: string;
      readonly mode: RunMode;
      readonly resumed: boolean;
      readonly pid: number;
    }
  /** Asked before rows are removed; the run waits for the answer. */
  | ({ readonly type: 'question' } & Destruction)
  | { readonly type: 'answer'; readonly yes: boolean }
  /** At the start of a run that can be told, and whenever one of them changes. */
  | ({ readonly type: 'dials' } & DialSettings)
  | { readonly type: 'issue'; readonly issue: Issue }
  | {
      readonly type: 'plan';
      readonly guarantee: string;
      readonly position: string | null;
      readonly lanes: number;
      readonly tables: readonly PlannedTable[];
    }
  | { readonly type: 'table.state'; readonly table: TableStatistics }
  /** Chunks of one table that have changed since the last of these. */
  | {
      readonly type: 'chunks';
      readonly table: string;
      /** Whether all that was told before is void, as the table starts again. */
      readonly anew?: boolean;
      readonly chunks: readonly ChunkStatistics[];
    }
  | { readonly type: 'step'; readonly table: string; readonly statement: string }
  | {
      readonly type: 'object';
      /** `view`, `trigger`, `procedure`, `function`, `event` … */
      readonly object: string;
      readonly name: string;
      readonly action: 'created' | 'replaced' | 'kept' | 'left-behind';
    }
  | { readonly type: 'progress'; readonly progress: ProgressSnapshot }
  | {
      readonly type: 'rows.skipped';
      readonly table: string;
      readonly chunk: number;
      readonly rows: number;
      readonly file: string;
    }
  | { readonly type: 'validation.difference'; readonly table: string; readonly difference: Difference }
  | { readonly type: 'error'; readonly table: string | null; readonly error: ErrorRecord }
  | {
      readonly type: 'run.finished';
      readonly outcome: RunOutcome;
      readonly elapsedMs: number;
      readonly loadMs: number;
      readonly validationMs: number;
      readonly rows: number;
      readonly bytes: number;
      readonly tables: readonly TableStatistics[];
      /** Command that goes on from the checkpoint, where one is kept. */
      readonly resume: string | null;
    };

export type DmsEvent = EventHead & EventBody;
