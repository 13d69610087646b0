/** `assess`: looks at everything that a run would meet, and changes nothing. */
import { assessTask } from '../../engine/assess/assess-task.ts';
import { listenForStop } from '../../host/stop-signals.ts';
import { DmsError } from '../../model/errors.ts';
import { homeFolder } from '../../store/home.ts';
import { findInstance } from '../../store/instances.ts';
import { chooseLook, speaksUnicode } from '../../tui/theme/look.ts';
import { EXIT } from '../exit-code.ts';
import type { RunOptions } from '../options.ts';
import { onInstance } from '../overrides.ts';
import { findPasswords } from '../passwords.ts';
import { assessmentDocument, assessmentReporter } from '../reporters/assessment.ts';
import { type TaskOfFile, taskOfSaved } from '../task-of-file.ts';
import { taskOfWords } from '../task-of-words.ts';

/** Returns the exit code. */
export async function assess(first: string, target: string | undefined, typed: RunOptions): Promise<number> {
  return await assessTaskOf(await taskOfWords(first, target, typed));
}

/** The same of a saved task. @throws DmsError 'usage' when there is none of that id */
export async function assessSaved(id: string, typed: RunOptions): Promise<number> {
  return await assessTaskOf(await taskOfSaved(id, typed));
}

async function assessTaskOf({ task: written, references, options }: TaskOfFile): Promise<number> {
  const stateFolder = homeFolder();
  const instance = options.instance === undefined ? null : findInstance(stateFolder, options.instance);
  const task = instance === null ? written : onInstance(instance, written, options);
  const secrets = await findPasswords(task, options, references);
  const { stdout } = process;
  const look = chooseLook({ unicode: speaksUnicode(), colour: stdout.isTTY && stdout.hasColors() });
  const write = (line: string) => stdout.write(`${line}\n`);
  const reporter = options.json
    ? assessmentDocument(write)
    : assessmentReporter(task, look, stdout.isTTY ? stdout.columns : null, write);
  const request = {
    task,
    secrets,
    stateFolder,
    mode: options.resume ? 'resume' : 'start',
    strict: options.strict ?? false,
  } as const;
  const stop = listenForStop(() => {});
  try {
    for await (const result of assessTask(request, stop.signal)) reporter.result(result);
  } catch (error) {
    if (stop.signal.aborted) throw new DmsError('interrupted', { task: '' });
    throw error;
  } finally {
    stop.dispose();
  }
  return reporter.finish() ? EXIT.done : EXIT.endpoint;
}
