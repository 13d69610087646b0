/** The rows of the tree of schemas and tables. */
import type { ListedTable } from '../../../../endpoints/catalog-contract.ts';
import { tablePattern } from '../../../../model/match-tables.ts';
import { tableId } from '../../../../model/table.ts';
import { type TablesState, takenOf } from './tables-state.ts';

export type TreeRow =
  | {
      readonly kind: 'schema';
      readonly schema: string;
      readonly isShut: boolean;
      readonly tables: number;
      readonly taken: number;
    }
  | { readonly kind: 'table'; readonly table: ListedTable; readonly isTaken: boolean };

type TreeState = Pick<TablesState, 'listed' | 'source' | 'rules' | 'shut' | 'filter'>;

/** A filter shows every table it matches, also those of schemas that are shut. */
export function treeRows(state: TreeState): readonly TreeRow[] {
  const { ids } = takenOf(state);
  const filtered = matching(state);
  const rows: TreeRow[] = [];
  for (const [schema, tables] of bySchema(filtered)) {
    const isShut = state.filter === '' && state.shut.includes(schema);
    const taken = tables.filter(({ name }) => ids.has(tableId(name))).length;
    rows.push({ kind: 'schema', schema, isShut, tables: tables.length, taken });
    if (isShut) continue;
    for (const table of tables) rows.push({ kind: 'table', table, isTaken: ids.has(tableId(table.name)) });
  }
  return rows;
}

/** Plain letters are looked for anywhere in the name; with `%` or a dot it is a pattern. */
function matching({ listed, filter, source }: TreeState): readonly ListedTable[] {
  const wanted = filter.trim();
  if (wanted === '') return listed;
  if (!/[%.]/.test(wanted)) {
    const lower = wanted.toLowerCase();
    return listed.filter(({ name }) => `${name.schema}.${name.table}`.toLowerCase().includes(lower));
  }
  return matchedBy(listed, wanted, source.caseSensitive);
}

/** The tables a pattern matches; none while it cannot be read yet. */
export function matchedBy(
  listed: readonly ListedTable[],
  pattern: string,
  caseSensitive: boolean,
): readonly ListedTable[] {
  try {
    const compiled = tablePattern(pattern, caseSensitive);
    return listed.filter(({ name }) => compiled.matches(name));
  } catch {
    // Half a pattern, as while it is typed.
    return [];
  }
}

function bySchema(tables: readonly ListedTable[]): ReadonlyMap<string, readonly ListedTable[]> {
  const groups = new Map<string, ListedTable[]>();
  for (const table of tables) {
    const group = groups.get(table.name.schema);
    if (group === undefined) groups.set(table.name.schema, [table]);
    else group.push(table);
  }
  return groups;
}
