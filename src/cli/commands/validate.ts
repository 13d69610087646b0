/** `validate`: compares source and target of a task file, or of two endpoints, and moves nothing. */
import { DmsError } from '../../model/errors.ts';
import { carryOut } from '../carry-out.ts';
import type { RunOptions } from '../options.ts';
import { taskOfFile } from '../task-of-file.ts';
import { taskOfUrls } from '../task-of-urls.ts';

export async function validate(
  first: string,
  target: string | undefined,
  options: RunOptions,
): Promise<number> {
  if (target !== undefined) {
    const { task, references } = await taskOfUrls(first, target, options);
    return await carryOut(task, 'validate', options, references);
  }
  refuseBesideFile(options);
  if (/^[a-z]+:\/\//i.test(first)) {
    throw new DmsError('usage', {
      problem: 'The URL of the target is missing.',
      allowed: 'validate <source-url> <target-url>, or validate <task.json>',
    });
  }
  const { task, references, ...read } = await taskOfFile(first, options);
  return await carryOut(task, 'validate', read.options, references);
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
