/** Which columns do not come along: those the task takes out, and those that cannot live without them. */
import { attribute, type ColumnDefinition } from './column-definition.ts';
import { spanText } from './draft.ts';
import { refusedFunction } from './functions.ts';
import { columnId, type Translation } from './translation.ts';

export function markGoneColumns(translation: Translation, columns: readonly ColumnDefinition[]): void {
  for (const column of columns) {
    if (isComputed(column) ? isRemoved(translation, column) : !translation.planned(column.name)) {
      translation.gone.add(columnId(column.name));
    }
  }
  markVersioning(translation, columns);
  // One generated column may be computed from another.
  for (let before = -1; before !== translation.gone.size; ) {
    before = translation.gone.size;
    for (const column of columns) markGenerated(translation, column, columns);
  }
}

function isComputed(column: ColumnDefinition): boolean {
  return attribute(column, 'generated') !== undefined || attribute(column, 'row') !== undefined;
}

function isRemoved({ request }: Translation, column: ColumnDefinition): boolean {
  return request.plan.removed.some((name) => columnId(name) === columnId(column.name));
}

function markVersioning(translation: Translation, columns: readonly ColumnDefinition[]): void {
  if (translation.request.to.product === 'mariadb') return;
  for (const column of columns) {
    if (attribute(column, 'row')) translation.gone.add(columnId(column.name));
  }
}

function markGenerated(
  translation: Translation,
  column: ColumnDefinition,
  columns: readonly ColumnDefinition[],
): void {
  const generated = attribute(column, 'generated');
  if (!generated || translation.isGone(column.name)) return;
  const why = reason(translation, column, columns);
  if (why === null) return;
  translation.gone.add(columnId(column.name));
  const text = spanText(column.tokens, generated.value);
  translation.leftBehind(`Generated column \`${column.name}\` ${text} ${why}; it is left out.`);
}

function reason(
  translation: Translation,
  column: ColumnDefinition,
  columns: readonly ColumnDefinition[],
): string | null {
  const { from, to } = translation.request;
  const { value } = attribute(column, 'generated')!;
  const names = translation.namesIn(column.tokens, value);
  const gone = translation.firstGone(names);
  if (gone !== undefined) return `uses column \`${gone}\`, which does not come along`;
  const refused = refusedFunction(column.tokens, value, 'generated', from, to);
  if (refused !== null) return `uses ${refused}, which the target does not take there`;
  return usesCounter(translation, names, columns)
    ? 'uses the AUTO_INCREMENT column, which MySQL does not allow'
    : null;
}

/** MySQL computes nothing from a number it has not given yet; MariaDB does. */
export function usesCounter(
  { request: { from, to } }: Translation,
  names: readonly string[],
  columns: readonly ColumnDefinition[],
): boolean {
  if (from.product === to.product || to.product === 'mariadb') return false;
  const counter = columns.find((column) => attribute(column, 'auto-increment'));
  return counter !== undefined && names.some((name) => columnId(name) === columnId(counter.name));
}
