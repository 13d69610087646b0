/** Columns, types and options that the target cannot hold as they are. */
import type { Check } from '../check.ts';
import { issueFindings } from '../issue-findings.ts';
import { errorFinding, problemsFor } from '../problems.ts';

export const definitions: Check<'definitions'> = async (world) => {
  const unknown = (await problemsFor('definitions', world)).map(errorFinding);
  const { plans } = await world.planned();
  if (plans.length === 0 && unknown.length > 0) return { found: { tables: 0 }, findings: unknown };
  const { made, problems } = await world.translated();
  const issues = made.flatMap(({ translated }) => translated.issues);
  return {
    found: { tables: made.length },
    findings: [...unknown, ...problems.map(errorFinding), ...issueFindings(issues, () => 'warned')],
  };
};
