/** `run`: what a task file describes. */
import { carryOut } from '../carry-out.ts';
import type { RunOptions } from '../options.ts';
import { taskOfFile } from '../task-of-file.ts';

export function run(file: string, options: RunOptions): Promise<number> {
  const { task, strict } = taskOfFile(file, options);
  return carryOut(task, options.resume ? 'resume' : 'start', { ...options, strict });
}
