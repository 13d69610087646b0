/** `copy`: what two URLs and options describe. */
import { carryOut } from '../carry-out.ts';
import type { RunOptions } from '../options.ts';
import { taskOfUrls } from '../task-of-urls.ts';

export function copy(source: string, target: string, options: RunOptions): Promise<number> {
  return carryOut(taskOfUrls(source, target, options), options.resume ? 'resume' : 'start', options);
}
