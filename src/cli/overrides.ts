/** What options of the command line change about a task. */
import { parseObjects } from '../model/objects.ts';
import type { Task } from '../model/task.ts';
import type { RunOptions } from './options.ts';

export function overridden(task: Task, options: RunOptions): Task {
  const { settings } = task;
  // A schema in the target URL is where the tables are to go, unless rules or settings say more exactly.
  const inUrl = task.target.engine === 'mysql' ? task.target.schema : null;
  return {
    ...task,
    objects: options.objects === undefined ? task.objects : parseObjects(options.objects),
    settings: {
      ...settings,
      prepMode: options.prep ?? settings.prepMode,
      lanes: options.lanes ?? settings.lanes,
      validate: settings.validate && options.validate !== false,
      targetSchema: settings.targetSchema ?? inUrl,
    },
  };
}
