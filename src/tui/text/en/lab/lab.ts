/** Everything the labs say. */
import type { LabId } from '../../../../lab/world/facts.ts';
import { plural } from '../counts.ts';
import { time } from '../time.ts';
import { cards } from './cards.ts';
import { done, making, seen } from './facts.ts';
import { guide } from './guide.ts';
import { missing } from './missing.ts';
import { connectingSteps } from './steps-connecting.ts';
import { fileSteps } from './steps-files.ts';
import { movingSteps } from './steps-moving.ts';
import { summary } from './summary.ts';
import type { StepTexts } from './words.ts';

const steps: StepTexts = { ...connectingSteps, ...movingSteps, ...fileSteps };

const labs: Record<LabId, { readonly title: string; readonly about: string }> = {
  'mysql-to-mysql': {
    title: 'From MySQL to MySQL',
    about: 'a whole migration between two databases: instance, endpoints, task, run, proof',
  },
  'mysql-to-s3': {
    title: 'From MySQL to S3',
    about: 'tables as CSV files in a bucket, and what becomes of quotes, commas, line breaks and NULL',
  },
};

export const lab = {
  labs,
  steps,
  cards,
  guide,
  missing,
  seen,
  done,
  making,
  summary,
  list: {
    head: 'Guided labs, on this machine, for nothing:',
    how: 'Open one: dms-tui lab <name>. Let it do everything by itself: dms-tui lab <name> --auto',
    kept: (name: string, since: string) =>
      `${name} is still set up, since ${since}. End it: dms-tui lab stop`,
    begun: (at: number, of: number) => `you are at step ${at} of ${of}`,
  },
  auto: {
    instead: 'Every step is done for you, with the same checks (--auto).',
    settingUp: (title: string) => `${title}: making a private set-up`,
    ready: (ms: number) => `The set-up is ready, in ${time.duration(ms)}.`,
    given: 'From the first lab you have an instance and a source endpoint:',
    step: (at: number, of: number, title: string) => `Step ${at} of ${of}: ${title}`,
    holds: (ms: number) => `checked, ${time.duration(ms)}`,
    fails: (ms: number) => `not done, ${time.duration(ms)}`,
    allHold: (title: string, checks: number, ms: number) =>
      `${title}: all ${plural(checks, 'check')} hold, in ${time.duration(ms)}.`,
    oneFails: (title: string) => `${title}: the check above does not hold.`,
    summaryIn: (file: string) => `Summary: ${file}`,
    gone: 'Servers, store and files of this lab are removed.',
  },
  kept: {
    head: (name: string) => `${name} goes on running on this machine until you end it:`,
    source: (address: string) => `source  ${address}`,
    target: (address: string) => `target  ${address}`,
    store: (address: string) => `store   ${address}`,
    use: (home: string) => `with your endpoints and tasks: DMS_TUI_HOME=${home} dms-tui endpoint list`,
    note: 'the passwords: dms-tui lab note',
    end: 'end it: dms-tui lab stop',
    stopped: (name: string) => `${name} is ended; nothing of it is left.`,
    none: 'No lab is running.',
  },
  note: {
    source: 'Source',
    target: 'Target',
    url: 'URL',
    user: 'User',
    password: 'Password',
    port: 'Port',
    bucket: 'Bucket',
    store: 'Store',
  },
};
