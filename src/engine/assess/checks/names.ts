/** Where the tables go: two to one place, to a place that is taken, to a name that differs in case alone. */
import { finding } from '../../../model/assessment.ts';
import { showTable, tableId } from '../../../model/table.ts';
import type { Check } from '../check.ts';
import { errorFinding, problemsFor } from '../problems.ts';

export const names: Check<'names'> = async (world) => {
  const findings = (await problemsFor('names', world)).map(errorFinding);
  const { plans } = await world.planned();
  // With something to say there need be no table left to say it of.
  if (plans.length === 0 && findings.length > 0) return { found: {}, findings };
  await world.plans();
  const survey = await world.targetSurvey();
  const standing = await survey.standing(plans, world.signal);
  const exact = new Set(standing.map(tableId));
  const folded = new Map(standing.map((name) => [tableId(name).toLowerCase(), name]));
  const others = plans.flatMap(({ target }) => {
    const other = exact.has(tableId(target)) ? undefined : folded.get(tableId(target).toLowerCase());
    return other ? [{ table: showTable(target), standing: showTable(other) }] : [];
  });
  // Where case does not count, the table that stands there is the one that is meant.
  if (others.length > 0 && (await world.target()).namesAreCaseSensitive) {
    const subjects = others.map(({ table }) => table);
    findings.push(finding('warned', 'other-case', { tables: others }, { subjects }));
  }
  return { found: {}, findings };
};
