/** The hidden command behind `task start`: the process that carries a saved task out. */
import { setFlagsFromString } from 'node:v8';
import { thisMachine } from '../../../host/machine.ts';
import { readLaunchMessage, runTaskProcess } from '../../../host/task-process.ts';
import { capacityOf } from '../../../model/instance.ts';
import { findInstance } from '../../../store/instances.ts';
import { exitCodeOfError, exitCodeOfRun } from '../../exit-code.ts';
import { fittedTo } from '../../overrides.ts';
import { reportMarkdown } from '../../report-markdown.ts';
import { typedCommand } from '../../resume-command.ts';
import { taskOfSaved } from '../../task-of-file.ts';

/** Where no instance says how many: more gain nothing on the machines people run this on. */
const MOST_LANES = 8;

/** Returns the exit code, for whoever looks after processes. */
export async function taskProcess(): Promise<number> {
  // See `carry-out.ts`.
  setFlagsFromString('--semi-space-growth-factor=1');
  const message = await readLaunchMessage();
  const ended = await runTaskProcess(message, async () => {
    const { task, options } = await taskOfSaved(message.task, {});
    const instance =
      options.instance === undefined ? null : findInstance(message.stateFolder, options.instance);
    const run = {
      strict: options.strict ?? false,
      instance,
      // With the home that was set by the one who started it: here it is set always.
      resumeCommand: typedCommand({
        argv: [...process.argv.slice(0, 2), 'task', 'resume', message.task],
        environment: message.environment,
        platform: process.platform,
      }),
      describe: reportMarkdown,
    };
    if (instance === null) return { ...run, task, mostLanes: Math.max(task.settings.lanes ?? 0, MOST_LANES) };
    const capacity = capacityOf(instance.class, thisMachine());
    return { ...run, task: fittedTo(instance, capacity, task, options), mostLanes: capacity.lanes };
  });
  return 'kind' in ended ? exitCodeOfError(ended.kind) : exitCodeOfRun(ended);
}
