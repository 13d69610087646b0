/** What an endpoint holds, as lists: its schemas, or the tables a pattern matches. */
import type { ListedTable } from '../../endpoints/catalog-contract.ts';
import { countTables, type TableCounts } from '../../model/match-tables.ts';
import { showTable } from '../../model/table.ts';
import { type ListColumn, listLines } from '../../tui/layout/list.ts';
import { printable } from '../../tui/layout/text.ts';
import { engineCell, keyCell, rowsCell, sizeCell } from '../../tui/lines/catalog-cells.ts';
import { exact } from '../../tui/text/numbers.ts';
import { words } from '../../tui/text/words.ts';
import type { Look } from '../../tui/theme/look.ts';

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
    rowsCell(one),
    sizeCell(one),
  ]);
  const { schemaColumns: titles, schemas: sum } = words().browsing;
  const list: readonly ListColumn[] = [
    { title: titles.schema, align: 'left', shrinks: 'middle' },
    { title: titles.tables, align: 'right', shrinks: 'never' },
    { title: titles.views, align: 'right', shrinks: 'never' },
    { title: titles.rows, align: 'right', shrinks: 'never' },
    { title: titles.size, align: 'right', shrinks: 'never' },
  ];
  return summed(listLines(list, rows, columns, look), sum(schemas.length, all));
}

/** `matched` of `all`; at most `limit` of them are listed, and all are counted. */
export function tableLines(
  matched: readonly ListedTable[],
  all: readonly ListedTable[],
  limit: number,
  columns: number | null,
  look: Look,
): string[] {
  const { browsing } = words();
  const { tableColumns: titles } = browsing;
  const fields: readonly ListColumn[] = [
    { title: titles.table, align: 'left', shrinks: 'middle' },
    { title: titles.rows, align: 'right', shrinks: 'never' },
    { title: titles.size, align: 'right', shrinks: 'never' },
    { title: titles.engine, align: 'left', shrinks: 'never' },
    { title: titles.key, align: 'left', shrinks: 'end' },
  ];
  const rows = matched
    .slice(0, limit)
    .map((table) => [
      printable(showTable(table.name)),
      rowsCell(table),
      sizeCell(table),
      engineCell(table),
      keyCell(table),
    ]);
  const hidden = matched.length - rows.length;
  const list = [...listLines(fields, rows, columns, look), ...(hidden > 0 ? [browsing.more(hidden)] : [])];
  return summed(list, browsing.matched(countTables(matched), countTables(all)));
}

function summed(list: readonly string[], sum: string): string[] {
  return list.length === 0 ? [sum] : [...list, '', sum];
}
