/**
 * What a run is doing, in a few words for whoever finds its task or instance busy. They are kept in the lock,
 * so they are written seldom.
 */
import type { EventBody, ProgressSnapshot, TableStatistics } from '../model/events.ts';

/** A person who looks twice within a minute sees it move; the disk does not notice. */
const SAY_MS = 10_000;

/** Follows a run by its events, and says what it does when that changed or some time has passed. */
export class Doing {
  readonly #say: (doing: string) => void;
  readonly #now: () => number;
  readonly #loading = new Set<string>();
  #phase = '';
  #saidAt = Number.NEGATIVE_INFINITY;

  /** `now` counts milliseconds, from anywhere. */
  constructor(say: (doing: string) => void, now: () => number = () => performance.now()) {
    this.#say = say;
    this.#now = now;
  }

  follow(event: EventBody): void {
    switch (event.type) {
      case 'run.started':
        this.tell('connecting');
        break;
      case 'table.state':
        this.#place(event.table);
        break;
      case 'progress':
        this.#followProgress(event.progress);
        break;
      case 'object':
        // Rows are done by then: what comes along is made one after the other, and quickly.
        if (this.#phase !== event.type) this.tell('making views, triggers and routines');
        this.#phase = event.type;
        break;
      case 'run.finished':
        this.tell('finishing');
        break;
    }
  }

  /** Says something at once: what no event tells of. */
  tell(doing: string): void {
    this.#saidAt = this.#now();
    this.#say(doing);
  }

  #followProgress(progress: ProgressSnapshot): void {
    for (const table of progress.tables) this.#place(table);
    const phase = progress.paused ? 'paused' : progress.phase;
    if (phase === this.#phase && this.#now() - this.#saidAt < SAY_MS) return;
    this.#phase = phase;
    this.tell(this.#words(progress));
  }

  #place(table: TableStatistics): void {
    if (table.state === 'Full load') this.#loading.add(table.source);
    else this.#loading.delete(table.source);
  }

  #words(progress: ProgressSnapshot): string {
    const share = shareOf(progress);
    if (progress.paused) return `paused (${share})`;
    if (progress.phase === 'validation') return `comparing source and target (${share})`;
    const [first, ...others] = this.#loading;
    if (first === undefined) return `loading (${share})`;
    return others.length === 0
      ? `loading ${first} (${share})`
      : `loading ${first} and ${others.length} more (${share})`;
  }
}

/** Of all rows of the run. The whole is an estimate while tables are read, so it is never all. */
function shareOf({ rows, expectedRows }: ProgressSnapshot): string {
  return `${Math.min(99, Math.floor((100 * rows) / Math.max(1, expectedRows)))} %`;
}
