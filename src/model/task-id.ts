/** Names of tasks. They follow the rules of AWS DMS, and so are safe as names of files and in commands. */
import { DmsError } from './errors.ts';

const LONGEST = 255;

export const TASK_ID_ALLOWED = `letters, digits and single hyphens, first a letter, last no hyphen, at most ${LONGEST}`;

export function isTaskId(id: string): boolean {
  return id.length <= LONGEST && /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/.test(id);
}

/** @throws DmsError 'usage' */
export function parseTaskId(written: string): string {
  if (isTaskId(written)) return written;
  throw new DmsError('usage', { problem: `"${written}" is no name for a task`, allowed: TASK_ID_ALLOWED });
}
