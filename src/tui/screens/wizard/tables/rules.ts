/** The rules of table mappings, as the documents of AWS DMS they will be saved as, and what the keys do to them. */
import { parseTableMappings } from '../../../../model/mapping-parser.ts';
import { parsePattern } from '../../../../model/patterns.ts';
import { selectTables } from '../../../../model/select-tables.ts';
import type { TableName, TableSummary } from '../../../../model/table.ts';
import type { TableMappings } from '../../../../model/table-mappings.ts';
import { compilePattern, foldedName } from '../../../../model/wildcard.ts';

export type Rule = Readonly<Record<string, unknown>>;

/** What the source is like, as far as rules depend on it. */
export interface SourceTables {
  readonly tables: readonly TableSummary[];
  readonly caseSensitive: boolean;
}

const FILE = 'table mappings';

/** @throws DmsError 'document' with the path of each problem */
export function mappingsOf(rules: readonly Rule[]): TableMappings {
  return parseTableMappings({ rules }, FILE).mappings;
}

/** Whether the rules take a table. */
export function takes(rules: readonly Rule[], table: TableSummary, caseSensitive: boolean): boolean {
  if (!rules.some(isSelection)) return false;
  return selectTables(mappingsOf(rules), [table], { caseSensitive }).selected.length > 0;
}

function isSelection(rule: Rule): boolean {
  return rule['rule-type'] === 'selection';
}

/** A rule for what was typed: `dees.%` includes, with `!` in front it excludes. @throws DmsError 'usage' */
export function withPattern(rules: readonly Rule[], typed: string): readonly Rule[] {
  const { exclude, schema, table } = readPattern(typed);
  return [...rules, selection(rules, exclude ? 'exclude' : 'include', schema, table)];
}

/** @throws DmsError 'usage' */
function readPattern(typed: string): { exclude: boolean; schema: string; table: string } {
  const exclude = typed.trim().startsWith('!');
  return { exclude, ...parsePattern(typed.trim().replace(/^!\s*/, '')) };
}

/** Takes a table in or leaves it out, by the fewest rules; null when a pattern of the person's own forbids it. */
export function toggled(
  rules: readonly Rule[],
  table: TableSummary,
  source: SourceTables,
): readonly Rule[] | null {
  const taken = takes(rules, table, source.caseSensitive);
  const without = rules.filter((rule) => !isOnlyFor(rule, table.name, taken ? 'include' : 'exclude'));
  if (takes(without, table, source.caseSensitive) !== taken) return without;
  const [schema, name] = [
    locator(table.name.schema, schemasOf(source)),
    locator(table.name.table, tablesIn(table, source)),
  ];
  const changed = [...without, selection(without, taken ? 'exclude' : 'include', schema, name)];
  return takes(changed, table, source.caseSensitive) !== taken ? changed : null;
}

/** The same for a whole schema: what was chosen of single tables in it is forgotten. */
export function toggledSchema(rules: readonly Rule[], schema: string, source: SourceTables): readonly Rule[] {
  const inside = source.tables.filter((table) => table.name.schema === schema);
  const takesAll = inside.every((table) => takes(rules, table, source.caseSensitive));
  const pattern = locator(schema, schemasOf(source));
  const without = rules.filter((rule) => !isSelection(rule) || locatorOf(rule)['schema-name'] !== pattern);
  const takesNow = inside.some((table) => takes(without, table, source.caseSensitive));
  if (takesAll) return takesNow ? [...without, selection(without, 'exclude', pattern, '%')] : without;
  return [...without, selection(without, 'include', pattern, '%')];
}

function selection(
  rules: readonly Rule[],
  action: 'include' | 'exclude',
  schema: string,
  table: string,
): Rule {
  return {
    'rule-type': 'selection',
    ...numbered(rules),
    'object-locator': { 'schema-name': schema, 'table-name': table },
    'rule-action': action,
  };
}

/** The rule that leaves a column out; taken back when it is there. */
export function columnToggled(rules: readonly Rule[], table: TableName, column: string): readonly Rule[] {
  const without = rules.filter((rule) => !isForColumn(rule, table, column, 'remove-column'));
  return without.length < rules.length
    ? without
    : [...rules, ofColumn(rules, table, column, 'remove-column')];
}

/** The column's new name on the target; an empty one, or its own, takes the rule back. */
export function columnRenamed(
  rules: readonly Rule[],
  table: TableName,
  column: string,
  name: string,
): readonly Rule[] {
  const without = rules.filter((rule) => !isForColumn(rule, table, column, 'rename'));
  if (name === '' || name === column) return without;
  return [...without, { ...ofColumn(without, table, column, 'rename'), value: name }];
}

/** The table's new name on the target, in the same way. */
export function tableRenamed(rules: readonly Rule[], table: TableName, name: string): readonly Rule[] {
  const without = rules.filter((rule) => !isForTable(rule, table));
  if (name === '' || name === table.table) return without;
  const rule: Rule = {
    'rule-type': 'transformation',
    ...numbered(without),
    'rule-target': 'table',
    'object-locator': { 'schema-name': escaped(table.schema), 'table-name': escaped(table.table) },
    'rule-action': 'rename',
    value: name,
  };
  return [...without, rule];
}

export interface ColumnChoice {
  readonly leftOut: boolean;
  /** Null for its own. */
  readonly renamed: string | null;
}

/** What the person's own rules for one column say; rules with wildcards are not among them. */
export function choiceOf(rules: readonly Rule[], table: TableName, column: string): ColumnChoice {
  const renaming = rules.find((rule) => isForColumn(rule, table, column, 'rename'));
  return {
    leftOut: rules.some((rule) => isForColumn(rule, table, column, 'remove-column')),
    renamed: renaming === undefined ? null : String(renaming.value),
  };
}

export function newNameOf(rules: readonly Rule[], table: TableName): string | null {
  const renaming = rules.find((rule) => isForTable(rule, table));
  return renaming === undefined ? null : String(renaming.value);
}

function ofColumn(rules: readonly Rule[], table: TableName, column: string, action: string): Rule {
  return {
    'rule-type': 'transformation',
    ...numbered(rules),
    'rule-target': 'column',
    'object-locator': {
      'schema-name': escaped(table.schema),
      'table-name': escaped(table.table),
      'column-name': escaped(column),
    },
    'rule-action': action,
  };
}

function isForColumn(rule: Rule, table: TableName, column: string, action: string): boolean {
  const at = locatorOf(rule);
  return (
    rule['rule-target'] === 'column' &&
    rule['rule-action'] === action &&
    at['schema-name'] === escaped(table.schema) &&
    at['table-name'] === escaped(table.table) &&
    at['column-name'] === escaped(column)
  );
}

function isForTable(rule: Rule, table: TableName): boolean {
  const at = locatorOf(rule);
  return (
    rule['rule-target'] === 'table' &&
    rule['rule-action'] === 'rename' &&
    at['schema-name'] === escaped(table.schema) &&
    at['table-name'] === escaped(table.table)
  );
}

/** Whether a selection rule names this one table and no pattern. */
function isOnlyFor(rule: Rule, { schema, table }: TableName, action: string): boolean {
  if (!isSelection(rule) || rule['rule-action'] !== action) return false;
  const at = locatorOf(rule);
  // Written plain, a name with a `_` is that name; one with a `%` is a pattern of the person.
  const names = (written: string | undefined, name: string) =>
    written === escaped(name) || (written === name && !/[%[]/.test(name));
  return names(at['schema-name'], schema) && names(at['table-name'], table);
}

function locatorOf(rule: Rule): Readonly<Record<string, string>> {
  return (rule['object-locator'] ?? {}) as Readonly<Record<string, string>>;
}

/** Ids are free numbers, the next one the highest so far and one. */
function numbered(rules: readonly Rule[]): Rule {
  const ids = rules.map((rule) => Number(rule['rule-id'])).filter(Number.isSafeInteger);
  const id = String(Math.max(0, ...ids) + 1);
  return { 'rule-id': id, 'rule-name': id };
}

function schemasOf({ tables }: SourceTables): readonly string[] {
  return [...new Set(tables.map((table) => table.name.schema))];
}

function tablesIn({ name: { schema } }: TableSummary, { tables }: SourceTables): readonly string[] {
  return tables.filter((table) => table.name.schema === schema).map((table) => table.name.table);
}

/** The plain name where it means nothing but itself among the others, else with its wildcards in brackets. */
function locator(name: string, among: readonly string[]): string {
  if (/[%[\\]/.test(name)) return escaped(name);
  const plain = compilePattern(name, true);
  const matched = among.filter((one) => plain.matches(foldedName(one, true)));
  return matched.length === 1 && matched[0] === name ? name : escaped(name);
}

/** In the way of AWS DMS: a wildcard in brackets is itself. */
function escaped(name: string): string {
  return name.replaceAll('\\', '\\\\').replace(/[%_[]/g, '[$&]');
}
