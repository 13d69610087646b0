/** Walks the tokens that mean something, and knows where each stands. */
import { hasMeaning, isSymbol, isWord, type Span, type Token } from './tokens.ts';

export class Cursor {
  readonly tokens: readonly Token[];
  /** Positions of the tokens with a meaning. */
  readonly #stops: readonly number[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.#stops = tokens.flatMap((token, at) => (hasMeaning(token) ? [at] : []));
  }

  get atEnd(): boolean {
    return this.#next >= this.#stops.length;
  }

  /** Position of the next token, or of the end. */
  get at(): number {
    return this.#stops[this.#next] ?? this.tokens.length;
  }

  /** Position of the token that was taken last. */
  get before(): number {
    return this.#stops[this.#next - 1] ?? 0;
  }

  peek(ahead = 0): Token | undefined {
    const at = this.#stops[this.#next + ahead];
    return at === undefined ? undefined : this.tokens[at];
  }

  isWord(...words: readonly string[]): boolean {
    return isWord(this.peek(), ...words);
  }

  isSymbol(symbol: string): boolean {
    return isSymbol(this.peek(), symbol);
  }

  /** Takes the next token and gives its position. */
  take(): number {
    const at = this.at;
    this.#next++;
    return at;
  }

  /** Takes the words if they are what comes next, all of them or none. */
  takeWords(...words: readonly string[]): boolean {
    if (!words.every((word, ahead) => isWord(this.peek(ahead), word))) return false;
    this.#next += words.length;
    return true;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.#next++;
    return true;
  }

  /** Takes a parenthesis with all that is in it; null when none comes next. */
  takeGroup(): Span | null {
    if (!this.isSymbol('(')) return null;
    const first = this.at;
    let depth = 0;
    do {
      if (this.isSymbol('(')) depth++;
      if (this.isSymbol(')')) depth--;
      this.#next++;
    } while (depth > 0 && !this.atEnd);
    return { first, last: this.before };
  }
}
