/** A chunk under way. */
import type { TextForm } from '../../endpoints/contract.ts';
import type { RowBlock } from '../../endpoints/row-block.ts';
import { lastKey } from '../../endpoints/row-key.ts';
import type { Chunk, ChunkDone, Key } from '../../model/chunk.ts';
import type { TableRun } from '../table-run.ts';
import type { ChunkPlanner } from './chunk-planner.ts';
import type { RefusedRows } from './refused-rows.ts';

export interface CarryParts {
  /** How the text of the rows comes. */
  readonly text: TextForm;
  readonly planner: ChunkPlanner;
  readonly refused: RefusedRows | null;
}

/** What of it has come so far, and how it can be parted. */
export class Carry {
  readonly table: TableRun;
  readonly parts: CarryParts;
  rows = 0;
  bytes = 0;
  truncated = 0;
  /** Whether a part of it is safe already. */
  isCut = false;
  chunk: Chunk;
  #lastKey: Key | null = null;

  constructor(table: TableRun, chunk: Chunk, parts: CarryParts) {
    this.table = table;
    this.chunk = chunk;
    this.parts = parts;
  }

  get refused(): RefusedRows | null {
    return this.parts.refused;
  }

  /** Whether what is left of it can be read again by another statement. Where rows were refused, it is not parted. */
  get canLeave(): boolean {
    return this.table.plan.key !== null && this.refused === null;
  }

  /** Without a key the rest cannot be named: only a table that can start again is cut then. */
  get canCut(): boolean {
    return this.table.plan.key !== null || this.table.restartable;
  }

  add(block: RowBlock): void {
    this.rows += block.rows;
    this.bytes += block.length;
    this.table.rowsUnderWay += block.rows;
    this.table.bytesUnderWay += block.length;
    this.#lastKey = lastKey(this.table.plan, block, this.parts.text);
  }

  done(high: Key | null): ChunkDone {
    const skipped = this.refused?.count ?? 0;
    return {
      index: this.chunk.index,
      low: this.chunk.low,
      high,
      rows: this.rows - skipped,
      bytes: this.bytes,
      skipped,
      truncated: this.truncated,
    };
  }

  rest(): Chunk {
    return { index: this.table.nextIndex(), low: this.#lastKey, high: this.chunk.high };
  }

  /** Leaves what is its own to the part before `rest`, which may be counted again; returns what is left. */
  async splitTruncated(rest: Chunk, signal: AbortSignal): Promise<number> {
    const all = this.truncated;
    if (all > 0 && rest.low !== null) {
      const part = { low: this.chunk.low, high: rest.low };
      this.truncated = await this.parts.planner.countTooLong(this.table, part, signal);
    }
    return all - this.truncated;
  }

  goOnWith(rest: Chunk, truncated: number): void {
    this.isCut = true;
    this.chunk = rest;
    this.refused?.goOnWith(rest);
    this.rows = 0;
    this.bytes = 0;
    this.truncated = truncated;
  }

  /** Takes the chunk's rows out of what is under way. */
  drop(): void {
    this.table.rowsUnderWay -= this.rows;
    this.table.bytesUnderWay -= this.bytes;
  }
}
