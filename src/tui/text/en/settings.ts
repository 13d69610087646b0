/** Words of the settings of a task. */
import { compact } from '../numbers.ts';
import { plural } from './counts.ts';

export const settings = {
  question: 'How should the tables go?',
  labels: {
    task: 'Task name',
    prep: 'Target tables',
    objects: 'Come along',
    gzip: 'Compress',
    header: 'Header line',
    lobs: 'Large objects',
    'lob-kb': 'Limit in KB',
    lanes: 'Lanes',
    validate: 'Compare after',
    more: 'Advanced',
    refused: 'Refused rows',
    'commit-rate': 'Commit rate',
  },
  hints: {
    task: 'names its checkpoint and its logs',
    'lob-kb': '1 to 102400',
    lanes: 'empty: as many as suit this machine',
    'commit-rate': 'rows; empty: by size',
  },
  yesOrNo: { yes: 'yes', no: 'no' },
  options: {
    prep: {
      unset: 'must be empty',
      'do-nothing': 'do nothing',
      truncate: 'truncate',
      'drop-and-create': 'drop and create',
    },
    objects: { tables: 'tables alone', all: 'views, triggers, routines and events too' },
    lobs: { full: 'whole', limited: 'limited', none: 'left out' },
    more: { yes: 'shown', no: 'hidden' },
    refused: {
      SUSPEND_TABLE: 'stop their table',
      STOP_TASK: 'stop the task',
      LOG_ERROR: 'leave out and keep in a file',
      IGNORE_RECORD: 'leave out and count',
    },
  },
  prep: {
    unset: 'A table that holds rows already stops the task before anything is touched.',
    'do-nothing': 'Rows are added to those that are there; a row with the same key stops its table.',
    truncate: 'All rows of these tables on the target are removed first; their definitions stay.',
    'drop-and-create':
      'These tables on the target are dropped with all their rows, and made anew as the source has them.',
  },
  prepOfFiles:
    'Files that an earlier run of this task wrote are replaced. Others in the folder stay, unless it is truncated or dropped.',
  asking: 'Looking at what is there now …',
  noneStands: 'Now: none of these tables is on the target yet.',
  standing: (tables: number, rows: number) =>
    `Now: ${plural(tables, 'table')} of these ${tables === 1 ? 'is' : 'are'} on the target, with ~${compact(rows)} rows.`,
  means: {
    lobs: {
      full: 'Every value travels whole, whatever its size.',
      limited:
        'Longer values are cut at the limit; each one is counted and reported. The assessment finds the largest.',
      none: 'MEDIUM and LONG text and binary columns stay behind.',
    },
    objects: {
      all: 'They are made after the rows have arrived.',
    },
    validate: {
      yes: 'Row counts and checksums of both sides are compared after the load: the proof that everything arrived.',
      no: 'Nothing proves that everything arrived. It can be compared later.',
    },
    refused: {
      LOG_ERROR: 'Rows the target refuses are kept in a file beside the report, and the rest goes on.',
      IGNORE_RECORD: 'Rows the target refuses are counted, and the rest goes on.',
    },
    lanes: { '*': 'How many chunks move at once. It can be changed while the task runs.' },
  },
};
