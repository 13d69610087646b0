/** Decides what a task does with one table: its new names, the columns that travel, their limits. */

import type { Issue } from './errors.ts';
import { DmsError } from './errors.ts';
import { distinctIssues } from './issues.ts';
import { changeName } from './name-change.ts';
import { planColumns } from './plan-columns.ts';
import type { ColumnFilter, TableName, TablePlan, TableShape } from './table.ts';
import { showTable } from './table.ts';
import type { SelectedTable, TableMappings } from './table-mappings.ts';
import type { LobMode, TaskSettings } from './task-settings.ts';
import { rulesFor } from './transformations.ts';
import { foldName } from './wildcard.ts';

/**
 * The plan of one selected table, and what the rules leave unclear. Issues about rules repeat from table
 * to table: `distinctIssues` makes one of them. `tooLarge` are the columns that the LOB mode leaves behind.
 *
 * `caseSensitive` is the source's own way with names of schemas and tables; columns never are in MySQL.
 * @throws DmsError 'mapping.unknown-column', 'mapping.no-columns', 'mapping.collision'
 */
export function planTable(
  selected: SelectedTable,
  shape: TableShape,
  mappings: TableMappings,
  settings: TaskSettings,
  options: { readonly caseSensitive: boolean } = { caseSensitive: true },
): { plan: TablePlan; issues: Issue[]; tooLarge: string[] } {
  const rules = rulesFor(mappings, shape.name, options.caseSensitive);
  const target: TableName = {
    schema: rules.schema
      ? changeName(shape.name.schema, rules.schema)
      : (settings.targetSchema ?? shape.name.schema),
    table: rules.table ? changeName(shape.name.table, rules.table) : shape.name.table,
  };
  const lobs = lobMode(mappings, shape.name, settings.lobs, options.caseSensitive);
  const { columns, removed, tooLarge, issues } = planColumns(shape, rules.columns, lobs, target);
  if (columns.length === 0) throw new DmsError('mapping.no-columns', { table: showTable(shape.name) });
  const plan: TablePlan = {
    source: shape,
    target,
    columns,
    removed,
    key: keyPositions(shape, columns),
    filters: selected.filters.map((filter) => withRealName(filter, shape)),
    loadOrder: selected.loadOrder,
  };
  return { plan, issues: distinctIssues([...rules.issues, ...issues]), tooLarge };
}

function lobMode(mappings: TableMappings, name: TableName, byTask: LobMode, caseSensitive: boolean): LobMode {
  const same = (a: string, b: string) => foldName(a, caseSensitive) === foldName(b, caseSensitive);
  const own = mappings.tableSettings
    .filter(({ locator }) => same(locator.schema, name.schema) && same(locator.table, name.table))
    .sort((a, b) => a.id - b.id)[0];
  return own?.lobs ?? byTask;
}

function keyPositions(shape: TableShape, columns: TablePlan['columns']): number[] | null {
  if (!shape.key) return null;
  const positions = shape.key.map((name) => columns.findIndex((column) => column.source.name === name));
  return positions.includes(-1) ? null : positions;
}

/** Filters name columns as a person spells them; the plan carries the server's spelling. */
function withRealName(filter: ColumnFilter, shape: TableShape): ColumnFilter {
  const wanted = foldName(filter.column, false);
  const column =
    shape.columns.find((one) => one.name === filter.column) ??
    shape.columns.find((one) => foldName(one.name, false) === wanted);
  if (column) return { ...filter, column: column.name };
  const columns = shape.columns.map((one) => one.name);
  throw new DmsError('mapping.unknown-column', {
    table: showTable(shape.name),
    column: filter.column,
    columns,
  });
}
