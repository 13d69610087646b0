/** What checks have seen, and what was done for a person. */
import type { LineOf, SeenFacts, Side } from '../../../../lab/lessons/facts.ts';
import { bytes, exact, memory } from '../../numbers.ts';
import { counts, plural } from '../counts.ts';
import { summary } from '../summary.ts';
import { time } from '../time.ts';
import { MODES } from './missing.ts';
import type { DoneWords, MakingWords, SeenWords } from './words.ts';

const sides: Record<Side, string> = { source: 'source', target: 'target' };

const LINES: Record<LineOf, string> = {
  quotes: 'quotes are doubled',
  commas: 'a comma stands in quotes',
  'line-breaks': 'a line break inside quotes is no end of a row',
  'null-and-empty': 'NULL is nothing, an empty text is ""',
  languages: 'Korean, in UTF-8',
};

export const seen: SeenWords = {
  instance: ({ id, lanes, memoryBytes }) => `${id}: ${counts.lanes(lanes)}, ${memory(memoryBytes)} at most`,
  note: ({ side, url, user, port }) =>
    `${sides[side]}: URL ${url}, user ${user}, password noted, port ${port}`,
  counts: ({ side, tables }) =>
    `on the ${sides[side]}: ${tables.map(({ table, rows }) => `${table} ${counts.rows(rows)}`).join(', ')}`,
  schemas: ({ schemas }) =>
    schemas.length === 0
      ? 'the target answers, and has no schema of yours'
      : `schemas on the target: ${schemas.join(', ')}`,
  endpoint: ({ id, address }) => `${id}: ${address}`,
  connection: ({ id, instance, hops, ms }) =>
    `${id} works through ${instance}: ${plural(hops, 'hop')} in ${time.milliseconds(ms)}`,
  way: ({ source, instance, target }) =>
    `source DB - ${source} - ${instance} - ${target} - target DB: every link works`,
  run: ({ task, tables, rows, ms }) =>
    `${task}: ${counts.tables(tables)}, ${counts.rows(rows)} in ${time.duration(ms)}`,
  preparation: (facts) => `${MODES[facts.mode]}: ${preparation(facts)}`,
  lobs: ({ mode, truncated, source, target }) =>
    mode === 'limited'
      ? `limited: ${plural(truncated, 'value')} cut; the longest has ${bytes(source)} on the source, ${bytes(target)} on the target`
      : `full: nothing cut; the longest has ${bytes(target)} on both sides, and all bytes are equal`,
  columns: ({ table, gone, added }) =>
    `${table} on the target: without ${gone.join(', ')}; new ${added.join(', ')}`,
  dials: ({ turned }) => `${plural(turned, 'change')} of the dials while it ran`,
  equal: ({ table, rows }) => `${table}: ${counts.rows(rows)} on both sides, equal sums`,
  object: ({ key, bytes: size }) => `${key}, ${bytes(size)}`,
  line: ({ of, text }) => `${LINES[of]}:\n${text}`,
  file: ({ table, rows, files, bytes: size }) =>
    `${table}: ${plural(files, 'file')}, ${bytes(size)}, ${counts.rows(rows)} as on the source`,
};

function preparation({ before, after, outcome, ownRow, ownIndex }: SeenFacts['preparation']): string {
  const rows =
    before === null ? `${counts.rows(after)} now` : `${exact(before)} rows before, ${exact(after)} after`;
  const row = `the row of the lab ${ownRow ? 'is still there' : 'is gone'}`;
  const index = `its index ${ownIndex ? 'is still there' : 'is gone'}`;
  const run = outcome === 'done' ? '' : `; the run: ${summary.outcomes[outcome].toLowerCase()}`;
  return `${rows}; ${row}, ${index}${run}`;
}

export const done: DoneWords = {
  instance: ({ id }) => `created the instance ${id}, class small`,
  note: ({ side, url, user, port }) =>
    `noted the ${sides[side]}: URL ${url}, user ${user}, its password, port ${port}`,
  'look.table': ({ table, rows }) =>
    `looked at the first rows of ${table}${rows === null ? '' : ` (~${counts.rows(rows)} by the server's estimate)`}`,
  'look.schemas': ({ schemas }) => `signed in and looked: ${counts.schemas(schemas.length)} on the target`,
  'look.rows': ({ table, rows }) => `looked at ${counts.rows(rows)} of ${table} on the target`,
  endpoint: ({ id, address }) => `saved the endpoint ${id}: ${address}`,
  test: ({ ids, hops, passed }) =>
    `tested ${ids.join(' and ')}: ${plural(hops, 'hop')}, ${passed ? 'all work' : 'one fails'}`,
  task: ({ id }) => `saved the task ${id}`,
  run: ({ task, outcome, rows, ms }) =>
    `ran ${task}: ${summary.outcomes[outcome].toLowerCase()}, ${counts.rows(rows)} in ${time.duration(ms)}`,
  dial: ({ lanes }) => `turned the lanes to ${lanes} while it ran`,
  'look.objects': ({ objects }) => `looked into the bucket: ${counts.tables(objects)}`,
  'look.file': ({ key }) => `opened ${key}`,
};

export const making: MakingWords = {
  install: ({ product }) =>
    `No database server is here: installing ${product} from the packages of this system.`,
  'install.line': ({ line }) => line,
  server: ({ side, server }) => `Starting a private ${server} as ${sides[side]}.`,
  store: ({ bucket }) => `Starting a private S3 store with the bucket ${bucket}.`,
  table: ({ table, rows }) => `Making ${table}${rows === null ? '' : `, ${counts.rows(rows)}`}.`,
};
