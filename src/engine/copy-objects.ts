/** Brings along what a task asks for besides tables, once all rows and indexes stand. */
import type { SourceEndpoint, TargetSession } from '../endpoints/contract.ts';
import { selectTables } from '../model/select-tables.ts';
import { showTable, type TablePlan } from '../model/table.ts';
import type { Task } from '../model/task.ts';
import type { Reporter } from './progress.ts';

export async function copyTaskObjects(
  task: Task,
  plans: readonly TablePlan[],
  source: SourceEndpoint,
  session: TargetSession,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<void> {
  if (task.objects.length === 0 || plans.length === 0) return;
  if (!source.objects || !session.copyObjects) {
    const detail = `This target holds rows only: ${task.objects.join(', ')} stay on the source.`;
    reporter.emit({ type: 'issue', issue: { code: 'left-behind', subject: 'objects', detail } });
    return;
  }
  const wanted = {
    kinds: task.objects,
    plans,
    selects: selectsObject(task, source.namesAreCaseSensitive),
    replace: task.settings.prepMode === 'drop-and-create',
  };
  for await (const object of session.copyObjects(source.objects, wanted, signal)) {
    const { type, schema, name, action } = object;
    reporter.emit({ type: 'object', object: type, name: showTable({ schema, table: name }), action });
    for (const issue of object.issues) reporter.emit({ type: 'issue', issue });
  }
}

/** Whether a task takes an object of that name: the rules name tables, and what they would take comes along. */
export function selectsObject(task: Task, caseSensitive: boolean): (schema: string, name: string) => boolean {
  return (schema, name) => {
    const candidate = {
      name: { schema, table: name },
      kind: 'table',
      engine: null,
      estimatedRows: 0,
      dataBytes: 0,
    } as const;
    return selectTables(task.mappings, [candidate], { caseSensitive }).selected.length > 0;
  };
}
