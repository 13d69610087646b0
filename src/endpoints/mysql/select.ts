/** SQL that reads a planned table: what is selected, which range, which filters. */
import { type Key, type KeyRange, keyValue } from '../../model/chunk.ts';
import type {
  Column,
  ColumnFilter,
  FilterCondition,
  PlannedColumn,
  TableName,
  TablePlan,
} from '../../model/table.ts';
import type { TextForm } from '../contract.ts';
import { lobPrefix } from './lob-limit.ts';
import { quoteName, quoteTable, quoteText } from './sql-text.ts';

/** A double that the server writes with every digit it has; `(10,2)` and ZEROFILL ask for others. */
const WHOLE_DOUBLE = /^double( unsigned)?$/;

/**
 * The value of a column as it travels. As text a FLOAT has six digits, not enough for its 24 bits; widened to
 * DOUBLE it has all of them, and times one the sign of a zero stays. To compute it takes a server a twentieth
 * of the time of a row: where the text is whole as it is, nothing is computed.
 */
function travellingValue({ source, lobLimitBytes }: PlannedColumn): string {
  const name = quoteName(source.name);
  if (source.kind === 'float' || source.kind === 'double') {
    return WHOLE_DOUBLE.test(source.fullType) ? name : `${name} * 1e0`;
  }
  return lobLimitBytes === null ? name : lobPrefix(source, lobLimitBytes);
}

/** A planned table as one of its two ends knows it. */
export interface TableSide {
  readonly table: TablePlan;
  readonly name: TableName;
  readonly isSource: boolean;
}

export function sourceSide(table: TablePlan): TableSide {
  return { table, name: table.source.name, isSource: true };
}

export function targetSide(table: TablePlan): TableSide {
  return { table, name: table.target, isSource: false };
}

export function nameOn(side: TableSide, column: PlannedColumn): string {
  return side.isSource ? column.source.name : column.target;
}

export function selectRows(table: TablePlan, range: KeyRange): string {
  const columns = table.columns.map(travellingValue).join(', ');
  return `SELECT ${columns} FROM ${quoteTable(table.source.name)}${whereOn(sourceSide(table), range)}${orderBy(table)}`;
}

/** The key of the row that stands `rows` rows after `low`. */
export function selectBoundary(table: TablePlan, low: Key | null, rows: number): string {
  return `${selectKeys(table, { low, high: null })}${orderBy(table)} LIMIT ${rows - 1}, 1`;
}

export function selectFirstKey(table: TablePlan): string {
  return selectBoundary(table, null, 1);
}

export function selectLastKey(table: TablePlan): string {
  return `${selectKeys(table, { low: null, high: null })}${orderBy(table, 'DESC')} LIMIT 1`;
}

/** How many rows the server thinks there are in a range, as `rows` of its answer. */
export function explainRange(table: TablePlan, range: KeyRange): string {
  return `EXPLAIN FORMAT=TRADITIONAL ${selectKeys(table, range)}`;
}

function selectKeys(table: TablePlan, range: KeyRange): string {
  const side = sourceSide(table);
  const key = keyColumns(side).map((column) => quoteName(column.name));
  return `SELECT ${key.join(', ')} FROM ${quoteTable(table.source.name)}${whereOn(side, range)}`;
}

/** Filters belong to the source: what did not pass them is not on the target. */
export function whereOn(side: TableSide, range: KeyRange): string {
  const columns = keyColumns(side);
  const terms = [
    ...(range.low ? [after(columns, range.low)] : []),
    ...(range.high ? [upTo(columns, range.high)] : []),
    ...(side.isSource ? side.table.filters.map((filter) => filterTerm(filter, side.table)) : []),
  ];
  return terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`;
}

export function orderBy(table: TablePlan, direction: 'ASC' | 'DESC' = 'ASC'): string {
  if (table.key === null) return '';
  return ` ORDER BY ${keyColumns(sourceSide(table))
    .map((column) => `${quoteName(column.name)}${direction === 'ASC' ? '' : ' DESC'}`)
    .join(', ')}`;
}

interface KeyColumn {
  readonly name: string;
  readonly column: Column;
}

function keyColumns(side: TableSide): KeyColumn[] {
  return (side.table.key ?? []).map((position) => {
    const planned = side.table.columns[position]!;
    return { name: nameOn(side, planned), column: planned.source };
  });
}

/** `(a, b) > (x, y)`, spelled out: the row form is not always answered by a range scan. */
function after(columns: readonly KeyColumn[], key: Key): string {
  const terms = columns.map((_, position) => compare(columns, key, position, '>'));
  return terms.length === 1 ? terms[0]! : `${leading(columns, key, '>=')} AND (${terms.join(' OR ')})`;
}

function upTo(columns: readonly KeyColumn[], key: Key): string {
  const terms = columns.map((_, position) =>
    compare(columns, key, position, position === columns.length - 1 ? '<=' : '<'),
  );
  return terms.length === 1 ? terms[0]! : `${leading(columns, key, '<=')} AND (${terms.join(' OR ')})`;
}

/** Says nothing new, but lets every optimizer see the range on the first key column. */
function leading(columns: readonly KeyColumn[], key: Key, operator: string): string {
  return `${quoteName(columns[0]!.name)} ${operator} ${keyLiteral(columns[0]!.column, key[0]!)}`;
}

/** Equal before `position`, and `operator` there. */
function compare(columns: readonly KeyColumn[], key: Key, position: number, operator: string): string {
  const equal = columns
    .slice(0, position)
    .map((column, index) => `${quoteName(column.name)} = ${keyLiteral(column.column, key[index]!)}`);
  const last = `${quoteName(columns[position]!.name)} ${operator} ${keyLiteral(columns[position]!.column, key[position]!)}`;
  return equal.length === 0 ? last : `(${[...equal, last].join(' AND ')})`;
}

/** A key value as a literal of the column's own type, character set and collation. */
function keyLiteral(column: Column, value: string): string {
  const { hex, isUtf8 } = keyValue(value);
  switch (column.kind) {
    case 'text':
      return isUtf8
        ? `CONVERT(_utf8mb4 X'${hex}' USING ${column.charset}) COLLATE ${column.collation}`
        : `_${column.charset} X'${hex}' COLLATE ${column.collation}`;
    case 'binary':
      return `X'${hex}'`;
    case 'integer':
    case 'decimal':
    case 'year':
      return Buffer.from(hex, 'hex').toString('latin1');
    default:
      return `'${Buffer.from(hex, 'hex').toString('latin1')}'`;
  }
}

/** Where a column's text is compared with a person's text, the text is what the person's file says: UTF-8. */
function filterTerm(filter: ColumnFilter, table: TablePlan): string {
  const name = quoteName(filter.column);
  const column = table.source.columns.find((candidate) => candidate.name === filter.column);
  const terms = filter.conditions.map((condition) => conditionTerm(name, column, condition));
  return terms.length === 1 ? terms[0]! : `(${terms.join(' OR ')})`;
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'decimal', 'float', 'double', 'year', 'bit']);

function conditionTerm(name: string, column: Column | undefined, condition: FilterCondition): string {
  // A number against a number column stays a number: as text it would be compared as DOUBLE and lose digits.
  const literal = (value: string) =>
    column && NUMBERS.has(column.kind) && /^[+-]?\d+(\.\d+)?$/.test(value) ? value : quoteText(value);
  switch (condition.operator) {
    case 'lte':
      return `${name} <= ${literal(condition.value)}`;
    case 'gte':
      return `${name} >= ${literal(condition.value)}`;
    case 'eq':
      return `${name} = ${literal(condition.value)}`;
    case 'noteq':
      return `${name} <> ${literal(condition.value)}`;
    case 'between':
      return `${name} BETWEEN ${literal(condition.start)} AND ${literal(condition.end)}`;
    case 'notbetween':
      return `${name} NOT BETWEEN ${literal(condition.start)} AND ${literal(condition.end)}`;
    case 'null':
      return `${name} IS NULL`;
    case 'notnull':
      return `${name} IS NOT NULL`;
  }
}

/** Sets how text arrives: as stored, or converted to UTF-8 by the source. */
export function resultsCharset(text: TextForm): string {
  return `SET character_set_results = ${text === 'stored' ? 'NULL' : 'utf8mb4'}`;
}
