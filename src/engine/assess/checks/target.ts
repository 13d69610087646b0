/** Can the target be reached, is nobody else at work there on the same task, and is it known to work. */
import type { Check } from '../check.ts';
import { oldVersion } from '../old-version.ts';

export const target: Check<'target'> = async (world) => {
  const { identity } = await world.target();
  await world.session();
  const look = await (await world.targetSurvey()).look(world.signal);
  return {
    found: { address: identity.address, product: identity.product },
    findings: oldVersion('target', look),
  };
};
