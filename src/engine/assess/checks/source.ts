/** Can the source be reached, and is it one that is known to work. */
import type { Check } from '../check.ts';
import { oldVersion } from '../old-version.ts';

export const source: Check<'source'> = async (world) => {
  const { identity } = await world.source();
  const look = await (await world.sourceSurvey()).look(world.signal);
  return {
    found: { address: identity.address, product: identity.product },
    findings: oldVersion('source', look),
  };
};
