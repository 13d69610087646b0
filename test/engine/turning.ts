/** A run whose dials a test turns while it goes on. */
import { Dials } from '../../src/engine/dials.ts';
import type { EventBody, ProgressSnapshot } from '../../src/model/events.ts';
import { eventually } from '../support/waiting.ts';
import { type Copied, type Copy, copy } from './copying.ts';

export class Turning {
  readonly dials: Dials;
  readonly progress: ProgressSnapshot[] = [];
  readonly told: Extract<EventBody, { type: 'dials' }>[] = [];
  readonly done: Promise<Copied>;
  isOver = false;

  constructor(request: Copy, most: number, before: (dials: Dials) => void = () => {}) {
    this.dials = new Dials(most);
    before(this.dials);
    this.done = copy({
      ...request,
      dials: this.dials,
      onEvent: (event) => {
        if (event.type === 'progress') this.progress.push(event.progress);
        if (event.type === 'dials') this.told.push(event);
      },
    }).finally(() => {
      this.isOver = true;
    });
    this.done.catch(() => {});
  }

  /** The first snapshot from now on that fits. */
  async until(fits: (now: ProgressSnapshot) => boolean): Promise<ProgressSnapshot> {
    const from = this.progress.length;
    return await eventually(() => {
      const found = this.progress.slice(from).find(fits);
      if (found) return found;
      const last = JSON.stringify(this.progress.at(-1));
      throw new Error(this.isOver ? `the run ended before; last ${last}` : `not yet; last ${last}`);
    });
  }
}
