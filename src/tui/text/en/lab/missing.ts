/** What a step still misses, each with what to do about it. */
import type { NoteField, Side } from '../../../../lab/lessons/facts.ts';
import type { PrepMode } from '../../../../model/task-settings.ts';
import { exact } from '../../numbers.ts';
import { counts } from '../counts.ts';
import { hops } from '../hops.ts';
import { settings } from '../settings.ts';
import { summary } from '../summary.ts';
import type { MissingWords } from './words.ts';

/** As the settings of a task have it: there the mode is chosen. */
export const MODES: Record<PrepMode, string> = settings.options.prep;

const FIELDS: Record<NoteField, string> = { url: 'URL', user: 'user', password: 'password', port: 'port' };

const sides: Record<Side, string> = { source: 'source', target: 'target' };

export const missing: MissingWords = {
  instance: () => 'There is no instance yet.',
  'instance.class': ({ ids }) =>
    `No instance is of class small; there ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ')}.`,
  note: ({ side }) => `Nothing is noted of the ${sides[side]} yet.`,
  'note.fields': ({ side, fields }) =>
    `In the note of the ${sides[side]} this is not as it was handed out: ${fields.map((field) => FIELDS[field]).join(', ')}.`,
  'look.tables': ({ tables }) =>
    `Nobody has looked at the rows of ${tables.join(', ')} yet, as the user that was handed out.`,
  'look.target': () => 'Nobody has looked at the schemas of the target yet, as the user that was handed out.',
  endpoint: ({ role }) => `There is no ${role} endpoint yet.`,
  'endpoint.name': ({ role, ids }) =>
    `The name of the ${role} endpoint is to end with -${role}; there ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ')}.`,
  'endpoint.place': ({ id, wanted }) => `${id} leads somewhere else; it is to lead to ${wanted}.`,
  'endpoint.user': ({ id, wanted }) => `${id} signs in as somebody else; the user handed out is ${wanted}.`,
  'endpoint.bucket': ({ bucket }) => `No endpoint leads to the bucket ${bucket} yet.`,
  'endpoint.folder': ({ id }) =>
    `${id} names no folder. In a bucket that a class shares, everybody needs one.`,
  connection: ({ id }) => `${id} has not been tested yet.`,
  'connection.outdated': ({ id }) => `${id} has been changed since its test: test it again.`,
  'connection.instance': ({ id }) =>
    `${id} was tested, but not through an instance: choose yours for the test.`,
  'connection.failed': ({ id, hop }) =>
    `The last test of ${id} failed at ${hops.names[hop]}. Mend that hop first; the test says how.`,
  way: ({ source, target }) =>
    `Both ends work. Now test ${source} and ${target} together, through one instance.`,
  run: ({ tables }) => `No run has moved exactly ${tables.join(', ')} yet.`,
  'run.outcome': ({ task, outcome }) =>
    `The last run of ${task} did not come to a good end: ${summary.outcomes[outcome].toLowerCase()}.`,
  preparation: ({ mode, table }) => `No run has treated ${table} with “${MODES[mode]}” yet.`,
  'preparation.rows': ({ mode, table }) =>
    `“${MODES[mode]}” has run, but ${table} was empty, so there was nothing to see. Run it once more.`,
  'lobs.limited': ({ table }) => `No run has cut values of ${table} yet: limit large objects to 32 KB.`,
  'lobs.full': ({ table }) => `No run has moved ${table} with whole values yet.`,
  'lobs.cut': ({ table }) =>
    `Values of ${table} on the target are not those of the source: an earlier run has cut them. Let the table be made anew.`,
  'columns.left-out': ({ table }) => `Every column of ${table} is on the target: leave one out.`,
  'columns.renamed': ({ table }) => `No column of ${table} has a new name on the target yet.`,
  dial: () =>
    'Nobody has turned a dial while all of dees ran. Run it once more and change lanes or rate, or pause it.',
  'table.gone': ({ side, table }) => `${table} is not on the ${sides[side]}.`,
  rows: ({ table, source, target }) =>
    `${table} has ${counts.rows(source)} on the source and ${exact(target)} on the target.`,
  content: ({ table }) => `${table} has as many rows on both sides, but their content differs.`,
  'look.rows': () => 'Counts and sums agree. Now look at the first rows of a table on the target yourself.',
  'objects.layout': ({ key }) => `In the bucket there is something else than expected: ${key}.`,
  'look.objects': () => 'The objects are there. Now look into the bucket yourself.',
  'look.file': ({ key }) => `Nobody has opened ${key} since it was written.`,
  'file.rows': ({ table, source, files }) =>
    `${table} has ${counts.rows(source)} on the source and ${exact(files)} in its files.`,
};
