/**
 * Carries out selection rules: what is included or named, less what is excluded. The order of rules
 * never matters, as in AWS DMS.
 */

import type { Issue } from './errors.ts';
import { DmsError } from './errors.ts';
import { distinctIssues } from './issues.ts';
import type { NearMiss } from './near-misses.ts';
import { nearMisses } from './near-misses.ts';
import type { TableName, TableSummary } from './table.ts';
import type { SelectedTable, SelectionRule, TableMappings } from './table-mappings.ts';
import type { FoldedName, Pattern } from './wildcard.ts';
import { compilePattern, foldedName, literalPattern } from './wildcard.ts';

export interface Selection {
  /** In the order of the source's list. */
  readonly selected: readonly SelectedTable[];
  readonly issues: readonly Issue[];
  /** Rules that take tables and match none, lowest rule-id first. */
  readonly idle: readonly NearMiss[];
  /**
   * Set when no table is selected. Not thrown, because `FailOnNoTablesCaptured` may say that this is
   * no failure.
   */
  readonly nothing: DmsError<'mapping.nothing'> | null;
}

/** What a rule asks of a table. */
type NamedTable = Pick<TableSummary, 'name' | 'kind'>;

/** `caseSensitive` is the source's own way with names of schemas and tables. */
export function selectTables(
  mappings: TableMappings,
  tables: readonly NamedTable[],
  options: { readonly caseSensitive: boolean },
): Selection {
  const rules = mappings.selection.map((rule) => compileRule(rule, options.caseSensitive));
  const takers = rules.filter(({ rule }) => rule.action !== 'exclude').sort(moreSpecificFirst);
  const excluders = rules.filter(({ rule }) => rule.action === 'exclude');
  const selected: SelectedTable[] = [];
  const issues: Issue[] = [];
  for (const table of tables) {
    const name = foldedName(table.name.table, options.caseSensitive);
    const taken = takers.filter((taker) => taker.matches(table, name));
    for (const taker of taken) taker.hits.push(table.name);
    const winner = taken[0];
    if (!winner) continue;
    const excluder = excluders.find((one) => one.matches(table, name));
    if (excluder) {
      issues.push(...excludedThoughNamed(winner, excluder));
      continue;
    }
    for (const loser of taken) if (loser.terms !== winner.terms) winner.outdone.add(loser);
    const { loadOrder, filters } = winner.rule;
    selected.push({ name: table.name, kind: table.kind, loadOrder: loadOrder ?? 0, filters });
  }
  issues.push(...takers.flatMap(outdone), ...takers.flatMap(manyFiltered));
  const idle = takers.filter((taker) => taker.hits.length === 0).map((taker) => taker.rule);
  const near = nearMisses(idle, tables);
  if (selected.length > 0) issues.push(...near.map(matchesNothing));
  return {
    selected,
    issues: distinctIssues(issues),
    idle: near,
    nothing: selected.length > 0 ? null : nothing(rules, near),
  };
}

interface CompiledRule {
  readonly rule: SelectionRule;
  readonly schema: Pattern;
  readonly table: Pattern;
  /** Tables it matched, excluded ones too. */
  readonly hits: TableName[];
  /** What it asks of a table: filters and load order. */
  readonly terms: string;
  /** Rules that ask something else of the same tables, and lost. */
  readonly outdone: Set<CompiledRule>;
  matches(table: NamedTable, name: FoldedName): boolean;
}

function compileRule(rule: SelectionRule, caseSensitive: boolean): CompiledRule {
  const compile = (text: string) => {
    const pattern = compilePattern(text, caseSensitive);
    const named = rule.action === 'explicit' && pattern.plain !== null;
    return named ? compilePattern(literalPattern(pattern.plain), caseSensitive) : pattern;
  };
  const schema = compile(rule.locator.schema);
  const table = compile(rule.locator.table);
  // Few schemas, many tables: each schema is held against the pattern once.
  const schemas = new Map<string, boolean>();
  const schemaFits = (name: string) => {
    const known = schemas.get(name) ?? schema.matches(foldedName(name, caseSensitive));
    schemas.set(name, known);
    return known;
  };
  const kindFits = (kind: TableSummary['kind']) => rule.tableType === 'all' || rule.tableType === kind;
  const matches = (one: NamedTable, name: FoldedName) =>
    kindFits(one.kind) && schemaFits(one.name.schema) && table.matches(name);
  const terms = JSON.stringify([rule.loadOrder ?? 0, rule.filters]);
  return { rule, schema, table, hits: [], terms, outdone: new Set(), matches };
}

/**
 * Explicit rules, then exact names of tables, of schemas, then more literal characters, fewer `%`, and
 * last the lower rule-id. AWS DMS leaves this order open.
 */
function moreSpecificFirst(a: CompiledRule, b: CompiledRule): number {
  const rank = ({ rule, schema, table }: CompiledRule) => [
    rule.action === 'explicit' ? 0 : 1,
    table.exact === null ? 1 : 0,
    schema.exact === null ? 1 : 0,
    -(table.literals + schema.literals),
    table.runs + schema.runs,
    rule.id,
  ];
  const [first, second] = [rank(a), rank(b)];
  const decisive = first.findIndex((value, index) => value !== second[index]);
  return decisive < 0 ? 0 : first[decisive]! - second[decisive]!;
}

function excludedThoughNamed(winner: CompiledRule, excluder: CompiledRule): Issue[] {
  if (winner.rule.action !== 'explicit') return [];
  const { schema, table } = winner.rule.locator;
  const detail = `Explicit rule ${winner.rule.id} names ${schema}.${table}, but exclude rule ${excluder.rule.id} takes it out; it is left out.`;
  return [{ code: 'ambiguous', subject: showRule(winner), detail }];
}

function outdone(winner: CompiledRule): Issue[] {
  return [...winner.outdone].map((loser) => {
    const detail = `Rules ${winner.rule.id} and ${loser.rule.id} include the same table with different filters or load order; those of rule ${winner.rule.id}, the more specific (else the lower rule-id), are used.`;
    return { code: 'ambiguous', subject: showRule(loser), detail };
  });
}

/** `order_items` with a filter also matches `orderXitems`: say so when it does. */
function manyFiltered(taker: CompiledRule): Issue[] {
  const { rule, hits } = taker;
  const names = [...new Set(hits.map((name) => name.table))];
  if (rule.filters.length === 0 || names.length < 2) return [];
  const detail = `The filters apply to ${names.slice(0, 3).join(', ')}: "_" matches any character. Write "${literalPattern(taker.table.plain ?? rule.locator.table)}" to mean one table.`;
  return [{ code: 'ambiguous', subject: showRule(taker), detail }];
}

function matchesNothing({ rule, names }: NearMiss): Issue {
  const hint = names.length > 0 ? ` Near it: ${names.join(', ')}.` : '';
  const detail = `${rule.locator.schema}.${rule.locator.table} matches no ${rule.tableType === 'all' ? 'table or view' : rule.tableType}.${hint}`;
  return { code: 'notice', subject: `rule ${rule.id}`, detail };
}

function nothing(rules: readonly CompiledRule[], near: readonly NearMiss[]): DmsError<'mapping.nothing'> {
  const patterns = rules.map(({ rule }) => `${rule.action} ${rule.locator.schema}.${rule.locator.table}`);
  return new DmsError('mapping.nothing', {
    patterns,
    near: [...new Set(near.flatMap(({ names }) => names))],
  });
}

function showRule({ rule }: CompiledRule): string {
  return `rule ${rule.id}`;
}
