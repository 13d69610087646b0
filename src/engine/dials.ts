/**
 * What of a run can be turned while it goes on: how many lanes move chunks, how fast they read, whether they
 * pause. Lanes ask here between chunks and between blocks, never for a row.
 */
import type { DialSettings } from '../model/events.ts';
import { Throttle } from './load/throttle.ts';

/** Slower than this a single block takes longer than servers wait for the next one. */
export const LEAST_RATE = 16 * 1024;

/** As often as progress is told. */
const GOES_PER_SECOND = 4;

/** Idle connections are cut off on the way after some minutes: of those that are known, 350 s is the shortest. */
const KEEP_ALIVE_MS = 60_000;

export class Dials {
  /** Told whenever a setting has changed. */
  onChange: (settings: DialSettings) => void = () => {};
  readonly #throttle = new Throttle();
  #wanted: number | null = null;
  #lanes = 1;
  #most: number;
  #paused = false;
  #isOver = false;
  #isOpen = false;
  #news = 0;
  #waiting = new Set<() => void>();

  /** `most` is how many lanes to have ready. */
  constructor(most: number) {
    this.#most = most;
  }

  get settings(): DialSettings {
    return { lanes: this.#lanes, most: this.#most, rate: this.#throttle.rate, paused: this.#paused };
  }

  get lanes(): number {
    return this.#lanes;
  }

  get most(): number {
    return this.#most;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Whether a lane has to ask before it goes on with its chunk. */
  get holdsBack(): boolean {
    return this.#paused || this.#throttle.rate !== null;
  }

  /** Most bytes to read in one go, so that a slow rate is a steady stream and not a gush now and then. */
  get smoothBytes(): number {
    const { rate } = this.#throttle;
    return rate === null ? Number.POSITIVE_INFINITY : Math.max(LEAST_RATE, rate / GOES_PER_SECOND);
  }

  /** The run has its lanes: `lanes` of `most` are to work, unless another number was asked for before. */
  open(lanes: number, most: number): void {
    this.#most = most;
    this.#lanes = Math.min(this.#wanted ?? lanes, most);
    this.#isOpen = true;
    this.#change();
  }

  /** False, and nothing changed, for a number that cannot be. */
  setLanes(lanes: number): boolean {
    if (lanes < 1 || lanes > this.#most) return false;
    this.#wanted = lanes;
    this.#lanes = lanes;
    this.#change();
    return true;
  }

  /** From the lane of that index on none can work: a side takes no more connections. */
  limit(index: number): void {
    this.#most = Math.min(this.#most, index);
    this.#lanes = Math.min(this.#lanes, index);
    this.#change();
  }

  /** Bytes per second, null for no bound. False, and nothing changed, for one that is too slow. */
  setRate(rate: number | null): boolean {
    if (rate !== null && rate < LEAST_RATE) return false;
    this.#throttle.rate = rate;
    this.#change();
    return true;
  }

  setPaused(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#change();
  }

  /** A phase begins: there is work for lanes. */
  begin(): void {
    this.#isOver = false;
  }

  /** There is nothing left that a lane could begin: those that wait for their turn can go. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /**
   * Resolves when the lane of that index may begin something: true; or false when nothing is left to begin, or
   * there is no place for it any more. `keepAlive` is called now and then meanwhile.
   */
  async turn(index: number, keepAlive: () => Promise<void>, signal: AbortSignal): Promise<boolean> {
    const mayWork = () => !this.#paused && index < this.#lanes;
    const isOut = () => this.#isOver || index >= this.#most;
    await this.#until(() => isOut() || mayWork(), keepAlive, Number.POSITIVE_INFINITY, signal);
    return mayWork();
  }

  /** Changes with everything a lane that has nothing to do may have to know. */
  get news(): number {
    return this.#news;
  }

  /** Lanes that have nothing to do should look again. */
  tell(): void {
    this.#wake();
  }

  /** Resolves when there is news after those: at once when there is some by now. */
  async after(news: number, keepAlive: () => Promise<void>, signal: AbortSignal): Promise<void> {
    await this.#until(() => this.#news !== news, keepAlive, Number.POSITIVE_INFINITY, signal);
  }

  /** Resolves when the pause is over, at once when there is none; or when so much of it has passed. */
  async whilePaused(
    keepAlive: () => Promise<void>,
    signal: AbortSignal,
    mostMs = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    await this.#until(() => !this.#paused, keepAlive, mostMs, signal);
  }

  /** Resolves when the rate allows for so many bytes more, or after `mostMs`. */
  async pace(
    bytes: number,
    keepAlive: () => Promise<void>,
    signal: AbortSignal,
    mostMs = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    if (this.#throttle.rate === null) return;
    const asked = this.#throttle.ask(bytes);
    const until = performance.now() + mostMs;
    const left = () => Math.min(KEEP_ALIVE_MS, until - performance.now());
    while (!(await this.#throttle.granted(asked, left(), signal)) && left() > 0) await keepAlive();
  }

  async #until(
    isSo: () => boolean,
    keepAlive: () => Promise<void>,
    mostMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    const until = performance.now() + mostMs;
    while (!isSo()) {
      signal.throwIfAborted();
      const left = until - performance.now();
      if (left <= 0) return;
      const changed = await this.#changes(Math.min(KEEP_ALIVE_MS, left), signal);
      if (!changed) await keepAlive();
    }
  }

  /** Whether something changed before the time was up. */
  #changes(ms: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (changed: boolean) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onChange);
        this.#waiting.delete(onChange);
        resolve(changed);
      };
      const onChange = () => settle(true);
      const timer = setTimeout(() => settle(false), ms);
      signal.addEventListener('abort', onChange, { once: true });
      this.#waiting.add(onChange);
    });
  }

  #change(): void {
    if (this.#isOpen) this.onChange(this.settings);
    this.#wake();
  }

  #wake(): void {
    this.#news++;
    for (const wake of this.#waiting) wake();
  }
}
