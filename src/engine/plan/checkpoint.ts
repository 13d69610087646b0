/** What an earlier run of a task left on the target, and whether this run may go on from it. */
import type { LedgerTable, TargetEndpoint, TargetSession } from '../../endpoints/contract.ts';
import { DmsError } from '../../model/errors.ts';
import { fingerprint } from '../../model/fingerprint.ts';
import type { TablePlan } from '../../model/table.ts';
import type { Task } from '../../model/task.ts';

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
    const done = found.tables.filter((table) => table.progress === 'finished').length;
    const hasRows = found.tables.some((table) => table.done.length > 0);
    const isOpen = hasRows && done < found.tables.length;
    if (isOpen && task.settings.prepMode === null && !target.knowsItsOwn) {
      throw new DmsError('resume.needed', { task: task.id, done, total: found.tables.length });
    }
    return null;
  }
  if (found.fingerprint === taskFingerprint(task, plans)) return found.tables;
  if (mode === 'validate') return null;
  throw new DmsError('resume.changed', { task: task.id });
}
