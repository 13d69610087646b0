/** Words of the choice of tables. */
import { plural } from './counts.ts';

const ACTIONS: Readonly<Record<string, string>> = {
  include: 'include',
  exclude: 'exclude',
  explicit: 'only',
  'remove-column': 'leave out',
  rename: 'rename',
};

export const tables = {
  reading: 'Reading what is there …',
  noTables: 'There is no table here that this user may see.',
  noneMatches: (filter: string) => `No table matches ${filter}.`,
  nothingTaken: (take: string, pattern: string) =>
    `No table is chosen yet: ${take} takes one, ${pattern} types a pattern as dees.%`,
  sum: (taken: number, of: number, rows: string, size: string) =>
    `${taken} of ${plural(of, 'table')}, ${rows} rows, ${size}`,
  help: 'Table mappings of AWS DMS can be pasted here as they are.',
  filtered: (filter: string, key: string) => `shown: ${filter}   (${key} shows all)`,
  wouldMatch: (count: number) => `matches ${plural(count, 'table')}`,
  view: 'view',
  noKey: 'no key',
  rules: 'RULES',
  noRules: (key: string) => `None yet. ${key} adds one.`,
  rule: (action: string, what: string, value: string) =>
    `${ACTIONS[action] ?? action} ${what}${value === '' ? '' : ` to ${value}`}`,
  leftOut: 'left out',
  json: 'The rules as AWS DMS reads them. Paste such a document to take its rules instead.',
  columnsFrom: (first: number, of: number) => `column ${first} of ${of}`,
  forbidden: 'A pattern that excludes keeps this table out: remove that rule first.',
  pasted: 'the pasted text',
  took: (rules: number, notCarried: number) =>
    `${plural(rules, 'rule')} taken over${notCarried === 0 ? '' : `, ${notCarried} of them not carried out: see the assessment`}.`,
  prompts: {
    filter: 'Show:',
    pattern: 'Pattern (! excludes):',
    renameTable: (table: string) => `Name of ${table} on the target:`,
    renameColumn: (column: string) => `Name of ${column} on the target:`,
  },
};
