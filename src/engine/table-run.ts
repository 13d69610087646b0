/** One table while a task runs: what is planned, running, done, and what is said of it. */
import type { LedgerEntry, LedgerTable, TableProgress } from '../endpoints/contract.ts';
import type { Chunk, ChunkDone, Key } from '../model/chunk.ts';
import { type DmsError, type ErrorRecord, errorRecord } from '../model/errors.ts';
import type { TableState, TableStatistics, ValidationState } from '../model/events.ts';
import { showTable, type TablePlan } from '../model/table.ts';
import { ChunkStates } from './chunk-states.ts';

export class TableRun {
  readonly plan: TablePlan;
  readonly source: string;
  readonly target: string;

  state: TableState = 'Before load';
  step: TableStatistics['step'] = null;
  validation: ValidationState;
  validatedRows = 0;
  /** Rows found on the target by the comparison so far. */
  foundRows = 0;
  error: ErrorRecord | null = null;
  /** Whether the target can be put back to where it was before this task's rows. */
  restartable = false;
  wasEmpty = false;
  created = false;
  /** Whether a lane is at work on what comes after the rows. */
  isFinishing = false;
  finished = false;
  /** Why its rows go in the careful way from the beginning; null as long as they need not. */
  careful: DmsError | null = null;

  /** Planned, not begun. */
  readonly pending: Chunk[] = [];
  readonly done: ChunkDone[] = [];
  /** For displays. */
  readonly chunks: ChunkStates;
  running = 0;
  frontier: Key | null = null;
  allPlanned = false;
  #nextIndex = 0;
  readonly #fingerprint: string;

  /** Rows and bytes of chunks under way: seen, not yet safe. */
  rowsUnderWay = 0;
  bytesUnderWay = 0;
  #startedAt: number | null = null;
  #endedAt: number | null = null;
  /** What was last told, so that only changes are. */
  told = '';

  /** `fingerprint` is the plan's, see `model/fingerprint.ts`. */
  constructor(plan: TablePlan, fingerprint: string, validates: boolean) {
    this.plan = plan;
    this.#fingerprint = fingerprint;
    this.chunks = new ChunkStates(plan);
    this.source = showTable(plan.source.name);
    this.target = showTable(plan.target);
    this.validation = validates ? 'Pending validation' : 'Not enabled';
  }

  /** Takes over what an earlier run has done. */
  restore(entry: LedgerTable): void {
    this.wasEmpty = entry.wasEmpty;
    this.created = entry.created;
    this.pending.push(...entry.planned);
    this.done.push(...entry.done);
    this.chunks.restore(entry.planned, entry.done);
    this.frontier = entry.frontier;
    this.allPlanned = entry.allPlanned;
    this.#nextIndex = Math.max(-1, ...[...entry.planned, ...entry.done].map((chunk) => chunk.index)) + 1;
    if (entry.progress === 'finished') {
      this.finished = true;
      this.state = 'Table completed';
    }
  }

  /** What the ledger is told of the table. */
  entry(progress: TableProgress): LedgerEntry {
    const { wasEmpty, created } = this;
    return { progress, wasEmpty, created, fingerprint: this.#fingerprint };
  }

  /** Forgets every chunk: the table starts again. */
  forget(): void {
    this.pending.length = 0;
    this.done.length = 0;
    this.chunks.forget();
    this.frontier = null;
    this.allPlanned = false;
    this.#nextIndex = 0;
  }

  nextIndex(): number {
    return this.#nextIndex++;
  }

  get isLoaded(): boolean {
    return this.allPlanned && this.pending.length === 0 && this.running === 0;
  }

  get isCompared(): boolean {
    return (
      this.step === null && (this.validation === 'Validated' || this.validation === 'Mismatched records')
    );
  }

  get hasFailed(): boolean {
    return this.state === 'Table error' || this.state === 'Table does not exist';
  }

  /** Whether the phase is over for it. */
  needsNothing(phase: 'load' | 'validation'): boolean {
    if (phase === 'load') return this.finished;
    return this.isCompared || this.validation === 'Error';
  }

  fail(error: unknown): void {
    if (this.hasFailed) return;
    this.error = errorRecord(error);
    this.state = this.error.kind === 'table.gone' ? 'Table does not exist' : 'Table error';
    this.validation = this.validation === 'Not enabled' ? 'Not enabled' : 'Table error';
    this.step = null;
    this.stop();
  }

  begin(): void {
    this.#startedAt ??= performance.now();
    if (this.state === 'Before load') this.state = 'Full load';
    this.step ??= 'rows';
  }

  stop(): void {
    this.#endedAt = performance.now();
  }

  get rows(): number {
    return sum(this.done, (chunk) => chunk.rows) + this.rowsUnderWay;
  }

  /** Rows the policies have left out of finished chunks. */
  get skipped(): number {
    return sum(this.done, (chunk) => chunk.skipped);
  }

  get bytes(): number {
    return sum(this.done, (chunk) => chunk.bytes) + this.bytesUnderWay;
  }

  /** Mean size of a row as it travels: measured once there are rows, the server's estimate before. */
  get rowBytes(): number {
    const rows = this.rows;
    if (rows > 0) return Math.max(1, this.bytes / rows);
    const { estimatedRows, dataBytes } = this.plan.source;
    return estimatedRows > 0 ? Math.max(16, dataBytes / estimatedRows) : 256;
  }

  /** Rows the table is taken to have; never fewer than were seen. */
  get expectedRows(): number {
    if (this.isLoaded) return this.rows + this.skipped;
    return Math.max(this.plan.source.estimatedRows, this.rows);
  }

  statistics(): TableStatistics {
    return {
      source: this.source,
      target: this.target,
      state: this.state,
      step: this.step,
      rows: this.rows,
      expectedRows: this.expectedRows,
      expectedIsExact: this.isLoaded,
      bytes: this.bytes,
      skipped: this.skipped,
      truncated: sum(this.done, (chunk) => chunk.truncated),
      chunksDone: this.done.length,
      chunksRunning: this.running,
      allPlanned: this.allPlanned,
      elapsedMs: this.#startedAt === null ? 0 : (this.#endedAt ?? performance.now()) - this.#startedAt,
      validation: this.validation,
      validatedRows: this.validatedRows,
      compared: this.isCompared ? { source: this.validatedRows, target: this.foundRows } : null,
      error: this.error,
    };
  }
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
