/** One table from near: what it is, its columns and indexes, its first rows. */
import type { ListedTable, SampleRows, TableDescription } from '../../endpoints/catalog-contract.ts';
import { showTable } from '../../model/table.ts';
import { type ListColumn, listLines } from '../../tui/layout/list.ts';
import { type Sheet, type SheetColumn, sheetLines } from '../../tui/layout/sheet.ts';
import { cut, printable } from '../../tui/layout/text.ts';
import { bytes, compact, exact } from '../../tui/text/numbers.ts';
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
  const facts = [
    table.kind === 'view' ? 'view' : printable(table.engine ?? 'table'),
    ...(table.estimatedRows === null ? [] : [`~${compact(table.estimatedRows)} rows`]),
    ...(table.dataBytes === null ? [] : [bytes(table.dataBytes)]),
    ...(table.key === null ? [] : [`key ${table.key.map(printable).join(', ')}`]),
    ...(table.key === null && table.estimatedRows !== null ? ['no key'] : []),
  ];
  return `${look.paint('bold', printable(showTable(table.name)))}  ${facts.join(', ')}`;
}

const COLUMN_COLUMNS: readonly ListColumn[] = [
  { title: 'COLUMN', align: 'left', shrinks: 'middle' },
  { title: 'TYPE', align: 'left', shrinks: 'end' },
  { title: 'NULL', align: 'left', shrinks: 'never' },
  { title: 'DEFAULT', align: 'left', shrinks: 'end' },
  { title: 'EXTRA', align: 'left', shrinks: 'end' },
];

export function columnLines(
  { columns: described }: TableDescription,
  columns: number | null,
  look: Look,
): string[] {
  const rows = described.map((one) => [
    printable(one.name),
    printable(one.type),
    one.nullable ? 'yes' : 'no',
    one.default === null ? '' : one.default === '' ? "''" : printable(one.default),
    printable(one.extra),
  ]);
  return listLines(COLUMN_COLUMNS, rows, columns, look);
}

const INDEX_COLUMNS: readonly ListColumn[] = [
  { title: 'INDEX', align: 'left', shrinks: 'middle' },
  { title: 'UNIQUE', align: 'left', shrinks: 'never' },
  { title: 'COLUMNS', align: 'left', shrinks: 'end' },
];

export function indexLines({ indexes }: TableDescription, columns: number | null, look: Look): string[] {
  const rows = indexes.map((one) => [
    printable(one.name),
    one.unique ? 'yes' : 'no',
    one.columns.map(printable).join(', '),
  ]);
  return listLines(INDEX_COLUMNS, rows, columns, look);
}

/** The rows under a heading that says how many they are, and below what had no room. */
export function rowLines(
  sample: SampleRows,
  description: TableDescription,
  columns: number | null,
  look: Look,
): string[] {
  if (sample.rows.length === 0) return ['No rows.'];
  const types = new Map(description.columns.map((column) => [column.name, column.type]));
  const sheet: Sheet = {
    columns: sample.columns.map((name) => ({ name, holds: holdsOf(types.get(name) ?? '') })),
    rows: sample.rows,
  };
  const { lines, hidden } = sheetLines(sheet, columns, look);
  return [...lines, ...hiddenLines(hidden, sample.columns.length, columns, look)];
}

const NUMBER = /^(tinyint|smallint|mediumint|int|bigint|decimal|float|double|bit|year)\b/i;
const TIME = /^(date|time|datetime|timestamp)\b/i;

function holdsOf(type: string): SheetColumn['holds'] {
  if (NUMBER.test(type)) return 'number';
  return TIME.test(type) ? 'time' : 'text';
}

function hiddenLines(hidden: readonly string[], all: number, columns: number | null, look: Look): string[] {
  if (hidden.length === 0) return [];
  const names = `${exact(hidden.length)} of ${words().counts.columns(all)} not shown: ${hidden.join(', ')}`;
  return [
    '',
    cut(names, columns ?? Number.POSITIVE_INFINITY, look.ellipsis),
    'All of them: --rows 1, or a wider terminal.',
  ];
}
