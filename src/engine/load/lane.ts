/** A lane: moves one chunk at a time from its own source session to its own target session. */
import type { ChunkWriter, SourceReader, TargetEndpoint, TextForm } from '../../endpoints/contract.ts';
import type { RowBlock } from '../../endpoints/row-block.ts';
import { lastKey } from '../../endpoints/row-key.ts';
import type { Chunk, ChunkDone, Key } from '../../model/chunk.ts';
import { DmsError } from '../../model/errors.ts';
import type { TaskSettings } from '../../model/task-settings.ts';
import type { TableRun } from '../table-run.ts';
import { LaneClock } from './lane-clock.ts';
import { RefusedRows } from './refused-rows.ts';

/** Large enough for few turns of the loop, small enough that several per lane do not count. */
const BLOCK_BYTES = 512 * 1024;
/** A chunk is cut when it holds so many times what was planned: rows were larger than expected. */
const CUT_FACTOR = 2;

export interface LaneParts {
  readonly reader: SourceReader;
  readonly writer: ChunkWriter;
  readonly target: TargetEndpoint;
  readonly settings: TaskSettings;
  readonly errorFolder: string;
  readonly onSkipped: (table: TableRun, chunk: Chunk, rows: number, file: string) => void;
}

export class Lane {
  readonly clock = new LaneClock();
  readonly #parts: LaneParts;

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  get reader(): SourceReader {
    return this.#parts.reader;
  }

  /** Moves a chunk and everything it is cut into. Rows the target refuses are looked at one by one. */
  async move(table: TableRun, chunk: Chunk, signal: AbortSignal): Promise<void> {
    const carry = new Carry(table, chunk, null, this.#parts.target.text);
    try {
      await this.#carry(carry, signal);
    } catch (error) {
      if (!(error instanceof DmsError) || !(error.is('rows.refused') || error.is('rows.unproven')))
        throw error;
      // What a cut has made safe stays; only the rest is sent again.
      await this.#carryCarefully(table, carry.chunk, error, signal);
    } finally {
      this.clock.turn(null);
      this.clock.doing = 'waits for work';
    }
  }

  async close(): Promise<void> {
    await this.#parts.writer.close();
  }

  async #carryCarefully(table: TableRun, chunk: Chunk, first: DmsError, signal: AbortSignal): Promise<void> {
    const refused = new RefusedRows(table.plan, chunk, this.#parts.settings);
    await this.#carry(new Carry(table, chunk, refused, this.#parts.target.text), signal);
    // Nothing refused now, but not all stored before: that is not to be explained away.
    if (refused.total === 0 && first.is('rows.unproven')) throw first;
  }

  async #carry(carry: Carry, signal: AbortSignal): Promise<void> {
    const { reader, writer } = this.#parts;
    const { table, chunk: whole } = carry;
    this.clock.turn('source');
    this.clock.doing = `reads chunk ${whole.index} of ${table.source}`;
    carry.truncated = await reader.countTooLong(table.plan, whole, signal);
    try {
      await writer.begin(table.plan, whole, carry.refused?.decide ?? null);
      const options = {
        text: this.#parts.target.text,
        // A chunk is cut between blocks: where chunks are small, blocks are smaller.
        maxBlockBytes: Math.min(BLOCK_BYTES, Math.max(1, Math.floor(this.#parts.target.chunkBytes / 4))),
        maxBlockRows: this.#parts.settings.commitRows ?? Number.POSITIVE_INFINITY,
        beforeLargeRow: async () => {
          if (carry.rows > 0 && carry.canCut) await this.#cut(carry);
          this.clock.doing = `waits until large rows of other lanes are stored, ${whole.index} of ${table.source}`;
        },
      };
      for await (const block of reader.read(table.plan, whole, options, signal)) {
        await this.#give(carry, block);
        this.clock.turn('source');
      }
      await this.#commit(carry, carry.done(whole.high), null);
    } catch (error) {
      carry.drop();
      await writer.rollback();
      throw error;
    }
  }

  async #give(carry: Carry, block: RowBlock): Promise<void> {
    const { writer } = this.#parts;
    if (this.#isFull(carry, block)) await this.#cut(carry);
    this.clock.turn('target');
    if ((await writer.write(block)) === 'full') {
      await this.#cut(carry);
      await writer.write(block);
    }
    carry.add(block);
  }

  #isFull(carry: Carry, block: RowBlock): boolean {
    if (carry.rows === 0) return false;
    const { commitRows } = this.#parts.settings;
    if (commitRows !== null && carry.rows + block.rows > commitRows) return carry.canCut;
    return carry.canCut && carry.bytes + block.length > CUT_FACTOR * this.#parts.target.chunkBytes;
  }

  /** Makes safe what there is, and goes on with the rest as a chunk of its own. */
  async #cut(carry: Carry): Promise<void> {
    const rest = carry.rest();
    await this.#commit(carry, carry.done(rest.low), rest);
    carry.goOnWith(rest);
    await this.#parts.writer.begin(carry.table.plan, rest, carry.refused?.decide ?? null);
  }

  async #commit(carry: Carry, done: ChunkDone, rest: Chunk | null): Promise<void> {
    this.clock.turn('target');
    this.clock.doing = `commits chunk ${done.index} of ${carry.table.target}`;
    // First the file: a kill between the two leaves a row in it twice, never one that is nowhere.
    const file = carry.refused?.save(this.#parts.errorFolder) ?? '';
    await this.#parts.writer.commit(done, rest);
    if (done.skipped > 0) this.#parts.onSkipped(carry.table, carry.chunk, done.skipped, file);
    carry.drop();
    carry.table.done.push(done);
  }
}

/** Counts of the chunk under way. */
class Carry {
  readonly table: TableRun;
  readonly refused: RefusedRows | null;
  rows = 0;
  bytes = 0;
  truncated = 0;
  chunk: Chunk;
  #lastKey: Key | null = null;

  readonly #text: TextForm;

  /** Rows come with text in that form. */
  constructor(table: TableRun, chunk: Chunk, refused: RefusedRows | null, text: TextForm) {
    this.#text = text;
    this.table = table;
    this.chunk = chunk;
    this.refused = refused;
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
    this.#lastKey = lastKey(this.table.plan, block, this.#text);
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

  goOnWith(rest: Chunk): void {
    this.chunk = rest;
    this.refused?.goOnWith(rest);
    this.rows = 0;
    this.bytes = 0;
    this.truncated = 0;
  }

  /** Takes the chunk's rows out of what is under way. */
  drop(): void {
    this.table.rowsUnderWay -= this.rows;
    this.table.bytesUnderWay -= this.bytes;
  }
}
