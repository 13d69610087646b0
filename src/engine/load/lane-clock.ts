/** Books the time of lanes to the source, the target or this side: names the dial that would help. */
import type { WaitShares } from '../../model/events.ts';

export type WaitsFor = 'source' | 'target' | 'here';

export class LaneClock {
  readonly #booked = { source: 0, target: 0, here: 0 };
  #waitsFor: WaitsFor | null = null;
  #since = 0;
  /** What the lane does, for when nothing moves. */
  doing = 'waits for work';

  /** From now on the lane waits for this (null: it is idle). */
  turn(to: WaitsFor | null): void {
    const now = performance.now();
    if (this.#waitsFor) this.#booked[this.#waitsFor] += now - this.#since;
    this.#waitsFor = to;
    this.#since = now;
  }

  get waitsFor(): WaitsFor | null {
    return this.#waitsFor;
  }

  /** What was booked since the last call, in milliseconds. */
  take(): Record<WaitsFor, number> {
    this.turn(this.#waitsFor);
    const taken = { ...this.#booked };
    this.#booked.source = 0;
    this.#booked.target = 0;
    this.#booked.here = 0;
    return taken;
  }
}

export function shares(clocks: readonly LaneClock[]): WaitShares {
  const sums = { source: 0, target: 0, here: 0 };
  for (const clock of clocks) {
    const taken = clock.take();
    sums.source += taken.source;
    sums.target += taken.target;
    sums.here += taken.here;
  }
  const all = sums.source + sums.target + sums.here;
  if (all === 0) return { source: 0, target: 0, here: 0 };
  return { source: sums.source / all, target: sums.target / all, here: sums.here / all };
}
