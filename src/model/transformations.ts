/** Finds the transformation rules that apply to a schema, a table and its columns. */
import type { Issue } from './errors.ts';
import type { TableName } from './table.ts';
import type { NameChange, TableMappings, TransformationRule } from './table-mappings.ts';
import type { FoldedName, Pattern } from './wildcard.ts';
import { compilePattern, foldedName } from './wildcard.ts';

/** The rules that reach one table, lowest rule-id first. */
export interface TableRules {
  readonly schema: NameChange | null;
  readonly table: NameChange | null;
  readonly columns: readonly ColumnRule[];
  readonly issues: readonly Issue[];
}

export interface ColumnRule {
  readonly id: number;
  readonly action: TransformationRule['change'];
  /** Takes names folded without regard to case: MySQL compares columns so on every platform. */
  matches(column: FoldedName): boolean;
}

export function rulesFor(mappings: TableMappings, name: TableName, caseSensitive: boolean): TableRules {
  const inSchema = foldedName(name.schema, caseSensitive);
  const named = foldedName(name.table, caseSensitive);
  const reaching = compiled(mappings, caseSensitive).filter(
    ({ schema, table }) => schema.matches(inSchema) && table.matches(named),
  );
  const ofTarget = (target: TransformationRule['target']) =>
    reaching.filter(({ rule }) => rule.target === target);
  const schemas = ofTarget('schema');
  const tables = ofTarget('table');
  const columns = ofTarget('column').map(({ rule, column }) => ({
    id: rule.id,
    action: rule.change,
    matches: (one: FoldedName) => column.matches(one),
  }));
  return {
    schema: naming(schemas[0]),
    table: naming(tables[0]),
    columns,
    issues: [...losers('schema', schemas), ...losers('table', tables)],
  };
}

/** At most one action per object: the lowest rule-id wins, and the others say nothing. */
export function gaveWay(kind: string, winner: number, loser: number): Issue {
  const detail = `Where rules ${winner} and ${loser} reach the same ${kind}, only rule ${winner} is applied: it has the lower rule-id.`;
  return { code: 'ambiguous', subject: `rule ${loser}`, detail };
}

interface CompiledTransformation {
  readonly rule: TransformationRule;
  readonly schema: Pattern;
  readonly table: Pattern;
  readonly column: Pattern;
}

/** Patterns are made ready once for all tables of a run. */
const ready = new WeakMap<TableMappings, Map<boolean, readonly CompiledTransformation[]>>();

function compiled(mappings: TableMappings, caseSensitive: boolean): readonly CompiledTransformation[] {
  const known = ready.get(mappings) ?? new Map<boolean, readonly CompiledTransformation[]>();
  ready.set(mappings, known);
  const rules = known.get(caseSensitive) ?? compile(mappings.transformations, caseSensitive);
  known.set(caseSensitive, rules);
  return rules;
}

function compile(rules: readonly TransformationRule[], caseSensitive: boolean): CompiledTransformation[] {
  return [...rules]
    .sort((a, b) => a.id - b.id)
    .map((rule) => ({
      rule,
      schema: compilePattern(rule.locator.schema, caseSensitive),
      table: compilePattern(rule.locator.table, caseSensitive),
      column: compilePattern(rule.locator.column, false),
    }));
}

function naming(winner: CompiledTransformation | undefined): NameChange | null {
  const change = winner?.rule.change;
  return !change || change.action === 'remove-column' || change.action === 'include-column' ? null : change;
}

function losers(kind: string, rules: readonly CompiledTransformation[]): Issue[] {
  const winner = rules[0];
  return winner ? rules.slice(1).map(({ rule }) => gaveWay(kind, winner.rule.id, rule.id)) : [];
}
