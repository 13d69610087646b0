/** A lane: moves one chunk at a time from its own source session to its own target session. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ChunkWriter, SourceReader, TargetEndpoint, TextForm } from '../../endpoints/contract.ts';
import type { RowBlock } from '../../endpoints/row-block.ts';
import { lastKey } from '../../endpoints/row-key.ts';
import type { Chunk, ChunkDone, Key } from '../../model/chunk.ts';
import { DmsError } from '../../model/errors.ts';
import type { TaskSettings } from '../../model/task-settings.ts';
import type { TableRun } from '../table-run.ts';
import type { ChunkPlanner } from './chunk-planner.ts';
import { LaneClock } from './lane-clock.ts';
import { RefusedRows } from './refused-rows.ts';

/** Large enough for few turns of the loop, small enough that several per lane do not count. */
const BLOCK_BYTES = 512 * 1024;
/** A chunk is cut when it holds so many times what was planned: rows were larger than expected. */
const CUT_FACTOR = 2;

/** A chunk that has met a lock of somebody else so often meets it again. */
const MOST_TRIES = 10;
/** Per try: a transaction of a chunk takes about so long. */
const GIVE_WAY_MS = 200;

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

  /**
   * Moves a chunk and everything it is cut into. Rows the target refuses are looked at one by one, rows that had
   * to give way to a lock are sent again; `start-again` when for that the whole table must be sent again, as some
   * of its rows are stored and nothing tells which.
   */
  async move(
    table: TableRun,
    chunk: Chunk,
    planner: ChunkPlanner,
    signal: AbortSignal,
  ): Promise<'moved' | 'start-again'> {
    const { text } = this.#parts.target;
    let todo = chunk;
    let careful = table.careful;
    let found = 0;
    try {
      for (let tries = 1; ; tries++) {
        const refused =
          careful && new RefusedRows(table.plan, todo, this.#parts.settings, () => table.skipped);
        const carry = new Carry(table, todo, { text, planner, refused });
        try {
          await this.#carry(carry, signal);
          found += refused?.total ?? 0;
          // Nothing refused now, but not all stored before: that is not to be explained away.
          if (careful?.is('rows.unproven') && found === 0) throw careful;
          return 'moved';
        } catch (error) {
          found += refused?.total ?? 0;
          if (!(error instanceof DmsError)) throw error;
          if (careful === null && isAboutRows(error)) careful = error;
          else if (error.is('rows.gave-way') && tries < MOST_TRIES) await giveWay(tries, signal);
          else throw error;
          if (carry.isCut && table.plan.key === null) {
            table.careful = careful;
            return 'start-again';
          }
          // What a cut has made safe stays; only the rest is sent again.
          todo = carry.chunk;
        }
      }
    } finally {
      this.clock.turn(null);
      this.clock.doing = 'waits for work';
    }
  }

  async close(): Promise<void> {
    await this.#parts.writer.close();
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
          if (carry.rows > 0 && carry.canCut) await this.#cut(carry, signal);
          this.clock.doing = `waits until large rows of other lanes are stored, ${whole.index} of ${table.source}`;
        },
      };
      for await (const block of reader.read(table.plan, whole, options, signal)) {
        await this.#give(carry, block, signal);
        this.clock.turn('source');
      }
      await this.#commit(carry, carry.done(whole.high), null);
    } catch (error) {
      carry.drop();
      await writer.rollback();
      throw error;
    }
  }

  async #give(carry: Carry, block: RowBlock, signal: AbortSignal): Promise<void> {
    const { writer } = this.#parts;
    if (this.#isFull(carry, block)) await this.#cut(carry, signal);
    this.clock.turn('target');
    if ((await writer.write(block)) === 'full') {
      await this.#cut(carry, signal);
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
  async #cut(carry: Carry, signal: AbortSignal): Promise<void> {
    const rest = carry.rest();
    const truncatedLater = await carry.splitTruncated(rest, signal);
    await this.#commit(carry, carry.done(rest.low), rest);
    carry.goOnWith(rest, truncatedLater);
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

function isAboutRows(error: DmsError): boolean {
  return error.is('rows.refused') || error.is('rows.unproven');
}

/** Whoever had to give way at the same time should not come back at the same time. */
async function giveWay(tries: number, signal: AbortSignal): Promise<void> {
  await pause(Math.random() * tries * GIVE_WAY_MS, undefined, { signal });
}

interface CarryParts {
  /** How the text of the rows comes. */
  readonly text: TextForm;
  readonly planner: ChunkPlanner;
  readonly refused: RefusedRows | null;
}

/** Counts of the chunk under way. */
class Carry {
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
