/** How many chunks a task moves at once. */
import { availableParallelism } from 'node:os';
import type { Task } from '../../model/task.ts';

/** More lanes than this gain nothing on the machines people run this on, and crowd the servers. */
const MOST_UNASKED = 8;

export function lanesOf({ settings }: Task): number {
  return settings.lanes ?? Math.min(MOST_UNASKED, availableParallelism());
}
