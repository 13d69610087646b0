/** Which tables the mappings take: none at all, or a rule that takes none. */
import { finding } from '../../../model/assessment.ts';
import type { Check } from '../check.ts';
import { errorFinding, problemsFor } from '../problems.ts';

export const selection: Check<'selection'> = async (world) => {
  const { plans, idle } = await world.planned();
  const problems = await problemsFor('selection', world);
  const refused = problems.map(errorFinding);
  const sources = plans.map(({ source }) => source);
  const tables = sources.filter(({ kind }) => kind === 'table').length;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const found = {
    tables,
    views: sources.length - tables,
    estimatedRows: sum(sources.map(({ estimatedRows }) => estimatedRows)),
    dataBytes: sum(sources.map(({ dataBytes }) => dataBytes)),
  };
  const idleRules = idle.map(({ rule, names }) => ({
    rule: rule.id,
    pattern: `${rule.locator.schema}.${rule.locator.table}`,
    of: rule.tableType,
    near: names,
  }));
  if (problems.some((problem) => problem.is('mapping.nothing'))) return { found, findings: refused };
  if (plans.length === 0 && idleRules.length > 0 && (await world.planned()).problems.length === 0) {
    const near = [...new Set(idleRules.flatMap((rule) => rule.near))];
    const patterns = idleRules.map(({ pattern }) => pattern);
    return { found, findings: [finding('warned', 'no-tables', { patterns, near }, { subjects: patterns })] };
  }
  const idleFindings = idleRules.map((rule) =>
    finding('warned', 'idle-rule', rule, { subjects: [rule.pattern] }),
  );
  return { found, findings: [...refused, ...idleFindings] };
};
