/** Words for saved tasks: how they stand, how far they are, what was done with them. */
import type { RunState } from '../../../host/run-state.ts';
import type { TaskStatus } from '../../../host/task-state.ts';
import type { RunMode } from '../../../model/events.ts';
import type { Owner } from '../../../store/owner-lock.ts';
import { moment } from '../moment.ts';
import { compact, exact, percent } from '../numbers.ts';
import { counts } from './counts.ts';
import { ownerWords } from './instance.ts';
import { time } from './time.ts';

const statuses: Readonly<Record<TaskStatus, string>> = {
  ready: 'ready',
  starting: 'starting',
  running: 'running',
  paused: 'paused',
  stopped: 'stopped',
  failed: 'failed',
  'load-complete': 'load complete',
  differs: 'ROWS DIFFER',
};

const modes: Readonly<Record<RunMode, string>> = {
  start: 'started',
  resume: 'resumed',
  validate: 'comparison',
};

export const task = {
  statuses,
  modes,
  none: 'There are no saved tasks. Save one with: dms-tui task create <task.json>',
  neverRan: 'has not run yet',
  saved: (id: string) => `${id} is saved. Start it with: dms-tui task start ${id}`,
  replaced: (id: string) => `${id} is saved in place of the one before.`,
  deleted: (id: string, runs: number) => `${id} is deleted, with the logs of ${counts.runs(runs)}.`,
  /** Before the name of the task is typed. */
  deletes: (id: string, runs: number) =>
    `This deletes the task ${id} and the logs of ${counts.runs(runs)}. What its target holds stays.`,
  began: (id: string, pid: number) =>
    `${id} runs in a process of its own, pid ${pid}, also when this terminal closes.`,
  howToLook: (id: string) => `Look at it with: dms-tui task show ${id}`,
  howToStop: (id: string) => `Stop it with its checkpoint kept: dms-tui task stop ${id}`,
  left: (id: string) => `${id} goes on without this terminal.`,
  stopping: (id: string) => `${id} stops; what is committed stays.`,
  stopped: (id: string) => `${id} has stopped.`,
  endedBefore: (id: string, status: TaskStatus) => `${id} does not run: ${statuses[status]}.`,
  cutOff: (id: string) =>
    `The process of ${id} was ended from outside. What is committed stays; go on with: dms-tui task resume ${id}`,
  inForeground: (id: string, owner: Owner) =>
    `${id} runs in the foreground (${ownerWords(owner)}): it is stopped there with Ctrl-C, or by`,
  /** A command was refused: somebody else drives the run. */
  driven: (id: string, pid: number, since: string, doing: string) =>
    `${id} is driven by pid ${pid} since ${moment(since)}, ${doing}: only it can tell the run what to do. Leave it there, or stop the run by`,
  fields: {
    source: 'source',
    target: 'target',
    instance: 'instance',
    file: 'file',
    busy: 'busy',
    run: 'run',
    rows: 'rows',
    tables: 'tables',
    logs: 'logs',
    next: 'next',
  },
  /** `43 %, 2,990,000 of ~5,160,000 rows` while it runs, `5,160,000 rows` after. */
  rows: ({ rows, expectedRows, outcome, phase }: RunState) => {
    const counted = phase === 'validation' ? ' compared' : '';
    if (outcome !== null) return `${counts.rows(rows)}${counted}`;
    const share = percent(rows, Math.max(rows + 1, expectedRows));
    return `${share}, ${exact(rows)} of ~${exact(expectedRows)} rows${counted}`;
  },
  rowsShort: ({ rows, expectedRows, outcome }: RunState) =>
    outcome === null
      ? `${percent(rows, Math.max(rows + 1, expectedRows))} of ~${compact(expectedRows)} rows`
      : `${compact(rows)} rows`,
  tables: ({ tablesDone, tablesTotal }: RunState) => `${tablesDone}/${tablesTotal}`,
  /** `started 14:03, 3.1 s` */
  when: ({ started, elapsedMs, mode, cutOff }: RunState) => {
    const began = started === null ? modes[mode] : `${modes[mode]} ${moment(started)}`;
    return `${began}, ${time.duration(elapsedMs)}${cutOff ? ', cut off' : ''}`;
  },
  asks: 'waits for an answer before rows are removed',
};
