/** One value outside React, changed as a whole, and whoever wants to know of it. */

/** Ten pictures a second: more nobody sees, and a slow line would fall behind. */
const TICK_MS = 100;

export class Store<State> {
  #state: State;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;

  constructor(state: State) {
    this.#state = state;
  }

  readonly get = (): State => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** `now` for what a key did; `tick` for what changes by itself: those are told of together. */
  set(state: State, pace: 'now' | 'tick' = 'now'): void {
    if (state === this.#state) return;
    this.#state = state;
    if (pace === 'now') this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), TICK_MS);
  }

  #tell(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const listener of this.#listeners) listener();
  }
}
