/** Columns that are computed, or that queries do not see: what becomes of them. */
import { type AnyFinding, finding } from '../../../model/assessment.ts';
import { type Column, showTable, type TablePlan } from '../../../model/table.ts';
import type { Check } from '../check.ts';

export const columns: Check<'columns'> = async (world) => {
  const plans = await world.plans();
  const isServer = (await world.target()).identity.family === 'mysql';
  const generated = columnsOf(
    plans,
    (column, plan) => column.generated && !plan.removed.includes(column.name),
  );
  const invisible = columnsOf(plans, (column, plan) => column.invisible && travels(column, plan));
  const findings: AnyFinding[] = [];
  const subjects = (all: readonly { table: string; column: string }[]) =>
    all.map(({ table, column }) => `${table}.${column}`);
  if (generated.length > 0) {
    findings.push(
      finding(
        isServer ? 'noted' : 'warned',
        'generated-columns',
        { recomputed: isServer, columns: generated },
        { subjects: subjects(generated) },
      ),
    );
  }
  if (invisible.length > 0) {
    findings.push(
      finding(
        'noted',
        'invisible-columns',
        { staysInvisible: isServer, columns: invisible },
        { subjects: subjects(invisible) },
      ),
    );
  }
  return { found: {}, findings };
};

function columnsOf(plans: readonly TablePlan[], isMeant: (column: Column, plan: TablePlan) => boolean) {
  return plans.flatMap((plan) =>
    plan.source.columns
      .filter((column) => isMeant(column, plan))
      .map((column) => ({ table: showTable(plan.source.name), column: column.name })),
  );
}

function travels(column: Column, plan: TablePlan): boolean {
  return plan.columns.some(({ source }) => source.name === column.name);
}
