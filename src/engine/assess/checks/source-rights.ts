/** May every table be read, and is every table still there. */
import { type AnyFinding, finding } from '../../../model/assessment.ts';
import type { DmsError } from '../../../model/errors.ts';
import type { Check } from '../check.ts';
import { errorFinding, problemsFor } from '../problems.ts';

export const sourceRights: Check<'source-rights'> = async (world) => {
  const { plans } = await world.planned();
  const problems = await problemsFor('source-rights', world);
  const refused = problems.filter((problem) => problem.is('rights.missing'));
  const findings = problems.filter((problem) => !problem.is('rights.missing')).map(errorFinding);
  if (plans.length === 0 && problems.length === 0) await world.plans();
  return { found: { tables: plans.length }, findings: [...unreadable(refused), ...findings] };
};

/** One for all tables that lack the same: a person grants a schema, not a hundred tables. */
function unreadable(refused: readonly DmsError<'rights.missing'>[]): AnyFinding[] {
  if (refused.length === 0) return [];
  if (refused.length === 1) return [errorFinding(refused[0])];
  const tables = refused.map(({ facts }) => facts.on.replaceAll('`', ''));
  const fix = [...new Set(refused.flatMap((error) => error.fix ?? []))].join('\n');
  return [
    finding('failed', 'unreadable', { tables, user: refused[0]!.facts.user }, { subjects: tables, fix }),
  ];
}
