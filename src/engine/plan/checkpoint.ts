/** What an earlier run of a task left on the target, and whether this run may go on from it. */
import type { LedgerTable, TargetEndpoint, TargetSession } from '../../endpoints/contract.ts';
import { DmsError } from '../../model/errors.ts';
import { fingerprint } from '../../model/fingerprint.ts';
import { showTable, type TablePlan, tableId } from '../../model/table.ts';
import type { Task } from '../../model/task.ts';
import type { PrepMode } from '../../model/task-settings.ts';

/** Tells one form of a plan from another: a table goes on only as it began. */
export function planFingerprint(task: Task, plan: TablePlan): string {
  return fingerprint(plan, task.target.engine === 'mysql' ? null : task.target.files);
}

/**
 * The entries of planned tables to go on from; null when there are none, or none are wanted. A table the
 * checkpoint does not know begins with this run.
 * @throws DmsError `resume.needed`, `resume.changed`
 */
export async function readCheckpoint(
  task: Task,
  plans: readonly TablePlan[],
  mode: 'start' | 'resume' | 'validate',
  target: TargetEndpoint,
  session: TargetSession,
  signal: AbortSignal,
): Promise<LedgerTable[] | null> {
  const found = await session.ledger.read(signal);
  if (!found) return null;
  const planned = new Map(plans.map((plan) => [tableId(plan.source.name), plan]));
  const entries = found.filter((entry) => planned.has(tableId(entry.source)));
  if (mode === 'start') {
    if (!startsOver(task.settings.prepMode) && !target.knowsItsOwn) refuseHalfDone(task, entries);
    return null;
  }
  const isSame = (entry: LedgerTable) =>
    entry.fingerprint === planFingerprint(task, planned.get(tableId(entry.source))!);
  if (mode === 'validate') return entries.filter(isSame);
  const changed = entries.filter((entry) => !isSame(entry)).map((entry) => showTable(entry.source));
  if (changed.length > 0) throw new DmsError('resume.changed', { task: task.id, tables: changed });
  return entries;
}

/** Plans of tables that the task has not begun: rows that stand in those it has are its own. */
export function plansToBegin(
  plans: readonly TablePlan[],
  earlier: readonly LedgerTable[] | null,
): TablePlan[] {
  const begun = new Set(earlier?.filter(isBegun).map((entry) => tableId(entry.source)));
  return plans.filter((plan) => !begun.has(tableId(plan.source.name)));
}

export function isBegun(entry: LedgerTable): boolean {
  return entry.progress !== 'preparing';
}

function startsOver(mode: PrepMode | null): boolean {
  return mode === 'truncate' || mode === 'drop-and-create';
}

/**
 * To load once more into what an earlier run has begun would double its rows, and a table that run has made
 * would stay without its indexes.
 */
function refuseHalfDone(task: Task, tables: readonly LedgerTable[]): void {
  const open = tables.filter((table) => table.progress !== 'finished');
  if (!open.some((table) => table.created || table.done.length > 0)) return;
  throw new DmsError('resume.needed', {
    task: task.id,
    done: tables.length - open.length,
    total: tables.length,
  });
}
