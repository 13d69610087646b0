/** The schemas of an endpoint, with what is in each as far as it was counted. */
import type { ListedTable } from '../../../endpoints/catalog-contract.ts';
import { countTables, type TableCounts } from '../../../model/match-tables.ts';
import { contains, type Filter, filterText, NO_FILTER } from '../../state/filter.ts';
import { LIST_START, type ListPlace } from '../../state/list.ts';
import { type Asking, NOT_ASKING } from './asking.ts';

export interface SchemaRow {
  /** Null for all of them together. */
  readonly schema: string | null;
  /** Null until they were counted. */
  readonly counts: TableCounts | null;
}

export interface SchemasState extends Asking {
  readonly title: string;
  /** In the order of their names; null before they were read. */
  readonly schemas: readonly SchemaRow[] | null;
  /** What the filter leaves of them, behind the row of all. */
  readonly shown: readonly SchemaRow[];
  readonly filter: Filter;
  readonly list: ListPlace;
}

export function unreadSchemas(title: string): SchemasState {
  return { ...NOT_ASKING, title, schemas: null, shown: [], filter: NO_FILTER, list: LIST_START };
}

export function withSchemas(
  state: SchemasState,
  names: readonly string[],
  known: (schema: string) => readonly ListedTable[] | null,
): SchemasState {
  const schemas = names.map((schema) => {
    const tables = known(schema);
    return { schema, counts: tables === null ? null : countTables(tables) };
  });
  return shownAgain({ ...state, schemas });
}

export function withCounted(
  state: SchemasState,
  schema: string,
  tables: readonly ListedTable[],
): SchemasState {
  if (state.schemas === null) return state;
  const counts = countTables(tables);
  return shownAgain({
    ...state,
    schemas: state.schemas.map((row) => (row.schema === schema ? { schema, counts } : row)),
  });
}

export function withSchemaFilter(state: SchemasState, filter: Filter): SchemasState {
  const isOther = filter.field.text !== state.filter.field.text;
  return shownAgain({ ...state, filter, list: isOther ? LIST_START : state.list });
}

/** Whether what is written means tables rather than schemas: a name with a dot, or a pattern. */
export function meansTables({ filter }: SchemasState): boolean {
  return /[.%`]/.test(filterText(filter) ?? '');
}

export function uncounted({ schemas }: SchemasState): string[] {
  return (schemas ?? []).flatMap(({ schema, counts }) => (counts === null ? [schema!] : []));
}

function shownAgain(state: SchemasState): SchemasState {
  const schemas = state.schemas ?? [];
  const looked = filterText(state.filter);
  if (looked !== null) {
    return { ...state, shown: schemas.filter(({ schema }) => contains(schema!, looked)) };
  }
  // One schema is all of them already.
  return { ...state, shown: schemas.length > 1 ? [rowOfAll(schemas), ...schemas] : schemas };
}

/** Not counted before every one of them is: a part would be taken for the whole. */
function rowOfAll(schemas: readonly SchemaRow[]): SchemaRow {
  const all = schemas.map(({ counts }) => counts);
  if (all.includes(null)) return { schema: null, counts: null };
  return { schema: null, counts: summed(all as TableCounts[]) };
}

function summed(all: readonly TableCounts[]): TableCounts {
  const sum = (numbers: readonly (number | null)[]) =>
    numbers.reduce((total, one) => (one === null ? total : (total ?? 0) + one), null);
  return {
    tables: all.reduce((total, { tables }) => total + tables, 0),
    views: all.reduce((total, { views }) => total + views, 0),
    estimatedRows: sum(all.map(({ estimatedRows }) => estimatedRows)),
    dataBytes: sum(all.map(({ dataBytes }) => dataBytes)),
  };
}
