/** Words for replication instances: how they stand, how large they are, who works on them. */
import type { PastRun } from '../../../host/past-runs.ts';
import type { Capacity, Instance, Machine } from '../../../model/instance.ts';
import type { Owner } from '../../../store/owner-lock.ts';
import { moment } from './moment.ts';
import { duration, plural } from './numbers.ts';

const MB = 1024 * 1024;
const GB = 1024 * MB;

/** In the binary units memory is sold in: `256 MB`, `1 GB`, `7.8 GB`. */
export function memory(bytes: number): string {
  if (bytes < GB) return `${Math.round(bytes / MB)} MB`;
  return `${Number((bytes / GB).toFixed(1))} GB`;
}

/** `pid 4711 on db1, since 14:03, loading dees.sample1 (43 %)` */
export function ownerWords({
  pid,
  host,
  since,
  doing,
}: Pick<Owner, 'pid' | 'host' | 'since' | 'doing'>): string {
  return `pid ${pid} on ${host}, since ${moment(since)}${doing && `, ${doing}`}`;
}

export function capacityWords({ lanes, memoryBytes }: Capacity): string {
  return `${plural(lanes, 'lane')}, ${memory(memoryBytes)}`;
}

/** How a class came to its size, so that nobody has to guess what the numbers mean. */
export function classWords(instance: Instance, capacity: Capacity, machine: Machine): string {
  const size = `${instance.class}: ${capacityWords(capacity)} at most, values of more than 4 MB apart`;
  if (instance.class !== 'auto') return size;
  const cores = plural(machine.cores, 'core');
  return `${size} (this machine has ${cores} and ${memory(machine.memoryBytes)})`;
}

const OUTCOMES: Record<PastRun['outcome'], string> = {
  done: 'done',
  failed: 'failed',
  differs: 'ROWS DIFFER',
  interrupted: 'stopped',
  running: 'running',
  'cut-off': 'cut off, no report',
};

/** `14:03 dees-copy: done, 5,000 rows in 3.1 s` */
export function runWords({ started, task, outcome, rows, elapsedMs }: PastRun): string {
  const moved =
    rows === null || elapsedMs === null ? '' : `, ${plural(rows, 'row')} in ${duration(elapsedMs)}`;
  return `${started === null ? '' : `${moment(started)} `}${task}: ${OUTCOMES[outcome]}${moved}`;
}
