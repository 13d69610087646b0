/** A piece of SQL under edit. What is not touched comes out byte for byte. */
import { joinTokens, type Span, type Token } from './tokens.ts';

export class Draft {
  readonly #texts: string[];

  constructor(tokens: readonly Token[]) {
    this.#texts = tokens.map((token) => token.text);
  }

  replace(span: Span, text: string): void {
    this.#texts.fill('', span.first, span.last + 1);
    this.#texts[span.first] = text;
  }

  replaceAt(at: number, text: string): void {
    this.#texts[at] = text;
  }

  /** Takes a span out together with the white space before it. */
  remove(span: Span): void {
    this.#texts.fill('', span.first, span.last + 1);
    const before = this.#texts[span.first - 1];
    if (before !== undefined && before.trim() === '') this.#texts[span.first - 1] = '';
  }

  insertAfter(at: number, text: string): void {
    this.#texts[at] += text;
  }

  insertBefore(at: number, text: string): void {
    this.#texts[at] = text + (this.#texts[at] ?? '');
  }

  toString(): string {
    return this.#texts.join('').trim();
  }
}

/**
 * A span together with the version comment that holds nothing else, so that taking out `INVISIBLE`
 * takes out all of `/*!80023 INVISIBLE *\/`.
 */
export function withVersionComment(tokens: readonly Token[], span: Span): Span {
  const before = nearest(tokens, span.first, -1);
  const after = nearest(tokens, span.last, 1);
  const wrapped =
    tokens[before]?.kind === 'version' && tokens[after]?.kind === 'version' && tokens[after]?.text === '*/';
  return wrapped && tokens[before]?.text !== '*/' ? { first: before, last: after } : span;
}

function nearest(tokens: readonly Token[], from: number, step: 1 | -1): number {
  let at = from + step;
  while (tokens[at]?.kind === 'space') at += step;
  return at;
}

export function spanText(tokens: readonly Token[], span: Span): string {
  return joinTokens(tokens.slice(span.first, span.last + 1));
}

/** The tokens without the marks of version comments: what a server that obeys them would read. */
export function withoutVersionMarks(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => token.kind !== 'version');
}
