/** The task that a command is about: a task file, or two endpoints. */
import { DmsError } from '../model/errors.ts';
import type { RunOptions } from './options.ts';
import { type TaskOfFile, taskOfFile } from './task-of-file.ts';
import { taskOfUrls } from './task-of-urls.ts';

/** @throws DmsError 'usage', 'document', 'url', 'endpoint.*' */
export async function taskOfWords(
  first: string,
  target: string | undefined,
  options: RunOptions,
): Promise<TaskOfFile> {
  if (target !== undefined) return { ...(await taskOfUrls(first, target, options)), options };
  refuseBesideFile(options);
  if (/^[a-z]+:\/\//i.test(first)) {
    throw new DmsError('usage', {
      problem: 'The URL of the target is missing.',
      allowed: 'a <source-url> and a <target-url>, or a <task.json>',
    });
  }
  return await taskOfFile(first, options);
}

/** These describe a task; a task file does so itself, and two answers would be one too many. */
function refuseBesideFile(options: RunOptions): void {
  const { include, exclude, targetSettings, set, task } = options;
  const given = Object.entries({ include, exclude, 'target-settings': targetSettings, set, task });
  for (const [name, value] of given) {
    if (value === undefined) continue;
    throw new DmsError('usage', {
      problem: `--${name} goes with two URLs, not with a task file.`,
      allowed: '--table-mappings, --task-settings',
    });
  }
}
