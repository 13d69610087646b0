/** The hidden command behind `task start`: the process that carries a saved task out. */
import { setFlagsFromString } from 'node:v8';
import { thisMachine } from '../../../host/machine.ts';
import { readLaunchMessage, runTaskProcess } from '../../../host/task-process.ts';
import { capacityOf } from '../../../model/instance.ts';
import { findInstance } from '../../../store/instances.ts';
import { exitCodeOfError, exitCodeOfRun } from '../../exit-code.ts';
import { fittedTo } from '../../overrides.ts';
import { reportMarkdown } from '../../report-markdown.ts';
import { taskOfSaved } from '../../task-of-file.ts';

/** Returns the exit code, for whoever looks after processes. */
export async function taskProcess(): Promise<number> {
  // See `carry-out.ts`.
  setFlagsFromString('--semi-space-growth-factor=1');
  const message = await readLaunchMessage();
  const ended = await runTaskProcess(message, async () => {
    const { task, options } = await taskOfSaved(message.task, {});
    const instance =
      options.instance === undefined ? null : findInstance(message.stateFolder, options.instance);
    return {
      task:
        instance === null
          ? task
          : fittedTo(instance, capacityOf(instance.class, thisMachine()), task, options),
      strict: options.strict ?? false,
      instance,
      resumeCommand: `dms-tui task resume ${message.task}`,
      describe: reportMarkdown,
    };
  });
  return 'kind' in ended ? exitCodeOfError(ended.kind) : exitCodeOfRun(ended);
}
