/**
 * SQL text as tokens, nothing lost: joined again they are the text. Made for what servers print
 * (`SHOW CREATE …`) in a session without ANSI_QUOTES and NO_BACKSLASH_ESCAPES.
 */

export type TokenKind =
  /** White space and comments without meaning. */
  | 'space'
  /** `/*!80023`, `/*M!100301` or the end of such a comment; what lies between is tokens of its own. */
  | 'version'
  | 'word'
  /** Between backticks. */
  | 'name'
  /** Between single or double quotes. */
  | 'text'
  | 'number'
  | 'symbol';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** Tokens `first` to `last`, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

const WORD = '[A-Za-z0-9_$\\u0080-\\u{10ffff}]';
/** An open quote or comment runs to the end of the text, so that joining works for any text. */
const RULES: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /\s+/uy],
  ['version', /\/\*M?!\d*/uy],
  ['space', /\/\*.*?(?:\*\/|$)/suy],
  ['space', /(?:#|--(?=\s|$))[^\n]*/uy],
  ['name', /`(?:[^`]|``)*(?:`|$)/uy],
  ['text', /'(?:[^'\\]|\\.|''|\\$)*(?:'|$)/suy],
  ['text', /"(?:[^"\\]|\\.|""|\\$)*(?:"|$)/suy],
  ['number', new RegExp(`(?:\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+)(?!${WORD})`, 'uy')],
  ['number', /0[xX][0-9a-fA-F]+/uy],
  ['word', new RegExp(`${WORD}+`, 'uy')],
  ['symbol', /./suy],
];

export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let open = 0;
  let at = 0;
  while (at < sql.length) {
    if (open > 0 && sql.startsWith('*/', at)) {
      tokens.push({ kind: 'version', text: '*/' });
      open--;
      at += 2;
      continue;
    }
    const token = tokenAt(sql, at);
    if (token.kind === 'version') open++;
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(sql: string, at: number): Token {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    const text = rule.exec(sql)?.[0];
    if (text) return { kind, text };
  }
  // A lone half of a surrogate pair in the middle of the text.
  return { kind: 'symbol', text: sql.charAt(at) };
}

export function joinTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('');
}

/** What a token says: the name inside the backticks, the word in upper case, anything else as it is. */
export function spoken(token: Token | undefined): string {
  if (!token) return '';
  if (token.kind === 'name') return token.text.slice(1, -1).replaceAll('``', '`');
  return token.kind === 'word' ? token.text.toUpperCase() : token.text;
}

export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.text.toUpperCase());
}

export function isSymbol(token: Token | undefined, symbol: string): boolean {
  return token?.kind === 'symbol' && token.text === symbol;
}

export function hasMeaning(token: Token): boolean {
  return token.kind !== 'space' && token.kind !== 'version';
}
