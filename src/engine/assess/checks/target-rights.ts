/** May everything be done on the target that the load needs. */
import type { Check } from '../check.ts';
import { issueFindings } from '../issue-findings.ts';

export const targetRights: Check<'target-rights'> = async (world) => {
  const { issues } = await world.rights();
  const proved = (await (await world.targetSurvey()).look(world.signal)) === null ? 'looking' : 'rights';
  // The slower way is a matter of settings, and told there.
  const others = issues.filter(({ code }) => code !== 'fallback');
  return { found: { proved }, findings: issueFindings(others, () => 'warned') };
};
