/** The parts of a key, foreign key or check, each with its place in the text. */
import { splitParts } from './create-table.ts';
import { Cursor } from './cursor.ts';
import { withVersionComment } from './draft.ts';
import { hasMeaning, isWord, type Span, spoken, type Token } from './tokens.ts';

export type KeyKind = 'primary' | 'unique' | 'plain' | 'fulltext' | 'spatial' | 'vector';

export interface KeyPart {
  /** Null for an expression. */
  readonly column: string | null;
  readonly columnAt: number;
  /** With its length and direction. */
  readonly span: Span;
  readonly hasPrefix: boolean;
}

export type KeyOptionName =
  | 'USING'
  | 'COMMENT'
  | 'INVISIBLE'
  | 'IGNORED'
  | 'PARSER'
  | 'KEY_BLOCK_SIZE'
  | 'OTHER';

export interface KeyOption {
  readonly name: KeyOptionName;
  readonly span: Span;
  readonly value: string;
}

export interface KeyDefinition {
  readonly tokens: readonly Token[];
  readonly kind: KeyKind;
  /** Null for the primary key. */
  readonly name: string | null;
  readonly group: Span;
  readonly parts: readonly KeyPart[];
  readonly options: readonly KeyOption[];
}

const KINDS: Readonly<Record<string, KeyKind>> = {
  PRIMARY: 'primary',
  UNIQUE: 'unique',
  FULLTEXT: 'fulltext',
  SPATIAL: 'spatial',
  VECTOR: 'vector',
};

export function parseKey(tokens: readonly Token[]): KeyDefinition {
  const cursor = new Cursor(tokens);
  if (cursor.takeWords('CONSTRAINT') && cursor.peek()?.kind === 'name') cursor.take();
  const kind = KINDS[spoken(cursor.peek())] ?? 'plain';
  if (kind !== 'plain') cursor.take();
  if (!cursor.takeWords('KEY')) cursor.takeWords('INDEX');
  const name = cursor.peek()?.kind === 'name' ? spoken(tokens[cursor.take()]) : null;
  const options: KeyOption[] = [];
  while (!cursor.atEnd && !cursor.isSymbol('(')) options.push(takeOption(cursor));
  const group = cursor.takeGroup() ?? { first: cursor.before, last: cursor.before };
  while (!cursor.atEnd) options.push(takeOption(cursor));
  return { tokens, kind, name, group, parts: keyParts(tokens, group), options };
}

function keyParts(tokens: readonly Token[], group: Span): KeyPart[] {
  let at = group.first + 1;
  return splitParts(tokens, at).parts.map((part) => {
    const first = at + part.findIndex(hasMeaning);
    const last = at + part.findLastIndex(hasMeaning);
    at += part.length + 1;
    const named = tokens[first]?.kind === 'name' || tokens[first]?.kind === 'word';
    return {
      column: named ? nameOf(tokens[first]) : null,
      columnAt: first,
      span: { first, last },
      hasPrefix: named && part.some((token) => token.kind === 'number'),
    };
  });
}

/** A name as written, also where the server saw no need for backticks. */
export function nameOf(token: Token | undefined): string {
  return token?.kind === 'word' ? token.text : spoken(token);
}

function takeOption(cursor: Cursor): KeyOption {
  const first = cursor.at;
  let name: KeyOptionName = 'OTHER';
  if (cursor.takeWords('USING')) name = 'USING';
  else if (cursor.takeWords('COMMENT')) name = 'COMMENT';
  else if (cursor.takeWords('WITH', 'PARSER')) name = 'PARSER';
  else if (cursor.takeWords('KEY_BLOCK_SIZE')) name = 'KEY_BLOCK_SIZE';
  else if (cursor.takeWords('INVISIBLE')) return option(cursor, 'INVISIBLE', first);
  else if (cursor.takeWords('IGNORED')) return option(cursor, 'IGNORED', first);
  else {
    cursor.take();
    if (!cursor.isSymbol('=') && cursor.peek()?.kind !== 'text') return option(cursor, name, first);
  }
  cursor.takeSymbol('=');
  cursor.take();
  return option(cursor, name, first);
}

function option(cursor: Cursor, name: KeyOptionName, first: number): KeyOption {
  const span = { first, last: cursor.before };
  return { name, span: withVersionComment(cursor.tokens, span), value: spoken(cursor.tokens[cursor.before]) };
}

export interface ForeignKeyDefinition {
  readonly tokens: readonly Token[];
  readonly name: string | null;
  readonly nameAt: number;
  readonly columns: readonly { readonly name: string; readonly at: number }[];
  /** Null: the parent is in the schema of the table itself. */
  readonly parentSchema: string | null;
  readonly parentTable: string;
  readonly parentSpan: Span;
  readonly parentColumns: readonly { readonly name: string; readonly at: number }[];
}

export function parseForeignKey(tokens: readonly Token[]): ForeignKeyDefinition {
  const cursor = new Cursor(tokens);
  const constraint = takeConstraintName(cursor);
  cursor.takeWords('FOREIGN', 'KEY');
  if (cursor.peek()?.kind === 'name') cursor.take();
  const columns = cursor.takeGroup();
  cursor.takeWords('REFERENCES');
  const first = cursor.take();
  const qualified = cursor.takeSymbol('.');
  const last = qualified ? cursor.take() : first;
  const parentColumns = cursor.takeGroup();
  return {
    tokens,
    ...constraint,
    columns: namesIn(tokens, columns),
    parentSchema: qualified ? spoken(tokens[first]) : null,
    parentTable: spoken(tokens[last]),
    parentSpan: { first, last },
    parentColumns: namesIn(tokens, parentColumns),
  };
}

function namesIn(tokens: readonly Token[], span: Span | null): { name: string; at: number }[] {
  if (!span) return [];
  return tokens.flatMap((token, at) =>
    at > span.first && at < span.last && token.kind === 'name' ? [{ name: spoken(token), at }] : [],
  );
}

export interface CheckDefinition {
  readonly tokens: readonly Token[];
  readonly name: string | null;
  readonly nameAt: number;
  readonly condition: Span;
  readonly enforced: boolean;
}

export function parseCheck(tokens: readonly Token[]): CheckDefinition {
  const cursor = new Cursor(tokens);
  const constraint = takeConstraintName(cursor);
  cursor.takeWords('CHECK');
  const condition = cursor.takeGroup() ?? { first: cursor.before, last: cursor.before };
  const enforced = !(cursor.isWord('NOT') && isWord(cursor.peek(1), 'ENFORCED'));
  return { tokens, ...constraint, condition, enforced };
}

function takeConstraintName(cursor: Cursor): { name: string | null; nameAt: number } {
  if (!cursor.takeWords('CONSTRAINT') || cursor.peek()?.kind !== 'name') return { name: null, nameAt: -1 };
  const nameAt = cursor.take();
  return { name: spoken(cursor.tokens[nameAt]), nameAt };
}
