/** What stands on the target already, and what becomes of it. */
import { type AnyFinding, finding } from '../../../model/assessment.ts';
import { showTable } from '../../../model/table.ts';
import type { Check } from '../check.ts';
import { errorFinding } from '../problems.ts';

const FATES = {
  'do-nothing': 'rows-added-to',
  truncate: 'rows-emptied',
  'drop-and-create': 'rows-dropped',
} as const;

export const targetTables: Check<'target-tables'> = async (world) => {
  const { tables, verdict } = await world.standing();
  const { unfit } = await world.rights();
  const mode = world.task.settings.prepMode;
  const filled = tables
    .filter(({ state }) => state.rows > 0)
    .map(({ plan, state }) => ({ table: showTable(plan.target), rows: state.rows }));
  const findings: AnyFinding[] = [...(unfit ? [unfit] : []), ...verdict.problems].map(errorFinding);
  if (mode !== null && filled.length > 0) {
    const more = { subjects: filled.map(({ table }) => table) };
    findings.push(finding('warned', FATES[mode], { tables: filled }, more));
  }
  const standing = tables.filter(({ state }) => state.exists).length;
  return { found: { created: tables.length - standing, standing }, findings };
};
