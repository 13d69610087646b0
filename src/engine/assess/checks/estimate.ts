/** How long it will take, and how much there is. */
import type { Check } from '../check.ts';
import { paceOf, estimate as timeOf } from '../estimate.ts';

export const estimate: Check<'estimate'> = async (world) => {
  const plans = await world.plans();
  // What else is asked of the servers would be in the way of the probe of their lines.
  await Promise.allSettled([world.values(), world.translated()]);
  return { found: timeOf(plans, await paceOf(world)).total, findings: [] };
};
