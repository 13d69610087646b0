/** Room on the target, where it can be known. */
import { finding } from '../../../model/assessment.ts';
import type { Check } from '../check.ts';

export const space: Check<'space'> = async (world) => {
  const [plans, { identity }] = [await world.plans(), await world.target()];
  const freeBytes = await (await world.targetSurvey()).freeBytes(world.signal);
  const neededBytes = plans.reduce((sum, { source }) => sum + source.dataBytes, 0);
  const found = { freeBytes, neededBytes };
  if (freeBytes === null || neededBytes <= freeBytes) return { found, findings: [] };
  const facts = { freeBytes, neededBytes, address: identity.address };
  return { found, findings: [finding('warned', 'little-space', facts, { subjects: [identity.address] })] };
};
