/** Character set and collation of a column, and of the table it would take them from. */

import { charsetOf, defaultCollation, sameCharset, targetCollation } from './collations.ts';
import type { ColumnDefinition } from './column-definition.ts';
import { attribute } from './column-definition.ts';
import type { Draft } from './draft.ts';
import { spoken } from './tokens.ts';
import type { Translation } from './translation.ts';

/**
 * Makes sure the column compares on the target as it does on the source: it may keep silent only when
 * the table's default (`tableCollation`, as written on the target) says the same.
 */
export function translateText(
  translation: Translation,
  column: ColumnDefinition,
  tableCollation: string | null,
  draft: Draft,
): void {
  const collation = sourceCollation(translation, column);
  if (collation === null || collation === 'binary') return;
  const choice = targetCollation(collation, translation.request.to);
  const charset = attribute(column, 'charset');
  const collate = attribute(column, 'collate');
  if (choice.changed) {
    noteCollation(translation, `column \`${column.name}\``, collation, choice.collation);
  }
  const target = translation.newName(column.name) ?? column.name;
  if (!sameCharset(charsetOf(collation), choice.charset)) {
    translation.recoded.push({ column: target, charset: choice.charset });
  }
  const silent = !charset && !collate;
  if (silent && choice.collation === tableCollation) return;
  if (collate && spoken(column.tokens[collate.value.last]).toLowerCase() === choice.collation) return;
  if (charset) draft.remove(charset.span);
  if (collate) draft.remove(collate.span);
  const at = attribute(column, 'compressed')?.span.last ?? column.typeSpan.last;
  draft.insertAfter(at, ` CHARACTER SET ${choice.charset} COLLATE ${choice.collation}`);
}

/** The plan knows it from the server; what is not in the plan (generated columns) says it itself. */
function sourceCollation(translation: Translation, column: ColumnDefinition): string | null {
  const known = translation.request.plan.source.columns.find(
    (candidate) => candidate.name.toLowerCase() === column.name.toLowerCase(),
  );
  if (known) return known.collation;
  const collate = attribute(column, 'collate');
  if (collate) return spoken(column.tokens[collate.value.last]).toLowerCase();
  const charset = attribute(column, 'charset');
  if (!charset) return null;
  return defaultCollation(spoken(column.tokens[charset.value.last]).toLowerCase(), translation.request.from);
}

export function noteCollation(translation: Translation, subject: string, from: string, to: string): void {
  translation.translatedFor(subject, `Collation ${from} does not exist on the target; it becomes ${to}`);
}
