/** The parts of one column definition, each with its place in the text. */
import { Cursor } from './cursor.ts';
import { withVersionComment } from './draft.ts';
import { isWord, type Span, spoken, type Token } from './tokens.ts';

export type ColumnPart =
  | 'charset'
  | 'collate'
  | 'generated'
  | 'row'
  | 'storage-kind'
  | 'not-null'
  | 'null'
  | 'default'
  | 'on-update'
  | 'auto-increment'
  | 'comment'
  | 'invisible'
  | 'srid'
  | 'placement'
  | 'check'
  | 'versioning'
  | 'compressed'
  | 'engine-attribute'
  | 'engine-option'
  | 'other';

export interface ColumnAttribute {
  readonly part: ColumnPart;
  /** The whole attribute, with the version comment it stands in. */
  readonly span: Span;
  /** What follows the key words: an expression, a name, a number. */
  readonly value: Span;
}

export interface ColumnDefinition {
  readonly tokens: readonly Token[];
  readonly name: string;
  readonly nameAt: number;
  /** The data type word in lower case. */
  readonly type: string;
  /** The type with its length and `unsigned zerofill`. */
  readonly typeSpan: Span;
  readonly attributes: readonly ColumnAttribute[];
}

export function parseColumn(tokens: readonly Token[]): ColumnDefinition {
  const cursor = new Cursor(tokens);
  const nameAt = cursor.take();
  const typeAt = cursor.take();
  cursor.takeGroup();
  while (cursor.isWord('UNSIGNED', 'SIGNED', 'ZEROFILL')) cursor.take();
  const typeSpan = { first: typeAt, last: cursor.before };
  const attributes: ColumnAttribute[] = [];
  while (!cursor.atEnd) attributes.push(takeAttribute(cursor));
  return {
    tokens,
    name: spoken(tokens[nameAt]),
    nameAt,
    type: spoken(tokens[typeAt]).toLowerCase(),
    typeSpan,
    attributes,
  };
}

export function attribute(column: ColumnDefinition, part: ColumnPart): ColumnAttribute | undefined {
  return column.attributes.find((candidate) => candidate.part === part);
}

function takeAttribute(cursor: Cursor): ColumnAttribute {
  const first = cursor.at;
  const part = takeKeyWords(cursor);
  const valueAt = cursor.at;
  takeValue(cursor, part);
  const last = cursor.before;
  return {
    part,
    span: withVersionComment(cursor.tokens, { first, last }),
    value: { first: Math.min(valueAt, last), last },
  };
}

/** Takes what names the attribute; its value, where it has one, comes next. */
function takeKeyWords(cursor: Cursor): ColumnPart {
  const takes = (...words: readonly string[]): boolean => cursor.takeWords(...words);
  if (takes('CHARACTER', 'SET') || takes('CHARSET')) return 'charset';
  if (takes('COLLATE')) return 'collate';
  if (takes('GENERATED', 'ALWAYS', 'AS') || takes('AS')) return cursor.isWord('ROW') ? 'row' : 'generated';
  if (takes('VIRTUAL') || takes('STORED') || takes('PERSISTENT')) return 'storage-kind';
  if (takes('NOT', 'NULL')) return 'not-null';
  if (takes('NULL')) return 'null';
  if (takes('DEFAULT')) return 'default';
  if (takes('ON', 'UPDATE')) return 'on-update';
  if (takes('AUTO_INCREMENT')) return 'auto-increment';
  if (takes('COMMENT')) return 'comment';
  if (takes('INVISIBLE')) return 'invisible';
  if (takes('SRID') || takes('REF_SYSTEM_ID')) return 'srid';
  if (takes('COLUMN_FORMAT') || takes('STORAGE')) return 'placement';
  if (takes('WITH', 'SYSTEM', 'VERSIONING') || takes('WITHOUT', 'SYSTEM', 'VERSIONING')) return 'versioning';
  if (takes('COMPRESSED')) return 'compressed';
  if (takes('ENGINE_ATTRIBUTE') || takes('SECONDARY_ENGINE_ATTRIBUTE')) return 'engine-attribute';
  if (takes('CHECK')) return 'check';
  if (cursor.isWord('CONSTRAINT') && isWord(cursor.peek(2), 'CHECK')) {
    for (let words = 3; words > 0; words--) cursor.take();
    return 'check';
  }
  const named = cursor.peek()?.kind === 'name';
  cursor.take();
  return named ? 'engine-option' : 'other';
}

function takeValue(cursor: Cursor, part: ColumnPart): void {
  switch (part) {
    case 'charset':
    case 'collate':
    case 'comment':
    case 'placement':
      cursor.take();
      return;
    case 'srid':
    case 'engine-attribute':
    case 'engine-option':
      cursor.takeSymbol('=');
      cursor.take();
      return;
    case 'compressed':
      if (cursor.takeSymbol('=')) cursor.take();
      return;
    case 'row':
      cursor.takeWords('ROW');
      cursor.take();
      return;
    case 'generated':
      cursor.takeGroup();
      return;
    case 'check':
      cursor.takeGroup();
      if (!cursor.takeWords('NOT', 'ENFORCED')) cursor.takeWords('ENFORCED');
      return;
    case 'default':
    case 'on-update':
      takePrimary(cursor);
      return;
    default:
  }
}

/**
 * One literal, name, call or parenthesis. Servers print every default with an operator in parentheses,
 * so this is always the whole value.
 */
function takePrimary(cursor: Cursor): void {
  if (cursor.takeGroup()) return;
  if (cursor.isSymbol('-') || cursor.isSymbol('+')) cursor.take();
  const first = cursor.peek();
  cursor.take();
  // `b'101'`, `_latin1'x'`, `TIMESTAMP'2026-11-22'`; `DEFAULT NULL COMMENT` has a word between.
  if (first?.kind === 'word' && cursor.peek()?.kind === 'text') cursor.take();
  while (cursor.takeSymbol('.')) cursor.take();
  cursor.takeGroup();
}
