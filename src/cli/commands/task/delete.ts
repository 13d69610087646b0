/** `task delete`: forgets a saved task and the logs of its runs, once a person has agreed. */

import { runCount } from '../../../host/newest-run.ts';
import { DmsError } from '../../../model/errors.ts';
import { homeFolder } from '../../../store/home.ts';
import { deleteTask, findTask } from '../../../store/tasks.ts';
import { words } from '../../../tui/text/words.ts';
import { askLine, terminal } from '../../ask.ts';
import type { DeleteOptions } from './commands.ts';

export async function deleteSavedTask(id: string, options: DeleteOptions): Promise<void> {
  const stateFolder = homeFolder();
  const isDamaged = (error: unknown) => error instanceof DmsError && error.is('document');
  try {
    findTask(stateFolder, id);
  } catch (error) {
    // What cannot be read can be deleted.
    if (!isDamaged(error)) throw error;
  }
  const runs = runCount(stateFolder, id);
  if (!options.yes) await agree(id, runs);
  deleteTask(stateFolder, id);
  process.stdout.write(`${words().task.deleted(id, runs)}\n`);
}

/** @throws DmsError 'usage' without a terminal, 'interrupted' when something else is typed */
async function agree(id: string, runs: number): Promise<void> {
  const person = terminal();
  if (person === null) {
    throw new DmsError('usage', {
      problem: `Deleting the task ${id} deletes the logs of its runs, and there is no terminal to ask on.`,
      allowed: '--yes',
    });
  }
  person.output.write(`${words().task.deletes(id, runs)}\n`);
  const typed = await askLine(person, words().questions.typeName(id), new AbortController().signal);
  if (typed.trim() !== id) throw new DmsError('interrupted', { task: '' });
}
