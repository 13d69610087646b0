/** How the chunks of one table stand, for displays: what changed is gathered and told with the next tick. */
import { showKey } from '../endpoints/row-key.ts';
import type { Chunk, ChunkDone, Key } from '../model/chunk.ts';
import { type ChunkState, type ChunkStatistics, MOST_CHUNKS } from '../model/events.ts';
import type { TablePlan } from '../model/table.ts';

/** A key is shown to be recognised, and may be thousands of characters. */
const MOST_CHARACTERS = 60;

interface OpenChunk {
  tries: number;
  since: number;
}

export class ChunkStates {
  readonly #plan: TablePlan;
  readonly #changed = new Map<number, ChunkStatistics>();
  readonly #open = new Map<number, OpenChunk>();
  readonly #moved = new Map<number, { readonly tries: number; readonly ms: number }>();
  #anew = false;

  constructor(plan: TablePlan) {
    this.#plan = plan;
  }

  /** Takes over what an earlier run has left: the newest, where there are more than are told of. */
  restore(planned: readonly Chunk[], done: readonly ChunkDone[]): void {
    for (const chunk of done.slice(-MOST_CHUNKS)) this.#put(chunk, 'done', { ...chunk, ms: 0 });
    for (const chunk of planned) this.waiting(chunk);
  }

  /** It is planned, or was left before its end. */
  waiting(chunk: Chunk): void {
    this.#open.delete(chunk.index);
    this.#put(chunk, 'waiting');
  }

  /** It is sent: for the first time, or once more. */
  sent(chunk: Chunk): void {
    const open = this.#open.get(chunk.index) ?? { tries: 0, since: performance.now() };
    open.tries++;
    this.#open.set(chunk.index, open);
    this.#put(chunk, open.tries > 1 ? 'retried' : 'running');
  }

  done(chunk: ChunkDone): void {
    const { tries, since } = this.#open.get(chunk.index) ?? { tries: 1, since: performance.now() };
    const ms = performance.now() - since;
    this.#open.delete(chunk.index);
    this.#moved.set(chunk.index, { tries, ms });
    this.#put(chunk, 'done', { ...chunk, ms });
  }

  /** Its rows are not the same on both sides. */
  different(chunk: ChunkDone): void {
    this.#put(chunk, 'different', { ...chunk, ms: this.#moved.get(chunk.index)?.ms ?? 0 });
  }

  /** All of them are void: the table starts again. */
  forget(): void {
    this.#changed.clear();
    this.#open.clear();
    this.#moved.clear();
    this.#anew = true;
  }

  /** What changed since the last time; null when nothing did. */
  take(): { readonly anew: boolean; readonly chunks: ChunkStatistics[] } | null {
    if (this.#changed.size === 0 && !this.#anew) return null;
    const taken = { anew: this.#anew, chunks: [...this.#changed.values()] };
    this.#changed.clear();
    this.#anew = false;
    return taken;
  }

  #put(
    { index, low, high }: Chunk,
    state: ChunkState,
    counts: Pick<ChunkStatistics, 'rows' | 'bytes' | 'skipped' | 'ms'> = NOTHING,
  ): void {
    const { rows, bytes, skipped, ms } = counts;
    const known = this.#open.get(index) ?? this.#moved.get(index);
    const tries = known?.tries ?? (state === 'waiting' ? 0 : 1);
    const bounds = { low: this.#shown(low), high: this.#shown(high) };
    this.#changed.set(index, { index, state, tries, ...bounds, rows, bytes, skipped, ms });
  }

  #shown(key: Key | null): string[] | null {
    if (key === null || this.#plan.key === null) return null;
    return showKey(this.#plan, key).map((value) =>
      value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value,
    );
  }
}

const NOTHING = { rows: 0, bytes: 0, skipped: 0, ms: 0 };
