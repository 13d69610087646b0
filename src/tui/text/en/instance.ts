/** Words for replication instances: how they stand, how large they are, who works on them. */
import type { PastRun } from '../../../host/past-runs.ts';
import type { Capacity, Instance, InstanceStatus, Machine } from '../../../model/instance.ts';
import type { Owner } from '../../../store/owner-lock.ts';
import { moment } from '../moment.ts';
import { exact, memory } from '../numbers.ts';
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

/** `14:03 dees-copy: done, 5,000 rows in 3.1 s` */
function runWords({ started, task, outcome, rows, elapsedMs }: PastRun): string {
  const moved =
    rows === null || elapsedMs === null ? '' : `, ${counts.rows(rows)} in ${time.duration(elapsedMs)}`;
  return `${started === null ? '' : `${moment(started)} `}${task}: ${outcomes[outcome]}${moved}`;
}

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
  run: runWords,
  lastRun: (run: PastRun) => `last ${runWords(run)}`,
  noRuns: 'no runs yet',
  none: 'There are no instances. Make one with: dms-tui instance create <id>',
  created: (id: string, status: InstanceStatus, capacity: Capacity, home: string) =>
    `${id} is ${statuses[status]}: ${capacityWords(capacity)}, run logs in ${home}`,
  runWith: (id: string) => `Use it with: --instance ${id}`,
  deleted: (id: string) => `${id} is deleted.`,
  homeStays: (runs: number, home: string) =>
    `Its home stays as it is, with the logs of ${counts.runs(runs)}: ${home}`,
  nothingLeft: 'Nothing of it is left.',
  fields: { class: 'class', home: 'home', created: 'created', runs: 'runs' },
  /** Above the newest of them. */
  runsShown: (count: number, shown: number) =>
    count > shown ? `${exact(count)}, the last ${shown}:` : exact(count),
};
