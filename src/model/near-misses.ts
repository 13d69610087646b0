/** For selection rules that match nothing: the tables their writer may have meant. */
import { nearest } from './nearest.ts';
import type { TableSummary } from './table.ts';
import { showTable } from './table.ts';
import type { SelectionRule } from './table-mappings.ts';
import { compilePattern, foldedName } from './wildcard.ts';

export interface NearMiss {
  readonly rule: SelectionRule;
  /** Tables, or schemas as `dees.%`; empty when nothing is near. */
  readonly names: readonly string[];
}

/** More rules than this are not searched for: the first ones tell the story. */
const MOST_SEARCHED = 10;

/** One entry per rule, lowest rule-id first. */
export function nearMisses(
  idle: readonly SelectionRule[],
  tables: readonly Pick<TableSummary, 'name'>[],
): NearMiss[] {
  if (idle.length === 0) return [];
  const candidates = tables.map(({ name }) => ({
    shown: showTable(name),
    schema: foldedName(name.schema, false),
    table: foldedName(name.table, false),
  }));
  const schemas = [...new Set(tables.map(({ name }) => name.schema))];
  const rules = [...idle].sort((a, b) => a.id - b.id);
  return rules.map((rule, index) => ({ rule, names: index < MOST_SEARCHED ? search(rule) : [] }));

  /** What letter case or the table type keeps from matching; else names a slip away; else a schema alike. */
  function search({ locator }: SelectionRule): string[] {
    const schema = compilePattern(locator.schema, false);
    const table = compilePattern(locator.table, false);
    const loose = candidates.filter((one) => schema.matches(one.schema) && table.matches(one.table));
    if (loose.length > 0) return loose.slice(0, 3).map((one) => one.shown);
    const bareSchema = bare(locator.schema);
    const shown = candidates.map((one) => one.shown);
    const near = nearest(`${bareSchema}.${bare(locator.table)}`, shown);
    return near.length > 0 ? near : nearest(bareSchema, schemas).map((name) => `${name}.%`);
  }
}

/** The letters of a pattern without its wildcards. */
function bare(pattern: string): string {
  return compilePattern(pattern, true).plain ?? pattern.replaceAll('%', '');
}
