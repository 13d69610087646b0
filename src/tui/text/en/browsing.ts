/** Words for looking around in a database, a bucket or a folder. */
import type { TableCounts } from '../../../model/match-tables.ts';
import { bytes, compact, exact } from '../numbers.ts';
import { counts } from './counts.ts';

/** What is known of them. */
function sizes({ estimatedRows, dataBytes }: TableCounts): string[] {
  return [
    ...(estimatedRows === null ? [] : [`~${compact(estimatedRows)} rows`]),
    ...(dataBytes === null ? [] : [bytes(dataBytes)]),
  ];
}

export const browsing = {
  schemaColumns: { schema: 'SCHEMA', tables: 'TABLES', views: 'VIEWS', rows: 'ROWS', size: 'SIZE' },
  tableColumns: { table: 'TABLE', rows: 'ROWS', size: 'SIZE', engine: 'ENGINE', key: 'KEY' },
  columnColumns: { column: 'COLUMN', type: 'TYPE', nullable: 'NULL', default: 'DEFAULT', extra: 'EXTRA' },
  indexColumns: { index: 'INDEX', unique: 'UNIQUE', columns: 'COLUMNS' },
  /** What a table is that says of no engine. */
  table: 'table',
  view: 'view',
  /** In the column of keys. */
  noKey: 'none',
  key: (columns: string) => `key ${columns}`,
  withoutKey: 'no key',
  rows: (estimate: number) => `~${compact(estimate)} rows`,
  noRows: 'No rows.',
  schemas: (schemas: number, all: TableCounts) =>
    [counts.schemas(schemas), counts.tables(all.tables), ...sizes(all)].join(', '),
  /** `41 tables, ~5.16 M rows, 640 MB` */
  tables: (all: TableCounts) => {
    const views = all.views === 0 ? [] : [counts.views(all.views)];
    return [counts.tables(all.tables), ...views, ...sizes(all)].join(', ');
  },
  /** `3 of 41 tables, ~5.16 M rows, 640 MB` */
  matched: (matched: TableCounts, all: TableCounts) => {
    const views = matched.views === 0 ? '' : ` and ${counts.views(matched.views)}`;
    return [`${exact(matched.tables)} of ${counts.tables(all.tables)}${views}`, ...sizes(matched)].join(', ');
  },
  more: (count: number) => `${exact(count)} more; --limit shows more of them.`,
  sizesLeftOut: 'Rows and sizes are left out: this server takes long to tell them. All of them: --sizes.',
  hiddenColumns: (hidden: readonly string[], all: number) =>
    `${exact(hidden.length)} of ${counts.columns(all)} not shown: ${hidden.join(', ')}`,
  allColumns: 'All of them: --rows 1, or a wider terminal.',
  /** Above the values of one row. */
  rowNumber: (number: number) => `row ${number}`,
};
