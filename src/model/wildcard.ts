/**
 * The patterns of object locators: `%` any run of characters, `_` one character, `[ab]` and `[a-d]` one
 * of these, `[_]` the character itself; a backslash before `%`, `_`, `[` or `\` takes its meaning away.
 */

type Token =
  | { readonly kind: 'run' }
  | { readonly kind: 'one' }
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'set'; readonly ranges: readonly (readonly [low: number, high: number])[] };

/** A pattern made ready once, to be held against many names. */
export interface Pattern {
  readonly source: string;
  /** The one name it can match, null when it has wildcards. */
  readonly exact: string | null;
  /**
   * The name it spells with every `_` read as an underscore, which is what people mean who write a plain
   * name; null when a `%` or a set is in it.
   */
  readonly plain: string | null;
  /** Characters it demands literally. */
  readonly literals: number;
  /** How many `%` it has. */
  readonly runs: number;
  /** The name must be folded with the same regard to case as the pattern. */
  matches(name: FoldedName): boolean;
}

/** A name made ready once, to be held against many patterns. */
export interface FoldedName {
  readonly text: string;
  /** Taken apart when the first pattern needs it. */
  characters(): readonly string[];
}

export function compilePattern(source: string, caseSensitive: boolean): Pattern {
  const tokens = tokenize(source);
  const exact = tokens.some((token) => token.kind === 'one') ? null : plainName(tokens);
  const folded = caseSensitive ? tokens : tokens.map(foldToken);
  const foldedExact = exact === null ? null : foldName(exact, caseSensitive);
  const prefix = literalPrefix(folded);
  return {
    source,
    exact,
    plain: plainName(tokens),
    literals: tokens.filter((token) => token.kind === 'literal').length,
    runs: tokens.filter((token) => token.kind === 'run').length,
    matches(name) {
      if (foldedExact !== null) return name.text === foldedExact;
      return name.text.startsWith(prefix) && walk(folded, name.characters());
    },
  };
}

export function matchesPattern(pattern: string, name: string, caseSensitive: boolean): boolean {
  return compilePattern(pattern, caseSensitive).matches(foldedName(name, caseSensitive));
}

export function foldedName(name: string, caseSensitive: boolean): FoldedName {
  let characters: readonly string[] | null = null;
  return {
    text: foldName(name, caseSensitive),
    characters: () => {
      characters ??= foldCharacters(name, caseSensitive);
      return characters;
    },
  };
}

/** The pattern that matches exactly this name. */
export function literalPattern(name: string): string {
  return name.replace(/[%_[\\]/g, '\\$&');
}

/** The form in which names are compared. Character by character, so that no neighbour changes the result. */
export function foldName(name: string, caseSensitive: boolean): string {
  return caseSensitive ? name : foldCharacters(name, caseSensitive).join('');
}

function foldCharacters(name: string, caseSensitive: boolean): string[] {
  const characters = Array.from(name);
  return caseSensitive ? characters : characters.map((one) => one.toLowerCase());
}

function plainName(tokens: readonly Token[]): string | null {
  let name = '';
  for (const token of tokens) {
    if (token.kind === 'run' || token.kind === 'set') return null;
    name += token.kind === 'one' ? '_' : token.character;
  }
  return name;
}

function literalPrefix(tokens: readonly Token[]): string {
  let prefix = '';
  for (const token of tokens) {
    if (token.kind !== 'literal') break;
    prefix += token.character;
  }
  return prefix;
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const characters = Array.from(source);
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    const next = characters[at + 1];
    const close = character === '[' ? characters.indexOf(']', at + 2) : -1;
    if (character === '\\' && next !== undefined && '%_[\\'.includes(next)) {
      tokens.push({ kind: 'literal', character: next });
      at++;
    } else if (character === '%') {
      // Two in a row say what one does.
      if (tokens.at(-1)?.kind !== 'run') tokens.push({ kind: 'run' });
    } else if (character === '_') {
      tokens.push({ kind: 'one' });
    } else if (close > 0) {
      tokens.push(setOf(characters.slice(at + 1, close)));
      at = close;
    } else {
      tokens.push({ kind: 'literal', character });
    }
  }
  return tokens;
}

/** `[_]` is a literal underscore, so a set of one character is that character. */
function setOf(members: readonly string[]): Token {
  if (members.length === 1) return { kind: 'literal', character: members[0]! };
  const ranges: [number, number][] = [];
  for (let at = 0; at < members.length; at++) {
    const low = members[at]!.codePointAt(0)!;
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    ranges.push([low, isRange ? members[at + 2]!.codePointAt(0)! : low]);
    if (isRange) at += 2;
  }
  return { kind: 'set', ranges };
}

function foldToken(token: Token): Token {
  if (token.kind === 'literal') return { kind: 'literal', character: token.character.toLowerCase() };
  if (token.kind !== 'set') return token;
  const fold = (codePoint: number) => String.fromCodePoint(codePoint).toLowerCase().codePointAt(0)!;
  return { kind: 'set', ranges: token.ranges.map(([low, high]) => [fold(low), fold(high)] as const) };
}

/**
 * Greedy walk that goes back to the latest `%` only: at most name × pattern steps, where a regular
 * expression of many `%` could take for ever.
 */
function walk(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0;
  let at = 0;
  let runToken = -1;
  let runAt = 0;
  while (at < name.length) {
    const current = tokens[token];
    if (current?.kind === 'run') {
      runToken = token++;
      runAt = at;
    } else if (current && fits(current, name[at]!)) {
      token++;
      at++;
    } else if (runToken >= 0) {
      token = runToken + 1;
      at = ++runAt;
    } else {
      return false;
    }
  }
  while (tokens[token]?.kind === 'run') token++;
  return token === tokens.length;
}

function fits(token: Token, character: string): boolean {
  if (token.kind === 'literal') return token.character === character;
  if (token.kind === 'one') return true;
  if (token.kind === 'run') return false;
  const codePoint = character.codePointAt(0)!;
  return token.ranges.some(([low, high]) => low <= codePoint && codePoint <= high);
}
