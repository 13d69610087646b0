/** Which tables a pattern means, and how much that is: what a person wants to see before it becomes a rule. */
import { nearMisses } from './near-misses.ts';
import { parsePattern } from './patterns.ts';
import { showTable, type TableName } from './table.ts';
import type { ObjectLocator } from './table-mappings.ts';
import { compilePattern, foldedName } from './wildcard.ts';

/** What has to be known of a table to count it. */
export interface Countable {
  readonly name: TableName;
  readonly kind: 'table' | 'view';
  readonly estimatedRows: number | null;
  readonly dataBytes: number | null;
}

export interface TableCounts {
  readonly tables: number;
  readonly views: number;
  /** Sums of the estimates there are; null where there is none at all. */
  readonly estimatedRows: number | null;
  readonly dataBytes: number | null;
}

export function countTables(tables: readonly Countable[]): TableCounts {
  return {
    tables: tables.filter(({ kind }) => kind === 'table').length,
    views: tables.filter(({ kind }) => kind === 'view').length,
    estimatedRows: sumOf(tables.map(({ estimatedRows }) => estimatedRows)),
    dataBytes: sumOf(tables.map(({ dataBytes }) => dataBytes)),
  };
}

function sumOf(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((sum, one) => (one === null ? sum : (sum ?? 0) + one), null);
}

/** A pattern made ready to be held against the names of one endpoint. */
export interface TablePattern {
  readonly source: string;
  readonly matchesSchema: (schema: string) => boolean;
  readonly matches: (table: TableName) => boolean;
  /**
   * The one table that a plain name means: `film_actor` is a name to whoever writes it, although its `_`
   * stands for any character. Null when no table is called so, or when the pattern has other wildcards.
   */
  named<Table extends { readonly name: TableName }>(tables: readonly Table[]): Table | null;
}

/**
 * `caseSensitive` is the endpoint's own way with names.
 * @throws DmsError 'usage'
 */
export function tablePattern(source: string, caseSensitive: boolean): TablePattern {
  const locator = parsePattern(source);
  const schema = compilePattern(locator.schema, caseSensitive);
  const table = compilePattern(locator.table, caseSensitive);
  const fold = (name: string) => foldedName(name, caseSensitive);
  const same = (one: string, other: string) => fold(one).text === fold(other).text;
  const matchesSchema = (name: string) => schema.matches(fold(name));
  return {
    source,
    matchesSchema,
    matches: (name) => matchesSchema(name.schema) && table.matches(fold(name.table)),
    named: (tables) =>
      (schema.plain !== null &&
        table.plain !== null &&
        tables.find(({ name }) => same(name.schema, schema.plain!) && same(name.table, table.plain!))) ||
      null,
  };
}

/** Tables the writer of a pattern may have meant, best first; also those whose names hold what was written. */
export function nearPattern(
  source: string,
  tables: readonly { readonly name: TableName; readonly kind: 'table' | 'view' }[],
): string[] {
  const locator = parsePattern(source);
  const [miss] = nearMisses([anyKind(locator)], tables);
  // A pattern without a dot is a schema, and a table to some who write it.
  const written = locator.table === '%' ? locator.schema : locator.table;
  const holder = compilePattern(`%${written}%`, false);
  const holding = tables.filter(({ name }) => holder.matches(foldedName(name.table, false)));
  const held = holder.literals === 0 ? [] : holding.slice(0, MOST_HOLDING).map(({ name }) => showTable(name));
  return [...new Set([...miss!.names, ...held])];
}

/** As many as are offered of names that are near. */
const MOST_HOLDING = 3;

function anyKind(locator: ObjectLocator) {
  return {
    kind: 'selection',
    id: 1,
    action: 'include',
    locator,
    tableType: 'all',
    loadOrder: null,
    filters: [],
  } as const;
}
