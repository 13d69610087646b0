/**
 * Plans chunks while others are moved: how many rows the next should have, so that it is worth a commit and
 * all lanes come to the end together. Where that many rows end is the source's to say.
 */
import type { Ledger, SourceReader } from '../../endpoints/contract.ts';
import { trap } from '../../endpoints/trap.ts';
import type { Chunk, KeyRange } from '../../model/chunk.ts';
import type { TablePlan } from '../../model/table.ts';
import type { TableRun } from '../table-run.ts';

/** A chunk must not take so long that losing it hurts, nor be over before its commit is worth it. */
const LONG_MS = 30_000;
const SHORT_MS = 2_000;
/** Smallest share of the usual size: below it, commits and round trips outweigh the rows. */
const SMALLEST_SHARE = 1 / 8;

export class ChunkPlanner {
  readonly #reader: SourceReader;
  readonly #ledger: Ledger;
  readonly #chunkBytes: number;
  readonly #commitRows: number | null;
  readonly #lanes: () => number;
  readonly #pace = new Map<TableRun, number>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    reader: SourceReader,
    ledger: Ledger,
    options: {
      readonly chunkBytes: number;
      readonly commitRows: number | null;
      readonly lanes: () => number;
    },
  ) {
    this.#reader = reader;
    this.#ledger = ledger;
    this.#chunkBytes = options.chunkBytes;
    this.#commitRows = options.commitRows;
    this.#lanes = options.lanes;
  }

  /** Adds the table's next chunk to those pending. Callers take turns: there is one planning session. */
  async plan(table: TableRun, signal: AbortSignal): Promise<void> {
    await this.#inTurn(() => this.#planNext(table, signal));
  }

  /** How many values of a range the LOB limit cuts, for a lane whose own session is in the midst of reading. */
  async countTooLong(table: TableRun, range: KeyRange, signal: AbortSignal): Promise<number> {
    return await this.#inTurn(() => this.#reader.countTooLong(table.plan, range, signal));
  }

  /** Learns from a chunk that is done how large the next should be. */
  learn(table: TableRun, milliseconds: number): void {
    const pace = this.#pace.get(table) ?? 1;
    if (milliseconds > LONG_MS) this.#pace.set(table, Math.max(SMALLEST_SHARE, pace / 2));
    else if (milliseconds < SHORT_MS) this.#pace.set(table, Math.min(1, pace * 2));
  }

  async #inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const turn = this.#queue.then(step);
    this.#queue = turn.catch(() => {});
    return await turn;
  }

  async #planNext(table: TableRun, signal: AbortSignal): Promise<void> {
    // Another lane may have planned meanwhile, or the table may have failed.
    if (table.allPlanned || table.pending.length > 0 || table.hasFailed) return;
    const rows = this.#rowsFor(table);
    const fits =
      table.plan.key === null ||
      (table.frontier === null && surelyFits(table.plan, this.#chunkBytes, this.#commitRows));
    const high = fits ? null : await this.#reader.boundary(table.plan, table.frontier, rows, signal);
    const chunk: Chunk = { index: table.nextIndex(), low: table.frontier, high };
    trap('planning');
    await this.#ledger.plan(table.plan, chunk, signal);
    table.frontier = high;
    table.allPlanned = high === null;
    table.pending.push(chunk);
    table.chunks.waiting(chunk);
  }

  #rowsFor(table: TableRun): number {
    const expected = Math.max(table.plan.source.dataBytes, table.expectedRows * table.rowBytes);
    const left = Math.max(0, expected - table.bytes);
    const usual = this.#chunkBytes * (this.#pace.get(table) ?? 1);
    const bytes = bytesOfNext(left, usual, this.#chunkBytes, this.#lanes());
    const rows = Math.max(1, Math.floor(bytes / table.rowBytes));
    return this.#commitRows === null ? rows : Math.min(rows, this.#commitRows);
  }
}

/** Towards the end chunks shrink, so that all lanes come to the end of a table together. */
function bytesOfNext(left: number, usual: number, chunkBytes: number, lanes: number): number {
  return Math.max(chunkBytes * SMALLEST_SHARE, Math.min(usual, left / (2 * lanes)));
}

/** Estimates are off by some ten per cent; a table well below one chunk is not worth a look. */
function surelyFits({ source }: TablePlan, chunkBytes: number, commitRows: number | null): boolean {
  if (commitRows !== null && source.estimatedRows * 2 > commitRows) return false;
  return source.dataBytes * 4 < chunkBytes * SMALLEST_SHARE;
}

/** How many chunks a table would come to, if its rows are as its server says and no chunk takes too long. */
export function estimatedChunks(
  plan: TablePlan,
  options: { readonly chunkBytes: number; readonly commitRows: number | null; readonly lanes: number },
): number {
  const { chunkBytes, commitRows, lanes } = options;
  const { estimatedRows, dataBytes } = plan.source;
  if (plan.key === null || surelyFits(plan, chunkBytes, commitRows)) return 1;
  const rowBytes = dataBytes / Math.max(1, estimatedRows);
  const most = commitRows === null ? Number.POSITIVE_INFINITY : commitRows * rowBytes;
  if (most <= chunkBytes * SMALLEST_SHARE) return Math.max(1, Math.ceil(estimatedRows / commitRows!));
  let chunks = 0;
  for (let left = dataBytes; left > 0; chunks++) {
    left -= Math.min(most, bytesOfNext(left, chunkBytes, chunkBytes, lanes));
  }
  return Math.max(1, chunks);
}
