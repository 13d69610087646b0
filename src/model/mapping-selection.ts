/** Reads selection rules and their source filters. */
import * as v from 'valibot';
import { filledText, join, listOf, oneOf, shape, short, wholeNumber } from './document.ts';
import type { WrittenRule } from './mapping-rule.ts';
import { ignoreOtherKeys, RULE_KEYS } from './mapping-rule.ts';
import type { ColumnFilter, FilterCondition } from './table.ts';
import type { SelectionRule } from './table-mappings.ts';
import { compilePattern } from './wildcard.ts';

const OPERATORS = ['lte', 'ste', 'gte', 'eq', 'noteq', 'between', 'notbetween', 'null', 'notnull'] as const;

/** The largest the AWS DMS API takes: a signed 32-bit number. */
const LARGEST_LOAD_ORDER = 2_147_483_647;

const COMPARED = 'a text in double quotes, or a number JSON can hold exactly';

/** A JSON number past 15 digits has already lost some: comparing with it would move the wrong rows. */
const compared = v.pipe(
  v.union([v.string(), v.number()], COMPARED),
  v.check((given) => typeof given === 'string' || isExact(given), COMPARED),
  v.transform(String),
);

const conditionShape = shape({
  'filter-operator': oneOf(OPERATORS),
  value: v.nullish(compared),
  'start-value': v.nullish(compared),
  'end-value': v.nullish(compared),
});

const filterShape = shape({
  'filter-type': oneOf(['source']),
  'column-name': filledText,
  'filter-conditions': v.pipe(listOf(conditionShape), v.minLength(1, 'at least one condition')),
});

const selectionShape = shape({
  'rule-action': oneOf(['include', 'exclude', 'explicit']),
  'object-locator': shape({
    'schema-name': filledText,
    'table-name': filledText,
    'table-type': v.nullish(oneOf(['table', 'view', 'all']), 'table'),
  }),
  'load-order': v.nullish(wholeNumber(1, LARGEST_LOAD_ORDER)),
  filters: v.nullish(listOf(filterShape), []),
});

export function readSelection(rule: WrittenRule, value: unknown): SelectionRule | null {
  const written = rule.problems.read(selectionShape, value, rule.path);
  if (!written) return null;
  const locator = written['object-locator'];
  const action = written['rule-action'];
  if (action === 'explicit') refuseWildcards(rule, locator);
  const filters = readFilters(rule, written.filters ?? []);
  ignoreOtherKeys(rule, written, [...RULE_KEYS, 'load-order', 'filters']);
  ignoreOtherKeys(rule, locator, ['schema-name', 'table-name', 'table-type'], 'object-locator.');
  if (action === 'exclude' && typeof written['load-order'] === 'number') {
    rule.ignored.push('"load-order", which means nothing on an exclude rule');
  }
  return {
    kind: 'selection',
    id: rule.head['rule-id'],
    action,
    locator: { schema: locator['schema-name'], table: locator['table-name'] },
    tableType: locator['table-type'] ?? 'table',
    loadOrder: action === 'exclude' ? null : (written['load-order'] ?? null),
    filters: honoured(rule, action, locator['table-name'], filters) ? filters : [],
  };
}

function refuseWildcards(rule: WrittenRule, locator: { 'schema-name': string; 'table-name': string }): void {
  for (const key of ['schema-name', 'table-name'] as const) {
    if (compilePattern(locator[key], true).plain !== null) continue;
    const path = join(join(rule.path, 'object-locator'), key);
    const allowed = 'one exact name; for a pattern use the rule-action include';
    rule.problems.add(path, `is ${short(locator[key])}, a pattern in an explicit rule`, allowed);
  }
}

/** AWS DMS reads filters on include rules with a plain table name only, and so must the same file here. */
function honoured(
  rule: WrittenRule,
  action: string,
  table: string,
  filters: readonly ColumnFilter[],
): boolean {
  if (filters.length === 0) return false;
  if (action !== 'include') {
    rule.ignored.push(`"filters", which AWS DMS reads on include rules only (all rows are taken)`);
    return false;
  }
  if (compilePattern(table, true).plain === null) {
    rule.ignored.push(`"filters", which need a table name without wildcards (all rows are taken)`);
    return false;
  }
  return true;
}

type WrittenFilter = v.InferOutput<typeof filterShape>;

function readFilters(rule: WrittenRule, written: readonly WrittenFilter[]): ColumnFilter[] {
  return written.map((filter, index) => {
    const path = join(join(rule.path, 'filters'), index);
    ignoreOtherKeys(rule, filter, ['filter-type', 'column-name', 'filter-conditions'], 'filters.');
    const conditions = filter['filter-conditions'].map((condition, position) =>
      readCondition(rule, condition, join(join(path, 'filter-conditions'), position)),
    );
    return { column: filter['column-name'], conditions };
  });
}

function readCondition(
  rule: WrittenRule,
  written: v.InferOutput<typeof conditionShape>,
  path: string,
): FilterCondition {
  const operator = written['filter-operator'];
  const need = (key: 'value' | 'start-value' | 'end-value'): string => {
    const given = written[key];
    if (given !== null && given !== undefined) return given;
    rule.problems.add(join(path, key), 'is missing', `a value for the operator ${operator}`);
    return '';
  };
  const ignoreAllBut = (keys: readonly string[]) =>
    ignoreOtherKeys(rule, written, ['filter-operator', ...keys], 'filter-conditions.');
  switch (operator) {
    case 'null':
    case 'notnull':
      ignoreAllBut([]);
      return { operator };
    case 'between':
    case 'notbetween':
      ignoreAllBut(['start-value', 'end-value']);
      return { operator, start: need('start-value'), end: need('end-value') };
    default:
      ignoreAllBut(['value']);
      // AWS DMS: "smaller than or equal", whatever the letters suggest.
      return { operator: operator === 'ste' ? 'lte' : operator, value: need('value') };
  }
}

function isExact(number: number): boolean {
  return Number.isSafeInteger(number) || /^-?\d{1,9}\.\d{1,6}$/.test(String(number));
}
