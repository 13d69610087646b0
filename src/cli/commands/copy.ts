/** `copy`: what two endpoints and options describe. */
import { carryOut } from '../carry-out.ts';
import type { RunOptions } from '../options.ts';
import { taskOfUrls } from '../task-of-urls.ts';

export async function copy(source: string, target: string, options: RunOptions): Promise<number> {
  const { task, references } = await taskOfUrls(source, target, options);
  return await carryOut(task, options.resume ? 'resume' : 'start', options, references);
}
