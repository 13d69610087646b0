/** Reads the table mappings of AWS DMS, byte for byte as its users have them. */
import * as v from 'valibot';
import { join, listOf, Problems, shape, short } from './document.ts';
import type { Issue } from './errors.ts';
import type { WrittenRule } from './mapping-rule.ts';
import { notCarriedOut, ruleHead } from './mapping-rule.ts';
import { readSelection } from './mapping-selection.ts';
import { readTableSettings } from './mapping-table-settings.ts';
import { readTransformation } from './mapping-transformation.ts';
import { tableId } from './table.ts';
import type {
  SelectionRule,
  TableMappings,
  TableSettingsRule,
  TransformationRule,
} from './table-mappings.ts';

const documentShape = shape({ rules: listOf(v.unknown()) });

/**
 * The rules of a document `{"rules": […]}`, and one issue per rule that is not carried out as written.
 * `at` is the path of the document inside a larger one.
 * @throws DmsError 'document' with every problem found
 */
export function parseTableMappings(
  document: unknown,
  file: string,
  at = '',
): { mappings: TableMappings; issues: Issue[] } {
  const problems = new Problems(file);
  const { rules } = problems.demand(documentShape, document, at);
  const path = join(at, 'rules');
  const written = readHeads(rules, path, problems);
  const selection: SelectionRule[] = [];
  const transformations: TransformationRule[] = [];
  const tableSettings: TableSettingsRule[] = [];
  for (const { rule, value } of written) {
    switch (rule.head['rule-type']) {
      case 'selection':
        keep(selection, readSelection(rule, value));
        break;
      case 'transformation':
        keep(transformations, readTransformation(rule, value));
        break;
      case 'table-settings':
        keep(tableSettings, readTableSettings(rule, value));
        break;
      default:
        rule.ignored.push('the whole rule');
    }
  }
  if (!written.some(({ rule }) => rule.head['rule-type'] === 'selection')) {
    problems.add(path, 'has no selection rule', 'at least one rule of rule-type selection');
  }
  problems.throwIfAny();
  const issues = written.flatMap(({ rule }) => notCarriedOut(rule));
  issues.push(...strayKeys(document), ...doubledSettings(tableSettings));
  return { mappings: { selection, transformations, tableSettings }, issues };
}

function keep<R>(rules: R[], rule: R | null): void {
  if (rule) rules.push(rule);
}

function readHeads(rules: readonly unknown[], path: string, problems: Problems) {
  const read: { rule: WrittenRule; value: unknown }[] = [];
  const ids = new Map<number, number>();
  const names = new Map<string, number>();
  for (const [index, value] of rules.entries()) {
    const at = join(path, index);
    const head = problems.read(ruleHead, value, at);
    if (!head) continue;
    const id = head['rule-id'];
    const name = head['rule-name'];
    refuseTwin(ids, id, index, join(at, 'rule-id'));
    if (typeof name === 'string') refuseTwin(names, name, index, join(at, 'rule-name'));
    read.push({ rule: { head, path: at, problems, ignored: [] }, value });
  }
  return read;

  function refuseTwin<T>(seen: Map<T, number>, one: T, index: number, at: string): void {
    const twin = seen.get(one);
    if (twin === undefined) seen.set(one, index);
    else problems.add(at, `is ${short(one)}, which rules[${twin}] has too`, 'a value no other rule has');
  }
}

function strayKeys(document: unknown): Issue[] {
  const stray = Object.keys(document as object).filter((key) => key !== 'rules');
  if (stray.length === 0) return [];
  const detail = `Not carried out: ${stray.map((key) => `the key "${key}"`).join('; ')}. Only "rules" is read.`;
  return [{ code: 'not-carried-out', subject: 'table mappings', detail }];
}

function doubledSettings(rules: readonly TableSettingsRule[]): Issue[] {
  const first = new Map<string, TableSettingsRule>();
  const issues: Issue[] = [];
  for (const rule of [...rules].sort((a, b) => a.id - b.id)) {
    const id = tableId(rule.locator);
    const winner = first.get(id);
    if (!winner) first.set(id, rule);
    else {
      const detail = `Table settings rules ${winner.id} and ${rule.id} name the same table; rule ${winner.id}, the lower rule-id, is used.`;
      issues.push({ code: 'ambiguous', subject: `rule ${rule.id}`, detail });
    }
  }
  return issues;
}
