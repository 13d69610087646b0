/** Foreign keys and checks as the target takes them. */
import { showTable, type TableName, type TablePlan } from '../../../model/table.ts';
import { quoteName, quoteTable } from '../sql-text.ts';
import type { ColumnDefinition } from './column-definition.ts';
import { checksAreKept } from './column-script.ts';
import { Draft, spanText } from './draft.ts';
import { refusedFunction } from './functions.ts';
import { usesCounter } from './gone-columns.ts';
import { type ForeignKeyDefinition, parseCheck, parseForeignKey } from './key-definition.ts';
import type { ForeignKeyScript } from './table-script.ts';
import type { Token } from './tokens.ts';
import { columnId, type Translation } from './translation.ts';

/** Names MariaDB gives to checks without one; each table has the same. */
const GIVEN_BY_MARIADB = /^CONSTRAINT_\d+$/u;

export function checkScript(
  translation: Translation,
  tokens: readonly Token[],
  columns: readonly ColumnDefinition[],
): string | null {
  const check = parseCheck(tokens);
  const { from, to, plan, names } = translation.request;
  const used = translation.namesIn(tokens, check.condition);
  const reason = (): string | null => {
    const gone = translation.firstGone(used);
    if (gone !== undefined) return `uses column \`${gone}\`, which does not come along`;
    if (!checksAreKept(translation)) return 'is not supported by the target';
    if (!check.enforced && to.product === 'mariadb')
      return 'is not enforced on the source, and MariaDB would enforce it';
    const refused = refusedFunction(tokens, check.condition, 'check', from, to);
    if (refused !== null) return `uses ${refused}, which the target does not take there`;
    return usesCounter(translation, used, columns)
      ? 'uses the AUTO_INCREMENT column, which MySQL does not allow'
      : null;
  };
  const why = reason();
  const title = check.name === null ? 'Check' : `Check \`${check.name}\``;
  if (why !== null) {
    translation.leftBehind(`${title} ${spanText(tokens, check.condition)} ${why}; it is left out.`);
    return null;
  }
  const draft = new Draft(tokens);
  translation.rewrite(draft, tokens, check.condition);
  if (check.name !== null && to.product === 'mysql') {
    if (from.product === 'mariadb' && GIVEN_BY_MARIADB.test(check.name)) {
      draft.remove({ first: tokens.findIndex((token) => token.kind === 'word'), last: check.nameAt });
    } else {
      const name = names.claim('CHECK', check.name, plan.target);
      if (name !== check.name) {
        draft.replaceAt(check.nameAt, quoteName(name));
        translation.translated(`${title}: the name is taken in the target schema; it becomes \`${name}\`.`);
      }
    }
  }
  return draft.toString();
}

export function foreignKeyScript(
  translation: Translation,
  tokens: readonly Token[],
): ForeignKeyScript | null {
  const key = parseForeignKey(tokens);
  const { plan, names } = translation.request;
  const title = key.name === null ? 'Foreign key' : `Foreign key \`${key.name}\``;
  const source: TableName = { schema: key.parentSchema ?? plan.source.name.schema, table: key.parentTable };
  const parent = parentPlan(translation, source);
  const why = refusal(translation, key, source, parent);
  if (why !== null || parent === null) {
    const issue = translation.leftBehind(`${title} ${why}; it is left out.`);
    if (parent === null) translation.lostKeys.push({ name: key.name, parent: source, issue });
    return null;
  }
  const draft = new Draft(tokens);
  for (const { name, at } of key.columns) {
    const renamed = translation.newName(name);
    if (renamed !== undefined) draft.replaceAt(at, quoteName(renamed));
  }
  draft.replace(key.parentSpan, quoteTable(parent.target));
  for (const { name, at } of key.parentColumns) {
    const renamed = parent.columns.find((column) => columnId(column.source.name) === columnId(name));
    if (renamed && renamed.target !== renamed.source.name) draft.replaceAt(at, quoteName(renamed.target));
  }
  const name = key.name === null ? null : names.claim('FOREIGN KEY', key.name, plan.target);
  if (name !== null && name !== key.name) {
    draft.replaceAt(key.nameAt, quoteName(name));
    translation.translated(`${title}: the name is taken in the target schema; it becomes \`${name}\`.`);
  }
  return {
    name,
    sql: `ALTER TABLE ${quoteTable(plan.target)} ADD ${draft.toString()}`,
    parent: parent.target,
  };
}

function parentPlan({ request }: Translation, source: TableName): TablePlan | null {
  const own = request.plan.source.name;
  return source.schema === own.schema && source.table === own.table ? request.plan : request.parent(source);
}

function refusal(
  translation: Translation,
  key: ForeignKeyDefinition,
  source: TableName,
  parent: TablePlan | null,
): string | null {
  const gone = translation.firstGone(key.columns.map(({ name }) => name));
  if (gone !== undefined) return `uses column \`${gone}\`, which does not come along`;
  if (parent === null) return `refers to ${showTable(source)}, which is not part of the task`;
  const missing = key.parentColumns.find(({ name }) =>
    parent.removed.some((removed) => columnId(removed) === columnId(name)),
  );
  return missing
    ? `refers to column \`${missing.name}\` of ${showTable(source)}, which does not come along`
    : null;
}
