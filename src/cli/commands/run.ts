/** `run`: what a task file describes. */
import { carryOut } from '../carry-out.ts';
import type { RunOptions } from '../options.ts';
import { taskOfFile } from '../task-of-file.ts';

export async function run(file: string, options: RunOptions): Promise<number> {
  const { task, references, ...read } = await taskOfFile(file, options);
  return await carryOut(task, options.resume ? 'resume' : 'start', read.options, references);
}
