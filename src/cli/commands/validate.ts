/** `validate`: compares source and target of a task file, or of two endpoints, and moves nothing. */
import { carryOut } from '../carry-out.ts';
import type { RunOptions } from '../options.ts';
import { taskOfWords } from '../task-of-words.ts';

export async function validate(
  first: string,
  target: string | undefined,
  options: RunOptions,
): Promise<number> {
  const { task, references, ...read } = await taskOfWords(first, target, options);
  return await carryOut(task, 'validate', read.options, references);
}
