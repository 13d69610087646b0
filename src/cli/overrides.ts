/** What options of the command line change about a task. */
import { thisMachine } from '../host/machine.ts';
import { DmsError, type Issue } from '../model/errors.ts';
import { type Capacity, capacityOf, type Instance } from '../model/instance.ts';
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

/**
 * The task with the lanes of the instance it runs on, or with fewer where fewer are asked for: more would make
 * untrue what its class says about memory. Documents are often written for larger ones, so theirs only count
 * up to there.
 * @throws DmsError `usage` when more were typed
 */
export function fittedTo(
  instance: Instance,
  { lanes: most }: Capacity,
  task: Task,
  options: RunOptions,
): Task {
  if (options.lanes !== undefined && options.lanes > most) {
    throw new DmsError('usage', {
      problem: `--lanes ${options.lanes} is more than the instance ${instance.id} has; its class is ${instance.class}.`,
      allowed: `1 to ${most}, or another instance`,
    });
  }
  const asked = task.settings.lanes;
  const settings = { ...task.settings, lanes: Math.min(asked ?? most, most) };
  if (asked === null || asked <= most) return { ...task, settings };
  const detail = `The task asks for ${asked} lanes; the class ${instance.class} of the instance has ${most}.`;
  const issue: Issue = { code: 'notice', subject: instance.id, detail };
  return { ...task, settings, issues: [...task.issues, issue] };
}

/** The same on this machine. */
export function onInstance(instance: Instance, task: Task, options: RunOptions): Task {
  return fittedTo(instance, capacityOf(instance.class, thisMachine()), task, options);
}
