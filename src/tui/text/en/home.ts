/** Words of home: the tasks, endpoints and instances there are. */
import type { EndpointAddress } from '../../../model/endpoint-url.ts';
import { exact } from '../numbers.ts';
import { counts, plural } from './counts.ts';

const engines: Readonly<Record<EndpointAddress['engine'], string>> = {
  mysql: 'MySQL',
  s3: 'S3',
  folder: 'folder',
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const home = {
  views: { tasks: 'Tasks', endpoints: 'Endpoints', instances: 'Instances' },
  status: {
    instance: (id: string, status: string) => `instance ${id} ${status}`,
    instances: (count: number, busy: number) =>
      `${plural(count, 'instance')}${busy === 0 ? '' : `, ${exact(busy)} busy`}`,
    tasks: (count: number, running: number) =>
      running === 0 ? plural(count, 'task') : `${plural(count, 'task')}, ${exact(running)} running`,
  },
  begin: {
    title: 'Nothing is here yet. There are two ways to begin:',
    migration: 'new migration',
    migrationSays: 'from two connection notes to a copy that is verified, step by step',
    lab: 'guided lab',
    labSays: 'the same on private servers with sample data, made for you and gone afterwards',
  },
  none: {
    tasks: 'There is no task yet.',
    endpoints: 'There is no endpoint yet. The wizard of a new migration saves its own.',
    instances: 'There is no instance. None is needed: one bounds what a run takes of this machine.',
  },
  nothingMatches: (filter: string) => `Nothing matches ${filter}.`,
  of: (shown: number, all: number) => `${exact(shown)} of ${exact(all)}`,
  reading: 'reading what is saved',
  taskColumns: {
    task: 'TASK',
    status: 'STATUS',
    way: 'FROM → TO',
    tables: 'TABLES',
    rows: 'ROWS',
    last: 'LAST',
  },
  endpointColumns: {
    endpoint: 'ENDPOINT',
    role: 'ROLE',
    engine: 'ENGINE',
    place: 'SERVER, BUCKET OR FOLDER',
    user: 'USER',
    tested: 'TESTED',
  },
  instanceColumns: {
    instance: 'INSTANCE',
    status: 'STATUS',
    class: 'CLASS',
    lanes: 'LANES',
    memory: 'MEMORY',
    news: 'AT WORK, OR LAST RUN',
  },
  runColumns: { started: 'STARTED', task: 'TASK', outcome: 'OUTCOME', rows: 'ROWS', took: 'TOOK' },
  engines,
  canResume: (status: string) => `${status}, can resume`,
  asks: 'waits for an answer',
  compares: (status: string) => `${status}, comparing`,
  unreadable: 'cannot be read',
  neverTested: 'not yet',
  works: (ago: string) => `works, ${ago}`,
  fails: (hop: string, ago: string) => `fails at ${hop}, ${ago}`,
  changedSince: 'changed since',
  /** How long ago something was. */
  ago: (ms: number) => {
    if (ms < MINUTE) return 'now';
    if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
    if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
    return plural(Math.floor(ms / DAY), 'day');
  },
  fields: {
    from: 'from',
    to: 'to',
    instance: 'instance',
    run: 'run',
    logs: 'logs',
    usedBy: 'used by',
  },
  /** `started 14:03, ~00:14 left`, `14:03, in 31.2 s` */
  rowsOf: (rows: string, expected: string, compared: boolean) =>
    `${rows} of ~${expected} rows${compared ? ' compared' : ''}`,
  ended: (started: string, took: string) => `${started}, took ${took}`,
  goesOn: (started: string) => `since ${started}`,
  left: (clock: string) => `~${clock} left`,
  cutOff: (started: string) => `${started}, ended from outside before it was done`,
  neverRan: 'it has not run yet',
  noTask: 'no task',
  startTask: {
    title: (id: string) => `Start ${id} from the beginning?`,
    forgetsCheckpoint: (key: string) =>
      `Its checkpoint is forgotten by that; ${key} goes on from it instead.`,
    asksBeforeRemoving: 'Before rows of the target are removed, it asks.',
    yes: 'start',
  },
  deleteTask: {
    title: (id: string) => `Delete the task ${id}?`,
    logs: (runs: number) => `It goes with the logs of ${counts.runs(runs)}.`,
    target: 'What its target holds stays, its checkpoint there too.',
    yes: 'delete it',
    done: (id: string) => `${id} is deleted.`,
  },
  labSays:
    'Servers and sample data of its own, on this machine. This console closes, and one with a teacher opens.',
  labBegun: (step: number, of: number) => `begun: step ${step} of ${of}`,
  deleteEndpoint: {
    title: (id: string) => `Delete the endpoint ${id}?`,
    secret: 'Its password goes from the keyring of this machine, too.',
    used: (tasks: readonly string[]) => `Used by ${tasks.join(', ')}: they cannot run without it.`,
    nothing: 'The server, bucket or folder itself stays as it is.',
    yes: 'delete it',
    done: (id: string) => `${id} is deleted.`,
    keyring: (reason: string) => `The keyring may still hold its password: ${reason}.`,
  },
  deleteInstance: {
    title: (id: string) => `Delete the instance ${id}?`,
    used: (tasks: readonly string[]) => `Used by ${tasks.join(', ')}: they cannot run without it.`,
    logs: (runs: number, home: string) => `Its home stays, with the logs of ${counts.runs(runs)}: ${home}`,
    yes: 'delete it',
    done: (id: string) => `${id} is deleted.`,
  },
  newInstance: {
    title: 'New instance',
    says: 'An instance bounds what a run takes of this machine, and keeps its run logs.',
    labels: { id: 'Id', class: 'Class', home: 'Home' },
    hints: {
      id: 'letters, digits and hyphens',
      class: 'left and right change it',
      home: (usual: string) => `empty: ${usual}`,
    },
    classWords: (name: string, size: string) => `${name}: ${size}`,
    done: (id: string) => `${id} is available.`,
  },
};
