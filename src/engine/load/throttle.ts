/** Bounds how many bytes all lanes together read in a second: a bucket that fills at that rate. */
import { setTimeout as wait } from 'node:timers/promises';

/** What may be saved up while nothing is read: enough for a late timer, too little for a burst. */
const SAVED_MS = 250;

export class Throttle {
  #rate: number | null = null;
  /** Bytes that were asked for since the rate was set, and those of them that may be read by now. */
  #asked = 0;
  #granted = 0;
  #grantedAt = 0;
  #changed = new AbortController();

  /** Bytes per second; null: no bound. */
  get rate(): number | null {
    return this.#rate;
  }

  set rate(rate: number | null) {
    this.#settle();
    this.#rate = rate;
    // Whoever waits reckons anew.
    this.#changed.abort();
    this.#changed = new AbortController();
  }

  /** Asks for so many bytes more. Returns what `granted` is to be asked with. */
  ask(bytes: number): number {
    this.#settle();
    this.#asked += bytes;
    return this.#asked;
  }

  /** Resolves when what was asked for may be read: true; or after `mostMs`: false, and it is owed. */
  async granted(asked: number, mostMs: number, signal: AbortSignal): Promise<boolean> {
    const until = performance.now() + mostMs;
    for (;;) {
      this.#settle();
      if (this.#rate === null || this.#granted >= asked) return true;
      const left = until - performance.now();
      if (left <= 0) return false;
      const ms = Math.min(((asked - this.#granted) / this.#rate) * 1000, left);
      try {
        await wait(Math.ceil(ms), undefined, { signal: AbortSignal.any([signal, this.#changed.signal]) });
      } catch (error) {
        signal.throwIfAborted();
        if ((error as Error).name !== 'AbortError') throw error;
      }
    }
  }

  #settle(): void {
    const now = performance.now();
    const rate = this.#rate;
    if (rate === null) {
      this.#granted = this.#asked;
    } else {
      const earned = this.#granted + (rate * (now - this.#grantedAt)) / 1000;
      this.#granted = Math.min(earned, this.#asked + (rate * SAVED_MS) / 1000);
    }
    this.#grantedAt = now;
  }
}
