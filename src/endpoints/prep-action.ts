/** What preparing comes down to for one table. */
import type { PrepMode } from '../model/task-settings.ts';
import type { Prepared } from './contract.ts';

const WHERE_ONE_STANDS = {
  'do-nothing': 'kept',
  truncate: 'truncated',
  'drop-and-create': 'recreated',
} as const;

export function prepAction(stands: boolean, mode: PrepMode): Prepared['action'] {
  return stands ? WHERE_ONE_STANDS[mode] : 'created';
}
