/** What the task renames, and whether a statement speaks of any of it. */
import type { TablePlan } from '../../../../model/table.ts';
import { nameOf } from '../key-definition.ts';
import { isSymbol, type Token } from '../tokens.ts';

/** Schemas of the task by what they are called on the target. */
export function targetSchemas(plans: readonly TablePlan[]): Map<string, string> {
  return new Map(plans.map((plan) => [plan.source.name.schema, plan.target.schema]));
}

/** A schema that is called otherwise on the target, where the statement names it with a dot behind it. */
export interface SchemaMention {
  readonly at: number;
  readonly schema: string;
  /** In backticks outside any text: can be replaced without a doubt. */
  readonly exact: boolean;
}

export function renamedSchemas(tokens: readonly Token[], plans: readonly TablePlan[]): SchemaMention[] {
  const renamed = [...targetSchemas(plans)]
    .filter(([source, target]) => source !== target)
    .map(([source]) => source);
  return tokens.flatMap((token, at) => {
    if (token.kind === 'text') {
      const schema = renamed.find((name) => mentions(token.text, name));
      return schema === undefined ? [] : [{ at, schema, exact: false }];
    }
    if (token.kind !== 'name' && token.kind !== 'word') return [];
    const schema = renamed.find((name) => same(name, nameOf(token)));
    if (schema === undefined || !isSymbol(tokens[at + 1], '.') || isSymbol(tokens[at - 1], '.')) return [];
    return [{ at, schema, exact: token.kind === 'name' }];
  });
}

/** Whether a text could be SQL, put together at run time, that names the schema. */
function mentions(text: string, schema: string): boolean {
  const at = text.toLowerCase().indexOf(schema.toLowerCase());
  return at >= 0 && /^[`"]?\s*\./u.test(text.slice(at + schema.length));
}

/**
 * A table or column that is called otherwise on the target, or is not there, and that the statement names.
 * `own` is the table of a trigger: its columns are meant by NEW and OLD, without its name.
 */
export function renamedNames(
  tokens: readonly Token[],
  plans: readonly TablePlan[],
  own: TablePlan | undefined,
): string | null {
  const named = new Set(
    tokens
      .filter(({ kind }) => kind === 'name' || kind === 'word')
      .map((token) => nameOf(token).toLowerCase()),
  );
  const texts = tokens.filter(({ kind }) => kind === 'text').map(({ text }) => text.toLowerCase());
  const isNamed = (name: string): boolean =>
    named.has(name.toLowerCase()) || texts.some((text) => text.includes(name.toLowerCase()));
  for (const plan of plans) {
    const { table } = plan.source.name;
    if (isNamed(table) && plan.target.table !== table) {
      return `table ${table}, which is called ${plan.target.table} on the target`;
    }
    if (!isNamed(table) && plan !== own) continue;
    const moved = plan.columns.find(({ source, target }) => source.name !== target && isNamed(source.name));
    if (moved) return `column ${table}.${moved.source.name}, which is called ${moved.target} on the target`;
    const removed = plan.removed.find(isNamed);
    if (removed !== undefined) return `column ${table}.${removed}, which does not come along`;
  }
  return null;
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
