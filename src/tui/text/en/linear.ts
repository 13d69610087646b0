/** Words of the migration that is asked for line by line. */
import type { EndpointRole } from '../../../model/hops.ts';
import { plural } from './counts.ts';

const MISSING: Readonly<Record<'host' | 'user' | 'bucket', string>> = {
  host: 'a host',
  user: 'a user',
  bucket: 'a bucket',
};

const end: Readonly<Record<EndpointRole, string>> = {
  source:
    'Where does the data come from? A URL as mysql://user@host/schema, the id of a saved endpoint, or a note.',
  target:
    'Where does it go? A URL as mysql://user@host, s3://bucket/folder or file:///folder, the id of a saved endpoint, or a note.',
};

export const linear = {
  /** In front of it, where nobody has asked for it. */
  because: {
    dumb: 'TERM=dumb cannot show the console: here are its questions, one line each.',
    screenReader: 'A screen reader is on: here are the questions of the console, one line each.',
  },
  welcome: 'A migration, question by question. Nothing is changed before the last one. Ctrl-C leaves.',
  end,
  endNoted: (role: EndpointRole, url: string) =>
    role === 'source'
      ? `The note says the data comes from ${url}. Enter takes that; or write another.`
      : `The note says it goes to ${url}. Enter takes that; or write another.`,
  noteEnds: 'The note goes on until an empty line.',
  /** Of what was written, little was shown. */
  readAs: (url: string, hasPassword: boolean) => `Read as ${url}${hasPassword ? ', with a password' : ''}.`,
  noteMisses: (missing: readonly ('host' | 'user' | 'bucket')[]) =>
    `The note does not name ${missing.map((one) => MISSING[one]).join(' and ')}.`,
  again: {
    source: 'Mend it and write the source again, or another one.',
    target: 'Mend it and write the target again, or another one.',
  } satisfies Record<EndpointRole, string>,
  schemas: (names: readonly string[]) => `Schemas there: ${names.length === 0 ? 'none' : names.join(', ')}.`,
  tables: (usual: string | null) =>
    `Which tables? Patterns as schema.table, with % for any characters, ! in front to leave out${
      usual === null ? '' : `; enter alone for ${usual}`
    }.`,
  moreTables: (count: number) => `and ${plural(count, 'more table')}`,
  near: (names: readonly string[]) => `Near it are: ${names.join(', ')}.`,
  takeThese: 'Take these tables?',
  take: 'yes',
  otherPattern: 'no, another pattern',
  prep: 'What happens to these tables where they are on the target already?',
  noSuchChoice: (most: number) => `That is none of the answers: write a number from 1 to ${most}.`,
  way: (source: string, target: string) => `From ${source} to ${target}.`,
  command: 'The same as one command:',
  ready: 'Start?',
  start: 'yes, start',
  leave: 'no, leave everything as it is',
  repeat: 'Do it again with:',
};
