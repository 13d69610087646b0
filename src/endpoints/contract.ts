/**
 * What a source and a target must be able to do. One folder per engine implements this; nothing outside
 * `endpoints/` asks which engine it talks to, only what it can do.
 */
import type { Chunk, ChunkDone, Key, KeyRange } from '../model/chunk.ts';
import type { Issue, ServerWords } from '../model/errors.ts';
import type { TableName, TablePlan, TableShape, TableSummary } from '../model/table.ts';
import type { PrepMode } from '../model/task-settings.ts';
import type { CopiedObject, ObjectSource, ObjectsWanted } from './objects-contract.ts';
import type { RowBlock } from './row-block.ts';
import type { SourceSurvey, TargetSurvey } from './survey-contract.ts';

/** Who an endpoint is; everything in it may be shown and logged. */
export interface EndpointIdentity {
  /** Family of the engine: decides which notes and layouts make sense, never which code runs. */
  readonly family: 'mysql' | 's3' | 'folder';
  /** `MariaDB 10.11.19`, `MySQL 9.7.4`, `S3`, `folder`. */
  readonly product: string;
  /** `127.0.0.1:3306`, `s3://bucket/folder`, `file:///out`: no user, no secret. */
  readonly address: string;
  /** Equal for two endpoints exactly when they are the same server (or bucket, or folder). */
  readonly serverId: string;
}

/** Text as the target wants it: the bytes as stored on the source, or converted to UTF-8 by the source. */
export type TextForm = 'stored' | 'utf8';

/** What opens an endpoint besides its address. It stays in memory and reaches no file, event or error. */
export interface EndpointSecrets {
  /** Null signs in without one. */
  readonly password: string | null;
  /** Of the SSH bastion: its password, or the passphrase of the key. */
  readonly bastion: string | null;
}

export function passwordOnly(password: string | null): EndpointSecrets {
  return { password, bastion: null };
}

export interface SourceEndpoint {
  readonly identity: EndpointIdentity;
  /** Whether names that differ in case only are different names. */
  readonly namesAreCaseSensitive: boolean;
  /** All user tables and views; system schemas are never among them. */
  tables(signal: AbortSignal): Promise<TableSummary[]>;
  /** Reads for many tables at once what their shapes are made of; each `shape` then takes its part of it. */
  readAhead(tables: readonly TableName[], signal: AbortSignal): Promise<void>;
  shape(table: TableName, signal: AbortSignal): Promise<TableShape>;
  /**
   * Opens `readers` sessions that all see the same moment, by the strongest means the rights allow; and up to
   * `spare` more, as far as the source lets them in.
   * @throws DmsError when a right without which nothing can be read is missing
   */
  snapshot(
    tables: readonly TablePlan[],
    readers: number,
    signal: AbortSignal,
    spare?: number,
  ): Promise<Snapshot>;
  /** Views, routines, triggers and events, in a form that only a target of the same family can use. */
  readonly objects?: ObjectSource;
  /** Opens what can be asked before a run. */
  survey(signal: AbortSignal): Promise<SourceSurvey>;
  close(): Promise<void>;
}

/**
 * How far the readers of a snapshot see one moment: `global-lock` and `table-locks`, exact by a lock held
 * for an instant; `unchanged-log`, proved after the fact by a log position that did not move;
 * `each-reader`, every reader exact in itself but opened without proof that nothing changed between.
 */
export type Guarantee = 'global-lock' | 'table-locks' | 'unchanged-log' | 'each-reader';

export interface Snapshot {
  readonly guarantee: Guarantee;
  /** Log position of that moment (`mysql-bin.000024:373`), null where the source keeps or shows none. */
  readonly position: string | null;
  readonly issues: readonly Issue[];
  readonly readers: readonly SourceReader[];
  close(): Promise<void>;
}

export interface ReadOptions {
  readonly text: TextForm;
  /** A block closes when it holds this much, though never inside a row. */
  readonly maxBlockBytes: number;
  readonly maxBlockRows: number;
  /**
   * Awaited when a row of unusual size has to wait until those of other lanes are gone, once every row in
   * front of it has been handed over: what the lane holds open meanwhile could be what the others wait for.
   */
  readonly beforeLargeRow?: () => Promise<void>;
}

/** One session inside a snapshot. It does one thing at a time. */
export interface SourceReader {
  /** A key about `rows` rows after `low` (null: from the start), or null when there are none behind it. */
  boundary(table: TablePlan, low: Key | null, rows: number, signal: AbortSignal): Promise<Key | null>;
  /**
   * Rows of the range in key order (any order without a key). A block is valid until the next one is
   * asked for. Leaving the loop early ends the query on the server.
   */
  read(table: TablePlan, range: KeyRange, options: ReadOptions, signal: AbortSignal): AsyncIterable<RowBlock>;
  /** How many values of the range are longer than their column's LOB limit. */
  countTooLong(table: TablePlan, range: KeyRange, signal: AbortSignal): Promise<number>;
  digest(table: TablePlan, range: KeyRange, text: TextForm, signal: AbortSignal): Promise<Digest>;
  /** Says a word to the source while there is nothing to do, so that nobody on the way hangs up. Never fails. */
  keepAlive(): Promise<void>;
}

/**
 * Rows of a range, folded: `sum` is the sum of a 64-bit hash of every row, so order does not matter and
 * doubled rows do. The canonical row is described in `digest-form.ts`.
 */
export interface Digest {
  readonly rows: number;
  readonly sum: string;
}

export interface TargetEndpoint {
  readonly identity: EndpointIdentity;
  readonly text: TextForm;
  /** Whether names that differ in case only are different names. */
  readonly namesAreCaseSensitive: boolean;
  /** Whether it can tell what a task wrote from what was there, and take back just that. */
  readonly knowsItsOwn: boolean;
  /** Largest chunk a target likes, in bytes as read from the source. */
  readonly chunkBytes: number;
  /** Whose place that is already, in English: no table may be put there. Null for a free one. */
  ownerOf(table: TableName): string | null;
  /** Opens the target for one task. Nothing is changed by this. */
  open(task: string, signal: AbortSignal): Promise<TargetSession>;
  /** Opens what can be asked before a run. */
  survey(signal: AbortSignal): Promise<TargetSurvey>;
  close(): Promise<void>;
}

/** What stands where a table is to go. */
export interface TargetState {
  readonly exists: boolean;
  /** Exact number of rows (or objects) already there. */
  readonly rows: number;
  /** What speaks against loading into it as it is: missing columns, wrong kinds. */
  readonly issues: readonly Issue[];
  /** Its storage engine, if it has no transactions. */
  readonly withoutTransactions: string | null;
}

export interface Comparison {
  /** In which form text enters the digest on both sides. */
  readonly text: TextForm;
  /**
   * What can be compared alone: a `range` of keys, where both sides put rows in the same order; the file of
   * a `chunk`; or only the whole `table`.
   */
  readonly by: 'range' | 'chunk' | 'table';
}

/** A row the target would not take as it is. */
export interface Refusal {
  /** The row alone, in the form of a RowBlock. */
  readonly row: Buffer;
  readonly column: string | null;
  readonly server: ServerWords;
}

export interface Prepared {
  readonly action: 'created' | 'kept' | 'truncated' | 'recreated';
  /** What the target could not take over as it was, each by name. */
  readonly issues: readonly Issue[];
}

/**
 * How a target proves that it can be written to: `writing` writes and removes a probe where nothing less proves
 * it, `looking` changes nothing and finds less.
 */
export type Proof = 'writing' | 'looking';

export interface TargetSession {
  readonly ledger: Ledger;
  /** What stands where these tables are to go, in their order. */
  inspect(tables: readonly TablePlan[], signal: AbortSignal): Promise<TargetState[]>;
  /** Rights and server settings the load needs. @throws DmsError naming what is missing */
  checkRights(
    tables: readonly TablePlan[],
    mode: PrepMode,
    signal: AbortSignal,
    proof?: Proof,
  ): Promise<readonly Issue[]>;
  prepare(table: TablePlan, mode: PrepMode, signal: AbortSignal): Promise<Prepared>;
  /** Takes back every row this task put into the table, for a table that can only start again. */
  restart(table: TablePlan, signal: AbortSignal): Promise<void>;
  /** One writer per lane. */
  writer(): Promise<ChunkWriter>;
  /** After the last chunk: secondary indexes. Reports what it is doing through `onStep`. */
  finish(
    table: TablePlan,
    onStep: (statement: string) => void,
    signal: AbortSignal,
  ): Promise<readonly Issue[]>;
  /** After the last table: foreign keys. */
  constrain(tables: readonly TablePlan[], signal: AbortSignal): Promise<readonly Issue[]>;
  /** After the last index: what else the source keeps. Absent where a target has no such things. */
  copyObjects?(from: ObjectSource, wanted: ObjectsWanted, signal: AbortSignal): AsyncIterable<CopiedObject>;
  /** How the rows of a table can be compared with the source's. */
  comparison(table: TablePlan, signal: AbortSignal): Promise<Comparison>;
  /** Digests what is on the target: a key range, or the file of a chunk. */
  digest(table: TablePlan, chunk: Chunk, signal: AbortSignal): Promise<Digest>;
  /** As that of a reader. */
  keepAlive(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Puts chunks on the target, one at a time. Nothing of a chunk can be seen there before `commit`, and
 * after `commit` the ledger holds it too: in one transaction, or in an order that is safe to repeat.
 */
export interface ChunkWriter {
  /** Signs in, where that is needed; the first chunk would else. */
  open(): Promise<void>;
  /**
   * With `onRefused` the rows go in the slow, careful way that finds each row the target refuses: it is
   * called for every one, before the `write` that brought it resolves, and may throw to give up. Without it,
   * a refused row fails the whole chunk.
   */
  begin(table: TablePlan, chunk: Chunk, onRefused: ((refusal: Refusal) => void) | null): Promise<void>;
  /**
   * Takes a block; resolves when the next may come (the block's bytes may be reused by then).
   * `full` means: not taken, the chunk holds all it may; commit and begin another.
   */
  write(block: RowBlock): Promise<'taken' | 'full'>;
  /**
   * Proves that every row given was stored as given, and makes it final together with the ledger.
   * `rest` is what is left of the chunk when it was cut short: it goes into the ledger in the same step.
   * @throws DmsError of kind `rows.refused` with nothing of the chunk left on the target
   */
  commit(done: ChunkDone, rest: Chunk | null): Promise<void>;
  /** Drops what was written since `begin`. Safe to call at any time, also twice. */
  rollback(): Promise<void>;
  /** As that of a reader, between two chunks. */
  keepAlive(): Promise<void>;
  close(): Promise<void>;
}

/** `preparing` before the target table is touched; `loading`, rows; `loaded`, all rows; `finished`, indexes too. */
export type TableProgress = 'preparing' | 'loading' | 'loaded' | 'finished';

export interface LedgerEntry {
  readonly progress: TableProgress;
  /** Whether the table held no row when the task first prepared it: only then may `restart` empty it. */
  readonly wasEmpty: boolean;
  /** Whether the task made the table, so that its indexes are the task's to add. */
  readonly created: boolean;
  /** Of the table's plan, to notice a changed task. */
  readonly fingerprint: string;
}

export interface LedgerTable extends LedgerEntry {
  readonly source: TableName;
  readonly target: TableName;
  /** Chunks are planned up to here; null before the first. */
  readonly frontier: Key | null;
  /** Whether planning has reached the end of the table. */
  readonly allPlanned: boolean;
  readonly planned: readonly Chunk[];
  readonly done: readonly ChunkDone[];
}

/** The memory of a task on its target. It is the truth about what is done. */
export interface Ledger {
  /** Null when the task has no entry. */
  read(signal: AbortSignal): Promise<LedgerTable[] | null>;
  /** Forgets an earlier run of the task, but not which tables it has made and not finished; opens a new entry. */
  start(signal: AbortSignal): Promise<void>;
  setTable(table: TablePlan, entry: LedgerEntry, signal: AbortSignal): Promise<void>;
  /**
   * Records a chunk before work on it begins; with it planning has come up to its `high`, where null is
   * the end of the table.
   */
  plan(table: TablePlan, chunk: Chunk, signal: AbortSignal): Promise<void>;
}
