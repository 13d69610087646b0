/** A lane: moves one chunk at a time from its own source session to its own target session. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ChunkWriter, SourceReader, TargetEndpoint } from '../../endpoints/contract.ts';
import type { RowBlock } from '../../endpoints/row-block.ts';
import type { Chunk, ChunkDone } from '../../model/chunk.ts';
import { DmsError } from '../../model/errors.ts';
import type { TaskSettings } from '../../model/task-settings.ts';
import type { Dials } from '../dials.ts';
import type { TableRun } from '../table-run.ts';
import { Carry } from './carry.ts';
import type { ChunkPlanner } from './chunk-planner.ts';
import { LaneClock } from './lane-clock.ts';
import { RefusedRows } from './refused-rows.ts';

/** Large enough for few turns of the loop, small enough that several per lane do not count. */
const BLOCK_BYTES = 512 * 1024;
/** A chunk is cut when it holds so many times what was planned: rows were larger than expected. */
const CUT_FACTOR = 2;

/**
 * A server waits an hour for the next bytes of a transaction that cannot be ended meanwhile; within that time
 * it is given some, also in a pause.
 */
const MOST_HOLD_MS = 30 * 60_000;

/** A chunk that has met a lock of somebody else so often meets it again. */
const MOST_TRIES = 10;
/** Per try: a transaction of a chunk takes about so long. */
const GIVE_WAY_MS = 200;

export interface LaneParts {
  readonly reader: SourceReader;
  /** Makes the lane's writer when the lane first works: one that never does has none. */
  readonly makeWriter: () => Promise<ChunkWriter>;
  readonly dials: Dials;
  readonly target: TargetEndpoint;
  readonly settings: TaskSettings;
  readonly errorFolder: string;
  readonly onSkipped: (table: TableRun, chunk: Chunk, rows: number, file: string) => void;
}

/**
 * What became of a chunk. `left`: at the beginning of a pause what had come of it was made safe, `rest` is still
 * to be moved. `start-again`: the whole table must be sent again, as some of its rows are stored and nothing
 * tells which.
 */
export type Moved =
  | { readonly how: 'moved' /** Without the time the dials held it back. */; readonly ms: number }
  | { readonly how: 'left'; readonly rest: Chunk }
  | { readonly how: 'start-again' };

export class Lane {
  readonly clock = new LaneClock();
  readonly #parts: LaneParts;
  #writer: ChunkWriter | null = null;
  #heldMs = 0;

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  get reader(): SourceReader {
    return this.#parts.reader;
  }

  /** Whether it has a place at the target. */
  get isOpen(): boolean {
    return this.#writer !== null;
  }

  /** Signs in to the target, so that a lane that cannot work is known before it takes a chunk. */
  async open(): Promise<void> {
    const writer = await this.#parts.makeWriter();
    await writer.open();
    this.#writer = writer;
  }

  /** Says a word to both sides, so that nobody on the way takes a lane at rest for dead. */
  readonly keepAlive = async (): Promise<void> => {
    await Promise.all([this.#parts.reader.keepAlive(), this.#writer?.keepAlive()]);
  };

  /** Gives back what it has open on the target; the next chunk would open it again. */
  async close(): Promise<void> {
    const writer = this.#writer;
    this.#writer = null;
    await writer?.close();
  }

  /**
   * Moves a chunk and everything it is cut into. Rows the target refuses are looked at one by one, rows that had
   * to give way to a lock are sent again.
   */
  async move(table: TableRun, chunk: Chunk, planner: ChunkPlanner, signal: AbortSignal): Promise<Moved> {
    const started = performance.now();
    this.#heldMs = 0;
    const { text } = this.#parts.target;
    let todo = chunk;
    let careful = table.careful;
    let found = 0;
    try {
      for (let tries = 1; ; tries++) {
        const refused =
          careful && new RefusedRows(table.plan, todo, this.#parts.settings, () => table.skipped);
        const carry = new Carry(table, todo, { text, planner, refused });
        table.chunks.sent(todo);
        try {
          const rest = await this.#carry(carry, signal);
          if (rest !== null) return { how: 'left', rest };
          found += refused?.total ?? 0;
          // Nothing refused now, but not all stored before: that is not to be explained away.
          if (careful?.is('rows.unproven') && found === 0) throw careful;
          return { how: 'moved', ms: performance.now() - started - this.#heldMs };
        } catch (error) {
          found += refused?.total ?? 0;
          if (!(error instanceof DmsError) || !(await mayTryAgain(error, careful, tries, signal))) {
            table.chunks.waiting(carry.chunk);
            throw error;
          }
          if (careful === null && isAboutRows(error)) careful = error;
          if (carry.isCut && table.plan.key === null) {
            table.careful = careful;
            return { how: 'start-again' };
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

  /** Returns what it left in a pause. */
  async #carry(carry: Carry, signal: AbortSignal): Promise<Chunk | null> {
    const { reader, makeWriter, dials } = this.#parts;
    this.#writer ??= await makeWriter();
    const writer = this.#writer;
    const { table, chunk: whole } = carry;
    this.clock.turn('source');
    this.clock.doing = `reads chunk ${whole.index} of ${table.source}`;
    carry.truncated = await reader.countTooLong(table.plan, whole, signal);
    try {
      await writer.begin(table.plan, whole, carry.refused?.decide ?? null);
      const options = {
        text: this.#parts.target.text,
        // A chunk is cut between blocks: where chunks are small, blocks are smaller.
        maxBlockBytes: Math.min(
          dials.smoothBytes,
          BLOCK_BYTES,
          Math.max(1, Math.floor(this.#parts.target.chunkBytes / 4)),
        ),
        maxBlockRows: this.#parts.settings.commitRows ?? Number.POSITIVE_INFINITY,
        beforeLargeRow: async () => {
          if (carry.rows > 0 && carry.canCut) await this.#cut(carry, signal);
          this.clock.doing = `waits until large rows of other lanes are stored, ${whole.index} of ${table.source}`;
        },
      };
      for await (const block of reader.read(table.plan, whole, options, signal)) {
        if (dials.paused && carry.canLeave) return await this.#leave(carry, signal);
        if (dials.holdsBack) await this.#holdBack(carry, block, signal);
        await this.#give(carry, block, signal);
        this.clock.turn('source');
      }
      await this.#commit(carry, carry.done(whole.high), null);
      return null;
    } catch (error) {
      carry.drop();
      await writer.rollback();
      throw error;
    }
  }

  /** A pause may be long, and a statement that waits would keep a lock on the table of the source. */
  async #leave(carry: Carry, signal: AbortSignal): Promise<Chunk> {
    if (carry.rows > 0) await this.#cut(carry, signal);
    await this.#writer!.rollback();
    carry.table.chunks.waiting(carry.chunk);
    return carry.chunk;
  }

  /** Waits in front of a block as long as the dials say. In a pause nothing is left open on the target. */
  async #holdBack(carry: Carry, { length }: RowBlock, signal: AbortSignal): Promise<void> {
    const { dials } = this.#parts;
    if (dials.paused && carry.rows > 0 && carry.canCut) await this.#cut(carry, signal);
    const started = performance.now();
    // It waits for nobody but the person.
    this.clock.turn(null);
    const mostMs = carry.rows > 0 ? MOST_HOLD_MS : Number.POSITIVE_INFINITY;
    const keepAlive = async () => await this.#writer?.keepAlive();
    await dials.whilePaused(keepAlive, signal, mostMs);
    await dials.pace(length, keepAlive, signal, MOST_HOLD_MS);
    this.#heldMs += performance.now() - started;
  }

  async #give(carry: Carry, block: RowBlock, signal: AbortSignal): Promise<void> {
    const writer = this.#writer!;
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
    carry.table.chunks.sent(rest);
    await this.#writer!.begin(carry.table.plan, rest, carry.refused?.decide ?? null);
  }

  async #commit(carry: Carry, done: ChunkDone, rest: Chunk | null): Promise<void> {
    this.clock.turn('target');
    this.clock.doing = `commits chunk ${done.index} of ${carry.table.target}`;
    // First the file: a kill between the two leaves a row in it twice, never one that is nowhere.
    const file = carry.refused?.save(this.#parts.errorFolder) ?? '';
    await this.#writer!.commit(done, rest);
    if (done.skipped > 0) this.#parts.onSkipped(carry.table, carry.chunk, done.skipped, file);
    carry.drop();
    carry.table.done.push(done);
    carry.table.chunks.done(done);
  }
}

/** Once for rows that were refused, with care; some times for rows that gave way, after a moment. */
async function mayTryAgain(
  error: DmsError,
  careful: DmsError | null,
  tries: number,
  signal: AbortSignal,
): Promise<boolean> {
  if (careful === null && isAboutRows(error)) return true;
  if (!error.is('rows.gave-way') || tries >= MOST_TRIES) return false;
  await giveWay(tries, signal);
  return true;
}

function isAboutRows(error: DmsError): boolean {
  return error.is('rows.refused') || error.is('rows.unproven');
}

/** Whoever had to give way at the same time should not come back at the same time. */
async function giveWay(tries: number, signal: AbortSignal): Promise<void> {
  await pause(Math.random() * tries * GIVE_WAY_MS, undefined, { signal });
}
