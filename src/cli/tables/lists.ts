/** What an endpoint holds, as lists: its schemas, or the tables a pattern matches. */
import type { ListedTable } from '../../endpoints/catalog-contract.ts';
import { countTables, type TableCounts } from '../../model/match-tables.ts';
import { showTable } from '../../model/table.ts';
import { type ListColumn, listLines } from '../../tui/layout/list.ts';
import { printable } from '../../tui/layout/text.ts';
import { bytes, compact, exact } from '../../tui/text/numbers.ts';
import { words } from '../../tui/text/words.ts';
import type { Look } from '../../tui/theme/look.ts';

const SCHEMA_COLUMNS: readonly ListColumn[] = [
  { title: 'SCHEMA', align: 'left', shrinks: 'middle' },
  { title: 'TABLES', align: 'right', shrinks: 'never' },
  { title: 'VIEWS', align: 'right', shrinks: 'never' },
  { title: 'ROWS', align: 'right', shrinks: 'never' },
  { title: 'SIZE', align: 'right', shrinks: 'never' },
];

export interface SchemaCounts extends TableCounts {
  readonly schema: string;
}

/** Schemas without a table are among them. */
export function countSchemas(schemas: readonly string[], tables: readonly ListedTable[]): SchemaCounts[] {
  const bySchema = Map.groupBy(tables, ({ name }) => name.schema);
  return schemas.map((schema) => ({ schema, ...countTables(bySchema.get(schema) ?? []) }));
}

export function schemaLines(
  schemas: readonly SchemaCounts[],
  all: TableCounts,
  columns: number | null,
  look: Look,
): string[] {
  const rows = schemas.map((one) => [
    printable(one.schema),
    exact(one.tables),
    one.views === 0 ? '' : exact(one.views),
    rowsOf(one),
    sizeOf(one),
  ]);
  const total = [words().counts.schemas(schemas.length), words().counts.tables(all.tables), ...sizes(all)];
  return summed(listLines(SCHEMA_COLUMNS, rows, columns, look), total.join(', '));
}

const TABLE_COLUMNS: readonly ListColumn[] = [
  { title: 'TABLE', align: 'left', shrinks: 'middle' },
  { title: 'ROWS', align: 'right', shrinks: 'never' },
  { title: 'SIZE', align: 'right', shrinks: 'never' },
  { title: 'ENGINE', align: 'left', shrinks: 'never' },
  { title: 'KEY', align: 'left', shrinks: 'end' },
];

/** `matched` of `all`; at most `limit` of them are listed, and all are counted. */
export function tableLines(
  matched: readonly ListedTable[],
  all: readonly ListedTable[],
  limit: number,
  columns: number | null,
  look: Look,
): string[] {
  const rows = matched
    .slice(0, limit)
    .map((table) => [
      printable(showTable(table.name)),
      rowsOf(table),
      sizeOf(table),
      table.kind === 'view' ? 'view' : printable(table.engine ?? ''),
      keyOf(table),
    ]);
  const hidden = matched.length - rows.length;
  const list = [
    ...listLines(TABLE_COLUMNS, rows, columns, look),
    ...(hidden > 0 ? [`${exact(hidden)} more; --limit shows more of them.`] : []),
  ];
  return summed(list, countsLine(countTables(matched), countTables(all)));
}

function summed(list: readonly string[], sum: string): string[] {
  return list.length === 0 ? [sum] : [...list, '', sum];
}

/** `3 of 41 tables, ~5.16 M rows, 640 MB`. */
export function countsLine(matched: TableCounts, all: TableCounts): string {
  const views = matched.views === 0 ? '' : ` and ${words().counts.views(matched.views)}`;
  const tables = `${exact(matched.tables)} of ${words().counts.tables(all.tables)}${views}`;
  return [tables, ...sizes(matched)].join(', ');
}

/** What is known of them. */
function sizes(counts: TableCounts): string[] {
  const rows = rowsOf(counts);
  return [rows && `${rows} rows`, sizeOf(counts)].filter((one) => one !== '');
}

function rowsOf({ estimatedRows }: Pick<TableCounts, 'estimatedRows'>): string {
  return estimatedRows === null ? '' : `~${compact(estimatedRows)}`;
}

function sizeOf({ dataBytes }: Pick<TableCounts, 'dataBytes'>): string {
  return dataBytes === null ? '' : bytes(dataBytes);
}

/** Of a table of files there is none by nature, and nobody counts its rows either. */
function keyOf({ estimatedRows, key }: ListedTable): string {
  if (key === null) return estimatedRows === null ? '' : 'none';
  return key.map(printable).join(', ');
}
