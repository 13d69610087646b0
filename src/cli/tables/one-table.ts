/** One table from near: what it is, its columns and indexes, its first rows. */
import type { ListedTable, SampleRows, TableDescription } from '../../endpoints/catalog-contract.ts';
import { showTable } from '../../model/table.ts';
import { type ListColumn, listLines } from '../../tui/layout/list.ts';
import { type Sheet, sheetLines } from '../../tui/layout/sheet.ts';
import { cut, printable } from '../../tui/layout/text.ts';
import { defaultCell, sheetColumns, tableFacts, yesOrNo } from '../../tui/lines/catalog-cells.ts';
import { words } from '../../tui/text/words.ts';
import type { Look } from '../../tui/theme/look.ts';

/** A table with as much of it as was asked for. */
export interface SeenTable {
  readonly table: ListedTable;
  readonly description: TableDescription;
  /** Null when no rows were asked for. */
  readonly sample: SampleRows | null;
}

export function headLine(table: ListedTable, look: Look): string {
  return `${look.paint('bold', printable(showTable(table.name)))}  ${tableFacts(table)}`;
}

export function columnLines(
  { columns: described }: TableDescription,
  columns: number | null,
  look: Look,
): string[] {
  const { columnColumns: titles } = words().browsing;
  const fields: readonly ListColumn[] = [
    { title: titles.column, align: 'left', shrinks: 'middle' },
    { title: titles.type, align: 'left', shrinks: 'end' },
    { title: titles.nullable, align: 'left', shrinks: 'never' },
    { title: titles.default, align: 'left', shrinks: 'end' },
    { title: titles.extra, align: 'left', shrinks: 'end' },
  ];
  const rows = described.map((one) => [
    printable(one.name),
    printable(one.type),
    yesOrNo(one.nullable),
    defaultCell(one),
    printable(one.extra),
  ]);
  return listLines(fields, rows, columns, look);
}

export function indexLines({ indexes }: TableDescription, columns: number | null, look: Look): string[] {
  const { indexColumns: titles } = words().browsing;
  const fields: readonly ListColumn[] = [
    { title: titles.index, align: 'left', shrinks: 'middle' },
    { title: titles.unique, align: 'left', shrinks: 'never' },
    { title: titles.columns, align: 'left', shrinks: 'end' },
  ];
  const rows = indexes.map((one) => [
    printable(one.name),
    yesOrNo(one.unique),
    one.columns.map(printable).join(', '),
  ]);
  return listLines(fields, rows, columns, look);
}

/** The rows under a heading that says how many they are, and below what had no room. */
export function rowLines(
  sample: SampleRows,
  description: TableDescription,
  columns: number | null,
  look: Look,
): string[] {
  if (sample.rows.length === 0) return [words().browsing.noRows];
  const sheet: Sheet = { columns: sheetColumns(sample.columns, description), rows: sample.rows };
  const { lines, hidden } = sheetLines(sheet, columns, look);
  return [...lines, ...hiddenLines(hidden, sample.columns.length, columns, look)];
}

function hiddenLines(hidden: readonly string[], all: number, columns: number | null, look: Look): string[] {
  if (hidden.length === 0) return [];
  const { allColumns, hiddenColumns } = words().browsing;
  const names = hiddenColumns(hidden, all);
  return ['', cut(names, columns ?? Number.POSITIVE_INFINITY, look.ellipsis), allColumns];
}
