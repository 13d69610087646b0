/** What is known of the tables of an endpoint, as the cells of a list. */
import type { ListedTable, TableDescription } from '../../endpoints/catalog-contract.ts';
import type { TableCounts } from '../../model/match-tables.ts';
import type { SheetColumn } from '../layout/sheet.ts';
import { printable } from '../layout/text.ts';
import { bytes, compact } from '../text/numbers.ts';
import { words } from '../text/words.ts';

/** An estimate; empty where there is none. */
export function rowsCell({ estimatedRows }: Pick<TableCounts, 'estimatedRows'>): string {
  return estimatedRows === null ? '' : `~${compact(estimatedRows)}`;
}

export function sizeCell({ dataBytes }: Pick<TableCounts, 'dataBytes'>): string {
  return dataBytes === null ? '' : bytes(dataBytes);
}

export function engineCell({ kind, engine }: ListedTable): string {
  return kind === 'view' ? words().browsing.view : printable(engine ?? '');
}

/** Of a table of files there is none by nature, and nobody counts its rows either. */
export function keyCell({ engine, key }: ListedTable): string {
  if (key === null) return engine === null ? '' : words().browsing.noKey;
  return key.map(printable).join(', ');
}

/** `InnoDB, ~3 rows, 16.4 kB, key id`: what a table is, in a line. */
export function tableFacts({ kind, engine, estimatedRows, dataBytes, key }: ListedTable): string {
  const says = words().browsing;
  return [
    kind === 'view' ? says.view : printable(engine ?? says.table),
    ...(estimatedRows === null ? [] : [says.rows(estimatedRows)]),
    ...(dataBytes === null ? [] : [bytes(dataBytes)]),
    ...(key === null ? [] : [says.key(key.map(printable).join(', '))]),
    ...(key === null && engine !== null ? [says.withoutKey] : []),
  ].join(', ');
}

/** Nothing and an empty text are not the same. */
export function defaultCell({ default: preset }: TableDescription['columns'][number]): string {
  if (preset === null) return '';
  return preset === '' ? "''" : printable(preset);
}

export function yesOrNo(answer: boolean): string {
  const { yes, no } = words().common;
  return answer ? yes : no;
}

const NUMBER = /^(tinyint|smallint|mediumint|int|bigint|decimal|float|double|bit|year)\b/i;
const TIME = /^(date|time|datetime|timestamp)\b/i;

/** The columns of first rows, with what their types say of how to show them. */
export function sheetColumns(names: readonly string[], description: TableDescription | null): SheetColumn[] {
  const types = new Map(description?.columns.map(({ name, type }) => [name, type]));
  return names.map((name) => ({ name, holds: holdsOf(types.get(name) ?? '') }));
}

function holdsOf(type: string): SheetColumn['holds'] {
  if (NUMBER.test(type)) return 'number';
  return TIME.test(type) ? 'time' : 'text';
}
