/** From a source's tables and a task's documents to what is done with each table. */
import type { SourceEndpoint, TargetEndpoint } from '../../endpoints/contract.ts';
import { keepsKeyInUtf8 } from '../../endpoints/row-key.ts';
import { checkCollisions } from '../../model/check-targets.ts';
import { DmsError, type Issue } from '../../model/errors.ts';
import { distinctIssues } from '../../model/issues.ts';
import { planTable } from '../../model/plan-table.ts';
import { selectTables } from '../../model/select-tables.ts';
import { showTable, type TablePlan, tableId } from '../../model/table.ts';
import type { Task } from '../../model/task.ts';

export interface PlannedTask {
  readonly plans: readonly TablePlan[];
  readonly issues: readonly Issue[];
}

/**
 * @throws DmsError of the `mapping.*` kinds; `table.gone` when a table disappears meanwhile
 */
export async function planTask(
  task: Task,
  source: SourceEndpoint,
  target: TargetEndpoint,
  signal: AbortSignal,
): Promise<PlannedTask> {
  const caseSensitive = source.namesAreCaseSensitive;
  const selection = selectTables(task.mappings, await source.tables(signal), { caseSensitive });
  const issues: Issue[] = [...task.issues, ...selection.issues];
  if (selection.nothing) {
    if (task.settings.failOnNoTables) throw selection.nothing;
    return { plans: [], issues: distinctIssues(issues) };
  }
  const plans: TablePlan[] = [];
  for (const selected of selection.selected) {
    signal.throwIfAborted();
    const shape = await source.shape(selected.name, signal);
    const planned = planTable(selected, shape, task.mappings, task.settings, { caseSensitive });
    issues.push(...planned.issues);
    if (target.text === 'stored' || keepsKeyInUtf8(planned.plan)) plans.push(planned.plan);
    else {
      plans.push({ ...planned.plan, key: null });
      issues.push(keyLeftUnused(planned.plan));
    }
  }
  checkCollisions(plans);
  checkSelf(plans, source, target);
  return { plans: biggestFirst(plans), issues: distinctIssues(issues) };
}

function keyLeftUnused({ source, key, columns }: TablePlan): Issue {
  const charsets = new Set(key!.map((position) => columns[position]!.source.charset).filter((one) => one));
  const detail = `Its key is in ${[...charsets].join(', ')}, where text and UTF-8 cannot always be told from each other: it is read as one stream, and starts again after a stop.`;
  return { code: 'notice', subject: showTable(source.name), detail };
}

/** A table must not be written while it is read, nor one that another plan still reads. */
function checkSelf(plans: readonly TablePlan[], source: SourceEndpoint, target: TargetEndpoint): void {
  if (source.identity.serverId !== target.identity.serverId) return;
  const sources = new Set(plans.map((plan) => tableId(plan.source.name).toLowerCase()));
  for (const plan of plans) {
    if (!sources.has(tableId(plan.target).toLowerCase())) continue;
    throw new DmsError('mapping.same-table', {
      table: showTable(plan.target),
      address: target.identity.address,
    });
  }
}

/** By load order, then by size: the table that takes longest must not be the one that starts last. */
function biggestFirst(plans: readonly TablePlan[]): TablePlan[] {
  return plans.toSorted(
    (a, b) =>
      b.loadOrder - a.loadOrder ||
      b.source.dataBytes - a.source.dataBytes ||
      (showTable(a.source.name) < showTable(b.source.name) ? -1 : 1),
  );
}
