/** The shape of a check. */
import type { AnyFinding, CheckFacts, CheckId } from '../../model/assessment.ts';
import type { World } from './world.ts';

/** What a check has seen, and what of it needs to be said. */
export interface Seen<Id extends CheckId = CheckId> {
  readonly found: CheckFacts[Id];
  readonly findings: readonly AnyFinding[];
}

/**
 * Looks at one thing and changes nothing. What it cannot find out it throws: a failure of its own, or that of
 * another check, which had to pass first.
 */
export type Check<Id extends CheckId> = (world: World) => Promise<Seen<Id>>;
