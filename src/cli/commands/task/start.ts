/** `task start`, `resume` and `validate`: start a saved task in a process of its own, and follow it. */
import { startTask } from '../../../host/start-task.ts';
import { listenForStop } from '../../../host/stop-signals.ts';
import type { RunMode } from '../../../model/events.ts';
import { homeFolder } from '../../../store/home.ts';
import { findInstance } from '../../../store/instances.ts';
import { words } from '../../../tui/text/words.ts';
import { findPasswords } from '../../passwords.ts';
import { taskOfSaved } from '../../task-of-file.ts';
import type { StartOptions } from './commands.ts';
import { followRun } from './follow-run.ts';

/** Returns the exit code: that of the run when it was followed to its end, else whether it began. */
export async function startSavedTask(id: string, mode: RunMode, options: StartOptions): Promise<number> {
  const stateFolder = homeFolder();
  // What is wrong with the task is said here, before a password is asked for.
  const { task, references, ...read } = await taskOfSaved(id, {});
  if (read.options.instance !== undefined) findInstance(stateFolder, read.options.instance);
  const secrets = await findPasswords(task, options, references);
  const request = { stateFolder, taskId: id, mode, secrets, confirmed: options.yes ?? false };
  const started = await startTask(request);
  const stop = listenForStop(() => process.stderr.write(`${words().task.left(id)}\n`));
  try {
    return await followRun({ stateFolder, id, started, options, signal: stop.signal });
  } finally {
    stop.dispose();
  }
}
