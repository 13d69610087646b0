/** What an earlier run of a task left on the target, and whether this run may go on from it. */
import type { LedgerTable, TargetEndpoint, TargetSession } from '../../endpoints/contract.ts';
import { DmsError } from '../../model/errors.ts';
import { fingerprint } from '../../model/fingerprint.ts';
import type { TablePlan } from '../../model/table.ts';
import type { Task } from '../../model/task.ts';
import type { PrepMode } from '../../model/task-settings.ts';

/** Tells one form of a task from another: a checkpoint fits only the task that made it. */
export function taskFingerprint(task: Task, plans: readonly TablePlan[]): string {
  return fingerprint(plans, task.target.engine === 'mysql' ? null : task.target.files);
}

/**
 * The entries to go on from; null when there are none, or none are wanted.
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
  if (mode === 'start') {
    if (!startsOver(task.settings.prepMode) && !target.knowsItsOwn) refuseHalfDone(task, found.tables);
    return null;
  }
  if (found.fingerprint === taskFingerprint(task, plans)) return found.tables;
  if (mode === 'validate') return null;
  throw new DmsError('resume.changed', { task: task.id });
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
