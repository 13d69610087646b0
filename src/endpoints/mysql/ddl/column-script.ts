/** One column as the target takes it. */

import { quoteName } from '../sql-text.ts';
import { translateDefault } from './column-default.ts';
import { attribute, type ColumnAttribute, type ColumnDefinition } from './column-definition.ts';
import { translateText } from './column-text.ts';
import { translateType } from './column-type.ts';
import { Draft, spanText } from './draft.ts';
import { refusedFunction } from './functions.ts';
import { atLeast } from './server-facts.ts';
import { spoken } from './tokens.ts';
import type { Translation } from './translation.ts';

/** `tableCollation` is the default that the target table is written with. */
export function columnScript(
  translation: Translation,
  column: ColumnDefinition,
  tableCollation: string | null,
): string {
  const draft = new Draft(column.tokens);
  const renamed = translation.newName(column.name);
  if (renamed !== undefined) draft.replaceAt(column.nameAt, quoteName(renamed));
  const type = translateType(translation, column, draft);
  if (type === column.type) translateText(translation, column, tableCollation, draft);
  else dropText(column, draft);
  translateDefault(translation, column, type, draft);
  translateGenerated(translation, column, draft);
  translateChecks(translation, column, draft);
  translateInvisible(translation, column, draft);
  translateSrid(translation, column, draft);
  for (const found of column.attributes) dropForeign(translation, column, found, draft);
  return draft.toString();
}

/** A type that was replaced brings its own character set. */
function dropText(column: ColumnDefinition, draft: Draft): void {
  for (const part of ['charset', 'collate'] as const) {
    const found = attribute(column, part);
    if (found) draft.remove(found.span);
  }
}

function translateGenerated(translation: Translation, column: ColumnDefinition, draft: Draft): void {
  const generated = attribute(column, 'generated');
  if (!generated) return;
  translation.rewrite(draft, column.tokens, generated.value);
  const { from, to } = translation.request;
  const notNull = attribute(column, 'not-null');
  if (notNull && from.product !== to.product && to.product === 'mariadb') {
    draft.remove(notNull.span);
    translation.translated(`Column \`${column.name}\`: MariaDB knows no NOT NULL for generated columns.`);
  }
}

function translateChecks(translation: Translation, column: ColumnDefinition, draft: Draft): void {
  const { from, to } = translation.request;
  for (const check of column.attributes.filter(({ part }) => part === 'check')) {
    const gone = translation.firstGone(translation.namesIn(column.tokens, check.value));
    const refused = refusedFunction(column.tokens, check.value, 'check', from, to);
    const why =
      gone !== undefined
        ? `uses column \`${gone}\`, which does not come along`
        : refused !== null
          ? `uses ${refused}, which the target does not take there`
          : checksAreKept(translation)
            ? null
            : 'is not supported by the target';
    if (why === null) {
      translation.rewrite(draft, column.tokens, check.value);
      continue;
    }
    draft.remove(check.span);
    translation.leftBehind(`Column \`${column.name}\`: ${spanText(column.tokens, check.span)} ${why}.`);
  }
}

/** MySQL before 8.0.16 reads checks and forgets them. */
export function checksAreKept({ request: { to } }: Translation): boolean {
  return to.product === 'mariadb' || atLeast(to, 'mysql', 8, 0, 16);
}

function translateInvisible(translation: Translation, column: ColumnDefinition, draft: Draft): void {
  const found = attribute(column, 'invisible');
  if (!found) return;
  const { to } = translation.request;
  if (to.product === 'mysql') {
    if (atLeast(to, 'mysql', 8, 0, 23)) return;
    draft.remove(found.span);
    translation.translated(`Column \`${column.name}\` is invisible on the source; the target shows it.`);
    return;
  }
  const needsDefault =
    attribute(column, 'not-null') && !attribute(column, 'default') && !attribute(column, 'auto-increment');
  if (needsDefault && !attribute(column, 'generated')) {
    draft.remove(found.span);
    translation.translated(
      `Column \`${column.name}\` is invisible on the source; MariaDB hides no NOT NULL column without a default.`,
    );
  } else {
    draft.replace(found.span, 'INVISIBLE');
  }
}

function translateSrid(translation: Translation, column: ColumnDefinition, draft: Draft): void {
  const found = attribute(column, 'srid');
  if (!found) return;
  const { to } = translation.request;
  if (to.product === 'mysql') {
    if (atLeast(to, 'mysql', 8, 0, 3)) return;
    draft.remove(found.span);
    translation.leftBehind(
      `Column \`${column.name}\`: the target does not fix a column's spatial reference system.`,
    );
    return;
  }
  draft.remove(found.span);
  draft.insertAfter(column.typeSpan.last, ` REF_SYSTEM_ID=${spoken(column.tokens[found.value.last])}`);
  translation.translated(
    `Column \`${column.name}\`: SRID is noted as REF_SYSTEM_ID; MariaDB does not enforce it.`,
  );
}

/** Takes out what only the source's product knows. */
function dropForeign(
  translation: Translation,
  column: ColumnDefinition,
  found: ColumnAttribute,
  draft: Draft,
): void {
  const { from, to } = translation.request;
  if (from.product === to.product) return;
  const text = spanText(column.tokens, found.span);
  switch (found.part) {
    case 'versioning':
      draft.remove(found.span);
      return;
    case 'compressed':
    case 'engine-option':
    case 'engine-attribute':
    case 'placement':
      draft.remove(found.span);
      translation.leftBehind(`Column \`${column.name}\`: ${text} has no counterpart on the target.`);
      return;
    case 'other':
      if (!/^not$|^secondary$/iu.test(text)) return;
      draft.remove(found.span);
      return;
    default:
  }
}
