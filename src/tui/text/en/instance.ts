/** Words for replication instances: how they stand, how large they are, who works on them. */
import type { PastRun } from '../../../host/past-runs.ts';
import type { Capacity, Instance, InstanceStatus, Machine } from '../../../model/instance.ts';
import type { Owner } from '../../../store/owner-lock.ts';
import { moment } from '../moment.ts';
import { memory } from '../numbers.ts';
import { counts, plural } from './counts.ts';
import { time } from './time.ts';

/** `pid 4711 on db1, since 14:03, loading dees.sample1 (43 %)` */
export function ownerWords({
  pid,
  host,
  since,
  doing,
}: Pick<Owner, 'pid' | 'host' | 'since' | 'doing'>): string {
  return `pid ${pid} on ${host}, since ${moment(since)}${doing && `, ${doing}`}`;
}

function capacityWords({ lanes, memoryBytes }: Capacity): string {
  return `${counts.lanes(lanes)}, ${memory(memoryBytes)}`;
}

const statuses: Record<InstanceStatus, string> = {
  available: 'available',
  busy: 'busy',
  failed: 'failed',
};

const outcomes: Record<PastRun['outcome'], string> = {
  done: 'done',
  failed: 'failed',
  differs: 'ROWS DIFFER',
  interrupted: 'stopped',
  running: 'running',
  'cut-off': 'cut off, no report',
};

export const instance = {
  statuses,
  outcomes,
  owner: ownerWords,
  capacity: capacityWords,
  /** How a class came to its size, so that nobody has to guess what the numbers mean. */
  classSize: (of: Instance, capacity: Capacity, machine: Machine) => {
    const size = `${of.class}: ${capacityWords(capacity)} at most, values of more than 4 MB apart`;
    if (of.class !== 'auto') return size;
    const cores = plural(machine.cores, 'core');
    return `${size} (this machine has ${cores} and ${memory(machine.memoryBytes)})`;
  },
  /** `14:03 dees-copy: done, 5,000 rows in 3.1 s` */
  run: ({ started, task, outcome, rows, elapsedMs }: PastRun) => {
    const moved =
      rows === null || elapsedMs === null ? '' : `, ${counts.rows(rows)} in ${time.duration(elapsedMs)}`;
    return `${started === null ? '' : `${moment(started)} `}${task}: ${outcomes[outcome]}${moved}`;
  },
};
