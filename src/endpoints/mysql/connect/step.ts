/** One step of the way to a server, done. */

import type { Issue } from '../../../model/errors.ts';
import type { HopFacts, HopName } from '../../../model/hops.ts';

type StepName = 'name' | 'bastion' | 'tcp' | 'tls';

interface StepOf<Name extends HopName> {
  readonly hop: Name;
  readonly ms: number;
  readonly found: HopFacts[Name];
  readonly issues: readonly Issue[];
}

export type Step = { [Name in StepName]: StepOf<Name> }[StepName];

export class Stopwatch {
  #since = performance.now();

  /** Milliseconds since the last lap, or since it was made. */
  lap(): number {
    const before = this.#since;
    this.#since = performance.now();
    return this.#since - before;
  }
}
