/** A planned table as events and previews tell of it. */
import type { PlannedTable } from '../../model/events.ts';
import { showTable, type TablePlan } from '../../model/table.ts';

export function plannedTable(plan: TablePlan, prep: PlannedTable['prep']): PlannedTable {
  return {
    source: showTable(plan.source.name),
    target: showTable(plan.target),
    estimatedRows: plan.source.estimatedRows,
    estimatedBytes: plan.source.dataBytes,
    key: plan.key?.map((position) => plan.columns[position]!.source.name) ?? null,
    prep,
  };
}
