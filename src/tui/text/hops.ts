/** What was found at a hop, in words. */
import type { AnyHop, HopFacts, HopName } from '../../model/hops.ts';
import { words } from './words.ts';

/** Empty when it failed, which its error tells. */
export function foundWords(hop: AnyHop): string {
  if (hop.found === null) return '';
  const word = words().hops.found[hop.hop] as (facts: HopFacts[HopName]) => string;
  return word(hop.found);
}
