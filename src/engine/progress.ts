/** Tells what happens: states as they change, and one snapshot of everything four times a second. */
import type { EventBody, ProgressSnapshot } from '../model/events.ts';
import type { Dials } from './dials.ts';
import { type LaneClock, shares } from './load/lane-clock.ts';
import type { TableRun } from './table-run.ts';

const TICK_MS = 250;
/** Rates are means over this time: steady to the eye, yet quick to show a change. */
const RATE_WINDOW_MS = 5_000;
/** With nothing moved for so long, the display says who is being waited for. */
const STALL_MS = 5_000;

interface Sample {
  readonly time: number;
  readonly rows: number;
  readonly bytes: number;
}

export class Reporter {
  readonly emit: (event: EventBody) => void;
  readonly #dials: Dials;
  readonly #started = performance.now();
  #phase: ProgressSnapshot['phase'] = 'load';
  #tables: readonly TableRun[] = [];
  #clocks: readonly LaneClock[] = [];
  #samples: Sample[] = [];
  #moved = { at: performance.now(), mark: '' };
  #timer: NodeJS.Timeout | null = null;

  constructor(emit: (event: EventBody) => void, dials: Dials) {
    this.emit = emit;
    this.#dials = dials;
  }

  get elapsedMs(): number {
    return performance.now() - this.#started;
  }

  /** Says how a table stands now. */
  tell(table: TableRun): void {
    this.emit({ type: 'table.state', table: table.statistics() });
  }

  /** Says how chunks stand that have changed. */
  tellChunks(): void {
    for (const table of this.#tables) {
      const changed = table.chunks.take();
      if (changed !== null) this.emit({ type: 'chunks', table: table.source, ...changed });
    }
  }

  /** Begins to tick; rows that an earlier run moved do not count as this run's speed. */
  watch(phase: ProgressSnapshot['phase'], tables: readonly TableRun[], clocks: readonly LaneClock[]): void {
    this.#phase = phase;
    this.#tables = tables;
    this.#clocks = clocks;
    this.#samples = [this.#sample()];
    // A tick from here, also where an earlier phase has ticked: a rate over a moment is no rate.
    this.close();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #tick(): void {
    const now = this.#sample();
    this.#samples.push(now);
    while (this.#samples.length > 2 && now.time - this.#samples[0]!.time > RATE_WINDOW_MS)
      this.#samples.shift();
    this.tellChunks();
    this.emit({ type: 'progress', progress: this.#snapshot(now) });
  }

  #sample(): Sample {
    const validates = this.#phase === 'validation';
    const rowsOf = (table: TableRun) => (validates ? table.validatedRows : table.rows);
    return {
      time: performance.now(),
      rows: this.#tables.reduce((sum, table) => sum + rowsOf(table), 0),
      bytes: validates ? 0 : this.#tables.reduce((sum, table) => sum + table.bytes, 0),
    };
  }

  #snapshot(now: Sample): ProgressSnapshot {
    const first = this.#samples[0]!;
    const seconds = Math.max(0.001, (now.time - first.time) / 1000);
    const rowsPerSecond = Math.max(0, (now.rows - first.rows) / seconds);
    const expectedRows = this.#tables.reduce(
      (sum, table) => sum + (table.hasFailed ? table.rows : table.expectedRows),
      0,
    );
    const left = expectedRows - now.rows;
    const isKnown = rowsPerSecond > 0 && seconds > 2 && left > 0 && !this.#dials.paused;
    const changed = this.#tables.filter((table) => this.#hasChanged(table));
    return {
      phase: this.#phase,
      elapsedMs: this.elapsedMs,
      rows: now.rows,
      expectedRows,
      bytes: now.bytes,
      rowsPerSecond,
      bytesPerSecond: Math.max(0, (now.bytes - first.bytes) / seconds),
      remainingMs: isKnown ? (left / rowsPerSecond) * 1000 : null,
      waits: shares(this.#clocks),
      lanes: this.#dials.lanes,
      paused: this.#dials.paused,
      tablesDone: this.#tables.filter((table) => table.hasFailed || table.needsNothing(this.#phase)).length,
      tablesTotal: this.#tables.length,
      stalled: this.#stalled(now),
      tables: changed.map((table) => table.statistics()),
    };
  }

  #hasChanged(table: TableRun): boolean {
    const mark = `${table.state} ${table.step} ${table.rows} ${table.done.length} ${table.running} ${table.validation} ${table.validatedRows}`;
    if (mark === table.told) return false;
    table.told = mark;
    return true;
  }

  #stalled(now: Sample): string[] {
    const validated = this.#tables.reduce((sum, table) => sum + table.validatedRows, 0);
    const mark = `${now.rows} ${validated} ${this.#tables.filter((table) => table.finished).length}`;
    // What is paused waits for nobody.
    if (mark !== this.#moved.mark || this.#dials.paused) this.#moved = { at: now.time, mark };
    if (now.time - this.#moved.at < STALL_MS) return [];
    return this.#clocks.flatMap((clock, index) =>
      clock.waitsFor
        ? [
            `lane ${index + 1} waits for the ${clock.waitsFor === 'here' ? 'encoder' : clock.waitsFor}: ${clock.doing}`,
          ]
        : [],
    );
  }
}
