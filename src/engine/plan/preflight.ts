/** Looks at the target before anything is touched: what is in the way, and what a person must agree to. */
import type { TargetSession, TargetState } from '../../endpoints/contract.ts';
import { DmsError } from '../../model/errors.ts';
import type { Destruction } from '../../model/events.ts';
import { showTable, type TablePlan } from '../../model/table.ts';
import type { Task } from '../../model/task.ts';
import type { PrepMode } from '../../model/task-settings.ts';

/**
 * State of every target table, in the order of the plans.
 * @throws DmsError `target.not-empty`, `target.unfit`, or `interrupted` when a person does not agree
 */
export async function inspectTargets(
  task: Task,
  plans: readonly TablePlan[],
  session: TargetSession,
  confirm: (asked: Destruction) => Promise<boolean>,
  signal: AbortSignal,
): Promise<TargetState[]> {
  const mode = task.settings.prepMode;
  const states: TargetState[] = [];
  for (const plan of plans) {
    signal.throwIfAborted();
    const state = await session.inspect(plan, signal);
    if (state.issues.length > 0 && mode !== 'drop-and-create') {
      const problems = state.issues.map((issue) => issue.detail);
      throw new DmsError('target.unfit', { table: showTable(plan.target), problems });
    }
    states.push(state);
  }
  const filled = plans.flatMap((plan, index) => {
    const { rows } = states[index]!;
    return rows > 0 ? [{ table: showTable(plan.target), rows }] : [];
  });
  if (filled.length === 0 || mode === 'do-nothing') return states;
  if (mode === null) throw new DmsError('target.not-empty', { tables: filled });
  if (!(await confirm({ prep: mode, name: nameToType(task, plans), tables: filled }))) {
    throw new DmsError('interrupted', { task: task.id });
  }
  return states;
}

/** What stands to be lost, by the name its owner knows it by. */
function nameToType(task: Task, plans: readonly TablePlan[]): string {
  if (task.target.engine === 's3') return task.target.bucket;
  if (task.target.engine === 'folder') return task.target.path;
  return plans[0]!.target.schema;
}

/** The mode to prepare by: where nobody chose, tables are empty or absent, and then nothing is destroyed. */
export function prepMode(task: Task): PrepMode {
  return task.settings.prepMode ?? 'do-nothing';
}
