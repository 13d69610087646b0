/** Tables of storage engines without transactions: no snapshot of them on the source, no way back on the target. */
import { type AnyFinding, finding } from '../../../model/assessment.ts';
import { showTable } from '../../../model/table.ts';
import type { Check } from '../check.ts';

export const transactions: Check<'transactions'> = async (world) => {
  const plans = await world.plans();
  const findings: AnyFinding[] = [];
  const loose = (await world.sourceSurvey()).withoutSnapshot(plans);
  if (loose.length > 0) {
    const tables = loose.map(({ source }) => ({ table: showTable(source.name), engine: source.engine! }));
    findings.push(
      finding('warned', 'no-snapshot', { tables }, { subjects: tables.map(({ table }) => table) }),
    );
  }
  const { prepMode } = world.task.settings;
  const standing = (await world.standing()).tables.filter(
    ({ state }) => state.withoutTransactions !== null && prepMode !== 'drop-and-create',
  );
  if (standing.length > 0) {
    const tables = standing.map(({ plan, state }) => ({
      table: showTable(plan.target),
      engine: state.withoutTransactions!,
    }));
    const fixes = standing.flatMap(({ state }) => state.issues.flatMap(({ fix }) => fix ?? []));
    const more = { subjects: tables.map(({ table }) => table), fix: fixes.join('\n') };
    findings.push(finding('failed', 'no-transactions', { tables }, more));
  }
  return { found: {}, findings };
};
