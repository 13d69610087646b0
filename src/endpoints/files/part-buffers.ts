/** Gathers small pieces into the parts a store wants, with a bounded number of parts in memory. */
import { trap } from '../trap.ts';
import type { UnfinishedFile } from './file-store.ts';

/** One that is filled while two travel, where there is a single writer. */
const FEWEST_PARTS = 3;

/**
 * Buffers of one size for all writers of a session, two for each but one: while a writer waits for rows the others
 * have them, and where the line is what they wait for, all of them travel. A writer holds only one that is
 * not under way, so whoever waits for a buffer gets one.
 */
export class PartPool {
  readonly partBytes: number;
  readonly #free: Buffer[] = [];
  readonly #waiting: ((part: Buffer) => void)[] = [];
  #writers = 0;
  #made = 0;

  constructor(partBytes: number) {
    this.partBytes = partBytes;
  }

  enter(): void {
    this.#writers++;
  }

  leave(): void {
    this.#writers--;
  }

  async take(): Promise<Buffer> {
    const free = this.#free.pop();
    if (free) return free;
    if (this.#made < Math.max(FEWEST_PARTS, 2 * this.#writers - 1)) {
      this.#made++;
      return Buffer.allocUnsafeSlow(this.partBytes);
    }
    return await new Promise((resolve) => this.#waiting.push(resolve));
  }

  giveBack(part: Buffer): void {
    const next = this.#waiting.shift();
    if (next) next(part);
    else this.#free.push(part);
  }
}

/** The parts of one writer, file after file. */
export class PartBuffers {
  readonly #pool: PartPool;
  #current: Buffer | null = null;
  #fill = 0;
  /** Parts under way, oldest first; none of these rejects. */
  #sending: Promise<void>[] = [];
  #failure: { readonly error: unknown } | null = null;
  readonly #inFlight: number;

  constructor(pool: PartPool, inFlight: number) {
    this.#pool = pool;
    this.#inFlight = inFlight;
    pool.enter();
  }

  /** Copies the piece; resolves when there is room for more. */
  async write(file: UnfinishedFile, piece: Buffer): Promise<void> {
    let at = 0;
    while (at < piece.length) {
      this.#current ??= await this.#pool.take();
      const taken = piece.copy(this.#current, this.#fill, at);
      at += taken;
      this.#fill += taken;
      if (this.#fill === this.#pool.partBytes) await this.#send(file);
    }
  }

  /** Waits for the parts under way; gives what is left after them, valid until `drop`. */
  async settle(): Promise<Buffer> {
    await Promise.all(this.#sending);
    this.#check();
    return this.#current?.subarray(0, this.#fill) ?? Buffer.alloc(0);
  }

  /** Forgets what was written, once no part is under way. */
  async drop(): Promise<void> {
    await Promise.all(this.#sending);
    this.#failure = null;
    this.#fill = 0;
    if (this.#current !== null) this.#pool.giveBack(this.#current);
    this.#current = null;
  }

  /** After this nothing may be written. */
  async close(): Promise<void> {
    await this.drop();
    this.#pool.leave();
  }

  async #send(file: UnfinishedFile): Promise<void> {
    const part = this.#current!;
    this.#current = null;
    this.#fill = 0;
    if (this.#sending.length >= this.#inFlight) await Promise.race(this.#sending);
    if (this.#failure !== null) this.#pool.giveBack(part);
    this.#check();
    const sending: Promise<void> = file.send(part).then(
      () => {
        trap('mid-upload');
        this.#sent(sending, part);
      },
      (error: unknown) => {
        this.#failure ??= { error };
        this.#sent(sending, part);
      },
    );
    this.#sending.push(sending);
  }

  #sent(sending: Promise<void>, part: Buffer): void {
    this.#sending = this.#sending.filter((other) => other !== sending);
    this.#pool.giveBack(part);
  }

  #check(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }
}
