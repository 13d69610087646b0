/** Words for the checks of an assessment: what each looks at, and what it has seen. */
import type { CheckFacts, CheckId, FoundValue } from '../../../model/assessment.ts';
import type { ObjectKind } from '../../../model/task.ts';
import { bytes, clock, compact, exact } from '../numbers.ts';
import { counts, plural } from './counts.ts';
import { plan } from './plan.ts';

const titles: Readonly<Record<CheckId, string>> = {
  source: 'Source',
  target: 'Target',
  documents: 'Documents of the task',
  selection: 'Tables selected',
  names: 'Names on the target',
  'source-rights': 'Rights on the source',
  'target-rights': 'Rights on the target',
  settings: 'Server settings',
  moment: 'Consistency',
  keys: 'Keys',
  transactions: 'Storage engines',
  'large-values': 'Large values',
  'target-tables': 'Tables on the target',
  checkpoint: 'Checkpoint',
  definitions: 'Table definitions',
  'foreign-keys': 'Foreign keys',
  columns: 'Special columns',
  triggers: 'Triggers on the target',
  objects: 'Views and other objects',
  space: 'Room on the target',
  estimate: 'Time and size',
};

/** One line, which is empty where there is nothing to tell. */
const found: { readonly [Id in CheckId]: (facts: CheckFacts[Id]) => string } = {
  source: ({ product, address }) => `${product}, ${address}`,
  target: ({ product, address }) => `${product}, ${address}`,
  documents: () => '',
  selection: ({ tables, views, estimatedRows, dataBytes }) =>
    [
      counts.tables(tables),
      ...(views === 0 ? [] : [counts.views(views)]),
      `~${compact(estimatedRows)} rows`,
      `~${bytes(dataBytes)}`,
    ].join(', '),
  names: () => '',
  'source-rights': ({ tables }) => `${counts.tables(tables)} can be read`,
  'target-rights': ({ proved }) =>
    proved === 'rights' ? '' : 'as far as can be seen without writing; `dms-tui endpoint test` proves it',
  settings: () => '',
  moment: ({ guarantee }) =>
    guarantee === null ? 'the server does not say what this user may do' : momentWords(guarantee),
  keys: ({ tables }) => `${plural(tables, 'table has', 'tables have')} a key to be read by in chunks`,
  transactions: () => '',
  'large-values': ({ columns, largest }) => {
    if (columns === 0) return 'no column can hold any';
    return largest === null
      ? `${counts.columns(columns)} without any value`
      : `the largest has ${sizeOf(largest)}, in ${largest.table}.${largest.column}`;
  },
  'target-tables': ({ created, standing }) =>
    standing === 0
      ? `${counts.tables(created)} to be made`
      : `${counts.tables(created)} to be made, ${exact(standing)} there already`,
  checkpoint: ({ begun, complete }) =>
    begun === 0 ? '' : `${plural(begun, 'table was', 'tables were')} begun, ${exact(complete)} complete`,
  definitions: ({ tables }) => (tables === 0 ? '' : `${counts.tables(tables)} to be made`),
  'foreign-keys': ({ kept }) => (kept === 0 ? '' : `${plural(kept, 'comes', 'come')} along`),
  columns: () => '',
  triggers: () => '',
  objects: (facts) => (facts.counts === null ? '' : objectWords(facts.counts)),
  space: ({ freeBytes, neededBytes }) =>
    freeBytes === null
      ? `~${bytes(neededBytes)} needed; how much there is cannot be seen from here`
      : `~${bytes(neededBytes)} needed, ${bytes(freeBytes)} free`,
  estimate: ({ milliseconds, bytes: size, chunks, lanes, validates, limitedBy }) => {
    const compared = validates ? ', comparison included' : '';
    const work = `~${bytes(size)} in ~${plural(chunks, 'chunk')} on ${counts.lanes(lanes)}`;
    return `${about(milliseconds)} for ${work}${compared}; ${LIMITS[limitedBy]}`;
  },
};

/** Below a minute nobody wants a clock; below a second nobody knows. */
function about(ms: number): string {
  return ms < 60_000 ? `~${Math.max(1, Math.round(ms / 1_000))} s` : `~${clock(ms)}`;
}

const LIMITS: Readonly<Record<CheckFacts['estimate']['limitedBy'], string>> = {
  'source line': 'the line to the source sets the pace',
  'target line': 'the line to the target sets the pace',
  servers: 'the servers set the pace',
  'single stream': 'the longest table that is one stream sets the pace',
};

function momentWords(guarantee: string): string {
  const known: Readonly<Record<string, string>> = plan.guarantees;
  return known[guarantee] ?? guarantee;
}

/** Of a sample the largest is a lower bound. */
function sizeOf({ bytes: size, whole }: FoundValue): string {
  return whole ? bytes(size) : `at least ${bytes(size)} (by a sample)`;
}

const OBJECTS: Readonly<Record<ObjectKind, readonly [one: string, many: string]>> = {
  views: ['view', 'views'],
  triggers: ['trigger', 'triggers'],
  routines: ['routine', 'routines'],
  events: ['event', 'events'],
};

/** `2 views, 1 trigger`. */
export function objectWords(numbers: Readonly<Partial<Record<ObjectKind, number>>>): string {
  const some = Object.entries(numbers).filter(([, count]) => count > 0) as [ObjectKind, number][];
  if (some.length === 0) return 'none';
  return some.map(([kind, count]) => plural(count, ...OBJECTS[kind])).join(', ');
}

export const checks = {
  titles,
  found,
  /** Of a check that another one keeps from being made. */
  waitsFor: (title: string) => `not looked at: first this has to pass: ${title}`,
  ready: (noted: number) =>
    noted === 0 ? 'The task can start.' : `The task can start; ${plural(noted, 'note')} above.`,
  warned: (checked: number) => `The task can start; ${plural(checked, 'check needs', 'checks need')} a look.`,
  failed: (checked: number, untested: number) => {
    const others = untested === 0 ? '' : ` ${plural(untested, 'other')} could not be looked at.`;
    return `The task cannot run as it is: ${plural(checked, 'check')} failed.${others}`;
  },
};
