/** Gathers small pieces into the parts a store wants, with a bounded number of parts in memory. */
import { trap } from '../trap.ts';
import type { UnfinishedFile } from './file-store.ts';

/** One per writer: the buffers are used again for every file. */
export class PartBuffers {
  readonly #partBytes: number;
  readonly #free: Buffer[] = [];
  #current: Buffer | null = null;
  #fill = 0;
  /** Parts under way, oldest first; none of these rejects. */
  #sending: Promise<void>[] = [];
  #failure: { readonly error: unknown } | null = null;
  readonly #inFlight: number;

  constructor(partBytes: number, inFlight: number) {
    this.#partBytes = partBytes;
    this.#inFlight = inFlight;
  }

  /** Copies the piece; resolves when there is room for more. */
  async write(file: UnfinishedFile, piece: Buffer): Promise<void> {
    let at = 0;
    while (at < piece.length) {
      this.#current ??= this.#free.pop() ?? Buffer.allocUnsafeSlow(this.#partBytes);
      const taken = piece.copy(this.#current, this.#fill, at);
      at += taken;
      this.#fill += taken;
      if (this.#fill === this.#partBytes) await this.#send(file);
    }
  }

  /** Waits for the parts under way; gives what is left after them, valid until the next write. */
  async settle(): Promise<Buffer> {
    await Promise.all(this.#sending);
    this.#check();
    const tail = this.#current?.subarray(0, this.#fill) ?? Buffer.alloc(0);
    this.#fill = 0;
    return tail;
  }

  /** Forgets what was written, once no part is under way. */
  async drop(): Promise<void> {
    await Promise.all(this.#sending);
    this.#failure = null;
    this.#fill = 0;
  }

  async #send(file: UnfinishedFile): Promise<void> {
    const part = this.#current!;
    this.#current = null;
    this.#fill = 0;
    if (this.#sending.length >= this.#inFlight) await Promise.race(this.#sending);
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
    this.#free.push(part);
  }

  #check(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }
}
