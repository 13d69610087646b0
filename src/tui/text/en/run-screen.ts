/** Words of the screens of a run: while it runs, and after. */
import type { ServerWords } from '../../../model/errors.ts';
import type { ChunkState, ValidationState } from '../../../model/events.ts';
import type { CommandAnswer, Driver } from '../../../model/run-commands.ts';
import { moment } from '../moment.ts';
import { bytes, clock, compact, exact } from '../numbers.ts';
import { counts, plural } from './counts.ts';
import { plan } from './plan.ts';
import { time } from './time.ts';

type Refused = Extract<CommandAnswer, { result: 'refused' }>;

function driverWords({ pid, since, doing }: Driver): string {
  return `pid ${pid} (${doing}) since ${moment(since)}`;
}

/** Why a run does not do what it was told. */
function refusal({ why, most, least }: Refused): string {
  switch (why) {
    case 'no-line':
      return 'The process of the run cannot be reached just now: it goes on, and will be tried again.';
    case 'not-here':
      return 'This run takes no commands: Ctrl-C in its own terminal stops it.';
    case 'lanes':
      return `This run has room for 1 to ${most ?? '?'} lanes.`;
    case 'rate':
      return `At least ${bytes(least ?? 0)}/s, or connections time out; a pause holds it entirely.`;
    case 'over':
      return 'This run has ended.';
    case 'nothing-asked':
      return 'The question has been answered already.';
    default:
      return 'This run was started by an older version, which cannot do that.';
  }
}

export const runScreen = {
  phases: {
    load: 'full load',
    indexes: 'indexes',
    validation: 'validation',
    paused: 'paused',
    stopping: 'stopping',
    preparing: 'connecting and planning',
    asking: 'waits for an answer',
    cutOff: 'cut off',
  },
  columns: { table: 'TABLE', state: 'STATE', rows: 'ROWS', rate: 'RATE', chunks: 'CHUNKS' },
  /** Rows of one table. */
  perSecond: (rows: number) => `${compact(rows)}/s`,
  lanes: (lanes: number) => counts.lanes(lanes),
  lanesOf: (lanes: number, most: number) => `lanes ${lanes} of ${most}`,
  noLimit: 'no rate limit',
  limit: (rate: string) => `at most ${rate}/s`,
  complete: (complete: number, all: number) => `${exact(complete)} of ${counts.tables(all)} complete`,
  errors: (count: number) => `errors ${exact(count)}`,

  reaching: (task: string) => `Looking for the run of ${task}`,
  unreachable: 'The run cannot be shown.',
  log: 'log',
  statements: {
    title: 'SQL',
    one: 'statement',
    none: 'No statement is in the log of this run.',
    counted: (shown: number, all: number) =>
      shown === all ? `the newest ${exact(all)}` : `${exact(shown)} of the newest ${exact(all)}`,
    columns: {
      time: 'TIME',
      side: 'SIDE',
      connection: 'CONN',
      took: 'TOOK',
      rows: 'ROWS',
      statement: 'STATEMENT',
    },
    running: 'running',
    ofConnection: (connection: number) => `connection ${connection}`,
  },
  errorsTitle: 'errors',
  noErrors: 'No errors.',
  leftOut: {
    title: (table: string, rows: number) => `${table}: ${counts.rows(rows)} left out`,
    row: (key: string, server: ServerWords | null) =>
      server === null
        ? key
        : `${key}: ${server.code}${server.number === undefined ? '' : ` (${server.number})`}: ${server.message}`,
    more: (count: number) => `and ${plural(count, 'more row')}`,
    file: (file: string) => `whole in ${file}`,
  },

  parts: { chunks: 'Chunks', definition: 'Definition', errors: 'Errors', speed: 'Speed' },
  /** Of one table. */
  compared: (state: ValidationState) => `validation ${plan.validation[state]}`,
  chunkColumns: {
    chunk: 'CHUNK',
    state: 'STATE',
    after: 'AFTER KEY',
    upTo: 'UP TO KEY',
    rows: 'ROWS',
    size: 'SIZE',
    time: 'TIME',
    tries: 'TRIES',
    skipped: 'LEFT OUT',
  },
  chunkStates: {
    waiting: 'waiting',
    running: 'running',
    retried: 'sent again',
    done: 'done',
    different: 'DIFFERENT',
  } satisfies Record<ChunkState, string>,
  open: { low: 'the start', high: 'the end' },
  chunksUntold: (done: number, running: number) =>
    `${plural(done, 'chunk')} done, ${exact(running)} running. This run tells nothing of each of them.`,
  definition: {
    title: {
      source: (table: string) => `Source: ${table}`,
      target: (table: string) => `Target: ${table}`,
    },
    none: 'There is none: it is not there yet, or files hold it.',
    reading: 'Reading the definitions',
  },
  speed: {
    nothing: 'It has no speed yet: no lane has worked on it.',
    most: (rate: number) => `${compact(rate)} rows/s at most`,
    span: (from: number, to: number, step: number) =>
      `from ${clock(from)} to ${clock(to)} of the run, ${time.duration(step)} each`,
  },

  rate: 'At most, in MB/s (empty: no limit)',
  rateWrong: (text: string) => `"${text}" is no number: write 20 or 0.5, or nothing for no limit.`,

  stop: {
    title: (task: string) => `Stop ${task}?`,
    lines: [
      'What is committed stays on the target, and the checkpoint is kept: it can go on from there.',
      'Rows of chunks under way are rolled back and sent again then.',
    ],
    yes: 'stop it',
  },
  question: {
    title: { 'drop-and-create': 'Drop these tables and create them anew?', truncate: 'Empty these tables?' },
    more: (count: number) => `and ${plural(count, 'more table')}`,
    yes: { 'drop-and-create': 'drop them', truncate: 'empty them' },
    waits: 'The run waits for your answer before rows of the target are removed.',
  },

  stopping: 'Stopping: what is committed stays, the checkpoint is kept.',
  paused: 'Paused: chunks under way are made safe, then nothing is read or written.',
  starting: {
    start: 'Starting from the beginning',
    resume: 'Starting again from the checkpoint',
    validate: 'Starting the comparison',
  },
  silent: (seconds: number, pid: number) =>
    `No word from the process of the run (pid ${pid}) for ${plural(seconds, 'second')}.`,
  noLine: 'The process of the run cannot be reached; it goes on, and its log is shown. Trying again.',
  lost: 'The line to the run was lost; it goes on. Attaching again.',
  stalled: (waitsFor: string, more: number) =>
    `No progress: ${waitsFor}${more === 0 ? '' : ` (and ${plural(more, 'more lane')})`}`,
  watching: (driver: Driver) => `${driverWords(driver)} drives this run: here it can be watched.`,
  foreground: 'This run is in the foreground of another terminal: it can be watched here, not steered.',
  cutOff: 'Its process is gone (killed, or a restart).',
  goOnFromHere: (key: string) => `${key} goes on from the checkpoint.`,
  busy: (driver: Driver) => `Not done: ${driverWords(driver)} drives this run.`,
  refusal,

  done: {
    rows: (table: string) => `First rows of ${table} on the target`,
    noRows: 'It has no rows.',
    reading: 'Reading the first rows of the target',
    unread: (key: string) =>
      `The first rows of the target cannot be read now; ${key} opens a table and tells why.`,
    report: 'report',
    next: 'next',
    again: 'again',
    goOn: 'go on',
  },
  repeat: 'Do it again with:',
  runsOn: (task: string) =>
    `${task} was running when its screen was left, and goes on in its own process. It is shown again by:`,
};
