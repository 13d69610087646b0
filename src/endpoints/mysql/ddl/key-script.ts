/** Keys as the target takes them, and when: with the table or after its rows. */
import { quoteName } from '../sql-text.ts';
import { attribute, type ColumnDefinition } from './column-definition.ts';
import { Draft, spanText } from './draft.ts';
import type { KeyDefinition, KeyOption } from './key-definition.ts';
import { atLeast } from './server-facts.ts';
import { columnId, type Translation } from './translation.ts';

export interface KeyScript {
  readonly key: KeyDefinition;
  readonly sql: string;
}

/** The key's definition for the target; null, with an issue, when it stays behind. */
export function keyScript(
  translation: Translation,
  key: KeyDefinition,
  columns: readonly ColumnDefinition[],
  engine: string,
): KeyScript | null {
  const draft = new Draft(key.tokens);
  const reason = refusal(translation, key, columns, engine);
  if (reason !== null) {
    translation.leftBehind(`${title(key)} ${spanText(key.tokens, key.group)} ${reason}; it is left out.`);
    return null;
  }
  dropVersioningParts(translation, key, columns, draft);
  translation.rewrite(draft, key.tokens, key.group);
  for (const option of key.options) translateOption(translation, key, option, draft);
  return { key, sql: draft.toString() };
}

function title(key: KeyDefinition): string {
  if (key.kind === 'primary') return 'Primary key';
  return `${key.kind === 'plain' ? 'Index' : `${key.kind.charAt(0).toUpperCase()}${key.kind.slice(1)} index`} \`${key.name}\``;
}

function refusal(
  translation: Translation,
  key: KeyDefinition,
  columns: readonly ColumnDefinition[],
  engine: string,
): string | null {
  const { from, to } = translation.request;
  const other = from.product !== to.product;
  const names = key.parts
    .filter((part) => !isVersioningPart(translation, part.column, columns))
    .flatMap((part) => translation.namesIn(key.tokens, part.span));
  const gone = translation.firstGone(names);
  if (gone !== undefined) return `uses \`${gone}\`, which does not come along`;
  const expression = key.parts.some((part) => part.column === null);
  if (expression && (to.product === 'mariadb' || !atLeast(to, 'mysql', 8, 0, 13))) {
    return 'is an index on an expression, which the target does not have';
  }
  if (key.kind === 'vector' && !atLeast(to, 'mariadb', 11, 7, 0))
    return 'is a kind of index the target does not have';
  const hashed = key.options.some((option) => option.name === 'USING' && option.value === 'HASH');
  if (key.kind === 'unique' && other && to.product === 'mysql' && hashed && engine !== 'memory') {
    return 'covers values longer than any unique index of MySQL';
  }
  const computed = columns
    .filter((column) => attribute(column, 'generated'))
    .map((column) => columnId(column.name));
  if (
    key.kind === 'primary' &&
    other &&
    to.product === 'mariadb' &&
    names.some((name) => computed.includes(columnId(name)))
  ) {
    return 'covers a generated column, which MariaDB does not allow';
  }
  return null;
}

/** MariaDB adds the end of a row's life to each unique key of a versioned table; MySQL keeps no such rows. */
function isVersioningPart(
  { request: { to } }: Translation,
  name: string | null,
  columns: readonly ColumnDefinition[],
): boolean {
  if (name === null || to.product === 'mariadb') return false;
  const column = columns.find((candidate) => columnId(candidate.name) === columnId(name));
  return column !== undefined && attribute(column, 'row') !== undefined;
}

function dropVersioningParts(
  translation: Translation,
  key: KeyDefinition,
  columns: readonly ColumnDefinition[],
  draft: Draft,
): void {
  const kept = key.parts.filter((part) => !isVersioningPart(translation, part.column, columns));
  if (kept.length === key.parts.length) return;
  const last = kept.at(-1)?.span.last ?? key.group.first;
  draft.replace({ first: last + 1, last: key.group.last }, ')');
}

function translateOption(
  translation: Translation,
  key: KeyDefinition,
  option: KeyOption,
  draft: Draft,
): void {
  const { from, to } = translation.request;
  const other = from.product !== to.product;
  switch (option.name) {
    case 'INVISIBLE':
    case 'IGNORED':
      translateInvisible(translation, key, option, draft);
      return;
    case 'PARSER':
      if (!other) return;
      draft.remove(option.span);
      translation.translated(
        `${title(key)}: parser ${option.value} is not on the target; its own parser is used.`,
      );
      return;
    case 'OTHER':
      if (!other) return;
      draft.remove(option.span);
      translation.leftBehind(
        `${title(key)}: ${spanText(key.tokens, option.span)} has no counterpart on the target.`,
      );
      return;
    default:
  }
}

function translateInvisible(
  translation: Translation,
  key: KeyDefinition,
  option: KeyOption,
  draft: Draft,
): void {
  const { to } = translation.request;
  const word =
    to.product === 'mariadb'
      ? atLeast(to, 'mariadb', 10, 6, 0) && 'IGNORED'
      : atLeast(to, 'mysql', 8, 0, 0) && 'INVISIBLE';
  if (word === false) {
    draft.remove(option.span);
    translation.translated(`${title(key)} is hidden from the optimizer on the source; the target uses it.`);
  } else if (word !== option.name) {
    draft.replace(option.span, word);
  }
}

/** Splits into what must be there before the rows and what is built faster after them. */
export function splitKeys(
  translation: Translation,
  scripts: readonly KeyScript[],
  columns: readonly ColumnDefinition[],
  hasKeyPartitions: boolean,
): { first: KeyScript[]; later: KeyScript[] } {
  const counter = columns.find((column) => attribute(column, 'auto-increment'));
  const first = scripts.filter(({ key }) => key.kind === 'primary');
  const clustered = scripts.find(({ key }) => isClustered(key, columns));
  // InnoDB stores rows by this key: built later it would rewrite the table.
  if (first.length === 0 && clustered) first.push(clustered);
  if (counter && !translation.isGone(counter.name) && !first.some(({ key }) => leads(key, counter.name))) {
    const own =
      scripts.find(({ key }) => leads(key, counter.name)) ??
      scripts.find(({ key }) => holds(key, counter.name));
    if (own && !first.includes(own)) first.push(own);
  }
  if (hasKeyPartitions)
    first.push(...scripts.filter((one) => one.key.kind === 'unique' && !first.includes(one)));
  return { first, later: scripts.filter((one) => !first.includes(one)) };
}

function isClustered(key: KeyDefinition, columns: readonly ColumnDefinition[]): boolean {
  return (
    key.kind === 'unique' &&
    key.parts.every((part) => {
      const column = columns.find((candidate) => columnId(candidate.name) === columnId(part.column ?? ''));
      return (
        column !== undefined &&
        !part.hasPrefix &&
        attribute(column, 'not-null') &&
        !attribute(column, 'generated')
      );
    })
  );
}

function leads(key: KeyDefinition, column: string): boolean {
  return columnId(key.parts[0]?.column ?? '') === columnId(column) && key.kind !== 'fulltext';
}

function holds(key: KeyDefinition, column: string): boolean {
  return key.parts.some((part) => columnId(part.column ?? '') === columnId(column));
}

/** One statement for all that can be built in one go; InnoDB builds one full-text index at a time. */
export function indexStatements(table: string, later: readonly KeyScript[]): string[] {
  const alone = later.filter(({ key }) => key.kind === 'fulltext');
  const together = later.filter(({ key }) => key.kind !== 'fulltext');
  const statements = alone.map(({ sql }) => `ALTER TABLE ${table} ADD ${sql}`);
  if (together.length === 0) return statements;
  return [`ALTER TABLE ${table} ${together.map(({ sql }) => `ADD ${sql}`).join(', ')}`, ...statements];
}

/** A key for an AUTO_INCREMENT column that would be left without one. */
export function counterKey(
  translation: Translation,
  scripts: readonly KeyScript[],
  columns: readonly ColumnDefinition[],
  engine: string,
): string | null {
  const counter = columns.find((column) => attribute(column, 'auto-increment'));
  if (!counter || translation.isGone(counter.name)) return null;
  // Engines of the MyISAM family count within the columns before it.
  const inGroups = /^(?:myisam|aria)$/u.test(engine);
  if (scripts.some(({ key }) => leads(key, counter.name) || (inGroups && holds(key, counter.name))))
    return null;
  const name = quoteName(translation.newName(counter.name) ?? counter.name);
  translation.translated(
    `Column \`${counter.name}\`: AUTO_INCREMENT needs a key of its own on the target; one is added.`,
  );
  return `KEY (${name})`;
}
