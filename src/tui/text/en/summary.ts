/** Words for the last page of a run, and for its report. */
import type { RunReport } from '../../../host/run-report.ts';
import type { RunOutcome } from '../../../model/events.ts';
import { bytes, exact } from '../numbers.ts';
import { counts, plural } from './counts.ts';
import { time } from './time.ts';

type Totals = Pick<RunReport, 'rows' | 'bytes' | 'elapsedMs' | 'loadMs' | 'validationMs' | 'lanes'>;

function moved({ rows, bytes: size, elapsedMs }: Totals, counted: string = counts.rows(rows)): string {
  return `${counted}, ${bytes(size)} in ${time.duration(elapsedMs)}`;
}

function parts({ loadMs, validationMs }: Totals): string {
  return `(load ${time.duration(loadMs)}, validation ${time.duration(validationMs)})`;
}

const outcomes: Readonly<Record<RunOutcome, string>> = {
  done: 'Done',
  differs: 'Rows differ',
  interrupted: 'Stopped',
  failed: 'Failed',
};

const reportOutcomes: Readonly<Record<RunOutcome | 'unfinished', string>> = {
  done: 'done',
  failed: 'failed',
  differs: 'done, but rows differ',
  interrupted: 'stopped before it was done; what is committed stays on the target',
  unfinished: 'not finished',
};

export const summary = {
  outcomes,
  movedInParts: (totals: Totals) => `${moved(totals)} ${parts(totals)}`,
  movedUntilStop: (totals: Totals) => `${moved(totals)}. What is committed stays on the target.`,
  moved: (totals: Totals) => moved(totals),
  movedNothing: 'nothing was moved.',
  columns: {
    table: 'TABLE',
    sourceRows: 'SOURCE ROWS',
    targetRows: 'TARGET ROWS',
    skipped: 'SKIPPED',
    truncated: 'TRUNCATED',
    seconds: 'SECONDS',
    validation: 'VALIDATION',
  },
  sent: (rows: number) => `${exact(rows)} sent`,
  moreTables: (count: number) => `${plural(count, 'more table')} without trouble; the report lists them.`,
  toKnow: 'To know:',
  moreToKnow: (count: number) => `${count} more in the report.`,
  leftOut: (file: string) => `rows left out  ${file}`,
  report: (file: string) => `report  ${file}`,
  noReport: 'The report could not be written.',
  goOn: 'Go on with:',
  next: (step: string) => `next    ${step}`,
  nextSteps: {
    differs:
      'look at the key ranges in the report; rows that change on either side during a comparison differ, too',
    leftOut: 'look at the rows left out and the values cut short before you rely on the target',
    notValidated: 'prove that everything arrived: dms-tui validate, with the same source and target',
    files: (target: string) => `look at what is there: dms-tui endpoint browse '${target}'`,
    server: 'point your program at the target',
  },
};

/** `report.md`. Addresses and files come as they are to stand there. */
export const report = {
  outcomes: reportOutcomes,
  way: (source: string, target: string, resumed: boolean) =>
    `from ${source} to ${target}${resumed ? ', resumed' : ''}`,
  times: (runId: string, started: string, finished: string) => `run ${runId}, ${started} to ${finished}`,
  totals: (totals: Totals) =>
    `${moved(totals, `${exact(totals.rows)} rows`)} ${parts(totals)} with ${counts.lanes(totals.lanes)}`,
  sections: {
    tables: 'Tables',
    errors: 'Errors',
    differences: 'Differences',
    toKnow: 'To know',
    leftOut: 'Rows left out',
    goOn: 'Go on',
  },
  columns: {
    source: 'source',
    target: 'target',
    sourceRows: 'source rows',
    targetRows: 'target rows',
    skipped: 'skipped',
    truncated: 'truncated',
    seconds: 'seconds',
    state: 'state',
    validation: 'validation',
  },
};
