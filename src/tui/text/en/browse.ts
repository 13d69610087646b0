/** Words of the screens that look into an endpoint. */
import { exact } from '../numbers.ts';
import { counts } from './counts.ts';

export const browse = {
  connecting: (address: string) => `connecting to ${address}`,
  readingTables: (of: string) => `reading the tables of ${of}`,
  readingTable: (table: string) => `reading ${table}`,
  /** How long it has taken so far. */
  seconds: (seconds: number) => `${exact(seconds)} s`,
  valueColumns: { column: 'COLUMN', value: 'VALUE' },
  /** The first row of the list of schemas. */
  allSchemas: 'all schemas',
  of: (shown: number, all: number) => `${exact(shown)} of ${exact(all)}`,
  noSchemas: 'There is no schema that this user can see.',
  noTables: 'There is no table here.',
  nothingMatches: (filter: string) => `Nothing matches ${filter}.`,
  /** What is written means tables, and this is the list of schemas. */
  patternEnter: (key: string) => `A pattern of tables: ${key} looks for them in all schemas.`,
  patternHint: '% and _ as in SQL, or part of a name',
  parts: { rows: 'Rows', columns: 'Columns', indexes: 'Indexes' },
  noIndexes: 'No index.',
  noColumns: 'Files without a header do not say what their columns are called.',
  /** What stands below first rows: which of the columns and rows are in sight. */
  sight: (from: number, to: number, columns: number) =>
    from === 1 && to === columns
      ? counts.columns(columns)
      : `columns ${exact(from)}–${exact(to)} of ${exact(columns)}, left and right for more`,
  row: (at: number, rows: number, more: boolean) =>
    `row ${exact(at)} of ${more ? 'the first ' : ''}${exact(rows)}`,
  rowTitle: (row: number) => `row ${exact(row)}`,
  cut: 'The value goes on; this is its beginning.',
};
