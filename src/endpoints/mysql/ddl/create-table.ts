/** The parts of a CREATE TABLE statement as a server prints it: definitions, options, partitions. */
import { Cursor } from './cursor.ts';
import { isSymbol, isWord, joinTokens, type Token, tokenize } from './tokens.ts';

export type DefinitionKind = 'column' | 'key' | 'foreign-key' | 'check' | 'period' | 'other';

export interface Definition {
  readonly kind: DefinitionKind;
  readonly tokens: readonly Token[];
}

export interface CreateTable {
  /** Everything before the definitions, their parenthesis included. */
  readonly head: readonly Token[];
  /** One for each comma-separated part, white space around it included. */
  readonly definitions: readonly Definition[];
  /** The closing parenthesis. */
  readonly close: readonly Token[];
  readonly options: readonly Token[];
  readonly partitions: readonly Token[];
}

export function parseCreateTable(sql: string): CreateTable {
  const tokens = tokenize(sql);
  const open = tokens.findIndex((token) => isSymbol(token, '('));
  if (open < 0) return { head: tokens, definitions: [], close: [], options: [], partitions: [] };
  const { parts, end } = splitParts(tokens, open + 1);
  const tail = tokens.slice(end + 1);
  const cut = partitionStart(tail);
  return {
    head: tokens.slice(0, open + 1),
    definitions: parts.map((part) => ({ kind: kindOf(part), tokens: part })),
    close: tokens.slice(end, end + 1),
    options: tail.slice(0, cut),
    partitions: tail.slice(cut),
  };
}

/** The statement again, byte for byte. */
export function joinCreateTable(table: CreateTable): string {
  const definitions = table.definitions.map((definition) => joinTokens(definition.tokens)).join(',');
  return `${joinTokens(table.head)}${definitions}${joinTokens([...table.close, ...table.options, ...table.partitions])}`;
}

/** Cuts at the commas from `from` to the parenthesis that closes; `end` is where that one stands. */
export function splitParts(tokens: readonly Token[], from: number): { parts: Token[][]; end: number } {
  const parts: Token[][] = [[]];
  let depth = 0;
  let at = from;
  for (; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (depth === 0 && isSymbol(token, ')')) break;
    if (isSymbol(token, '(')) depth++;
    if (isSymbol(token, ')')) depth--;
    if (depth === 0 && isSymbol(token, ',')) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return { parts, end: at };
}

function kindOf(tokens: readonly Token[]): DefinitionKind {
  const cursor = new Cursor(tokens);
  if (cursor.peek()?.kind === 'name') return 'column';
  if (cursor.takeWords('CONSTRAINT') && !cursor.isWord('FOREIGN', 'CHECK', 'UNIQUE', 'PRIMARY'))
    cursor.take();
  if (cursor.isWord('PRIMARY', 'UNIQUE', 'KEY', 'INDEX', 'FULLTEXT', 'SPATIAL', 'VECTOR')) return 'key';
  if (cursor.isWord('FOREIGN')) return 'foreign-key';
  if (cursor.isWord('CHECK')) return 'check';
  return cursor.isWord('PERIOD') ? 'period' : 'other';
}

/** Where the partition clause begins, with the mark of the version comment it stands in. */
function partitionStart(tokens: readonly Token[]): number {
  const cursor = new Cursor(tokens);
  while (!cursor.atEnd) {
    if (cursor.isWord('PARTITION') && isWord(cursor.peek(1), 'BY')) {
      let at = cursor.at;
      while (tokens[at - 1]?.kind === 'space') at--;
      return tokens[at - 1]?.kind === 'version' && tokens[at - 1]?.text !== '*/' ? at - 1 : cursor.at;
    }
    if (cursor.takeGroup() === null) cursor.take();
  }
  return tokens.length;
}
