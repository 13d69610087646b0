/** Looks at the target before anything is touched: what is in the way, and what a person must agree to. */
import type { TargetState } from '../../endpoints/contract.ts';
import { DmsError } from '../../model/errors.ts';
import type { Destruction } from '../../model/events.ts';
import { showTable, type TablePlan } from '../../model/table.ts';
import type { Task } from '../../model/task.ts';
import type { PrepMode } from '../../model/task-settings.ts';

/** What follows from the state of the target for a task. */
export interface Verdict {
  /** `target.unfit` and `target.not-empty`: the task is refused for each of them. */
  readonly problems: readonly DmsError[];
  /** What a person must agree to. */
  readonly destruction: Destruction | null;
}

/** `states` are those of the plans, in their order. */
export function judgeTargets(
  task: Task,
  plans: readonly TablePlan[],
  states: readonly TargetState[],
): Verdict {
  const mode = task.settings.prepMode;
  const problems: DmsError[] = [];
  const filled: Destruction['tables'][number][] = [];
  for (const [index, plan] of plans.entries()) {
    const { issues, rows } = states[index]!;
    const table = showTable(plan.target);
    if (rows > 0) filled.push({ table, rows });
    if (issues.length > 0 && mode !== 'drop-and-create') {
      const facts = { table, problems: issues.map(({ detail }) => detail) };
      const fixes = issues.flatMap(({ fix }) => fix ?? []);
      problems.push(new DmsError('target.unfit', facts, { fix: fixes.length > 0 ? fixes.join('\n') : null }));
    }
  }
  if (filled.length === 0 || mode === 'do-nothing') return { problems, destruction: null };
  if (mode === null) {
    return {
      problems: [...problems, new DmsError('target.not-empty', { tables: filled })],
      destruction: null,
    };
  }
  return { problems, destruction: { prep: mode, name: nameToType(task, plans), tables: filled } };
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
