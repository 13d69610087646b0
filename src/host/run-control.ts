/** Carries commands out on the run of this process, and keeps its question until somebody answers. */
import { type Dials, LEAST_RATE } from '../engine/dials.ts';
import type { CommandAnswer, RunCommand } from '../model/run-commands.ts';

const DONE: CommandAnswer = { result: 'done' };

export class RunControl {
  readonly dials: Dials;
  readonly #confirmed: boolean;
  readonly #stop: AbortController;
  #answer: ((yes: boolean) => void) | null = null;

  /** `confirmed`: whether the question before rows are removed was answered before. */
  constructor(confirmed: boolean, dials: Dials, stop: AbortController) {
    this.#confirmed = confirmed;
    this.dials = dials;
    this.#stop = stop;
    stop.signal.addEventListener('abort', () => this.#answer?.(false), { once: true });
  }

  /** The answer of whoever drives. A stop is a no. */
  async ask(): Promise<boolean> {
    if (this.#confirmed) return true;
    if (this.#stop.signal.aborted) return false;
    return await new Promise((resolve) => {
      this.#answer = (yes) => {
        this.#answer = null;
        resolve(yes);
      };
    });
  }

  carryOut(command: RunCommand): CommandAnswer {
    const { dials } = this;
    switch (command.type) {
      case 'stop':
        this.#stop.abort();
        return DONE;
      case 'pause':
      case 'resume':
        dials.setPaused(command.type === 'pause');
        return DONE;
      case 'lanes':
        return dials.setLanes(command.lanes) ? DONE : { result: 'refused', why: 'lanes', most: dials.most };
      case 'rate':
        return dials.setRate(command.bytesPerSecond)
          ? DONE
          : { result: 'refused', why: 'rate', least: LEAST_RATE };
      case 'answer':
        if (this.#answer === null) return { result: 'refused', why: 'nothing-asked' };
        this.#answer(command.yes);
        return DONE;
    }
  }
}
