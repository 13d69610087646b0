/** One hop of a test: how long it took, and what was found or went wrong. */
import { errorRecord, type Issue } from '../model/errors.ts';
import type { Hop, HopFacts, HopName } from '../model/hops.ts';

/** What a hop that works has found. `issues` need a look, and stop nothing. */
export interface Found<Name extends HopName> {
  readonly found: HopFacts[Name];
  readonly issues?: readonly Issue[];
}

/** Tries one hop; what goes wrong is in its result. @throws the reason of an abort */
export async function tryHop<Name extends HopName>(
  hop: Name,
  signal: AbortSignal,
  work: () => Promise<Found<Name>>,
): Promise<Hop<Name>> {
  signal.throwIfAborted();
  const start = performance.now();
  const spent = () => performance.now() - start;
  try {
    const { found, issues = [] } = await work();
    signal.throwIfAborted();
    return { hop, result: resultOf(issues), ms: spent(), found, error: null, issues };
  } catch (error) {
    signal.throwIfAborted();
    return { hop, result: 'failed', ms: spent(), found: null, error: errorRecord(error), issues: [] };
  }
}

/** Of a hop that works. */
export function resultOf(issues: readonly Issue[]): 'passed' | 'warned' {
  return issues.some((issue) => issue.code !== 'later') ? 'warned' : 'passed';
}
