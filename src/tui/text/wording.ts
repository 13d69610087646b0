/** The shape every error is worded in. */
import type { ErrorFacts, ErrorKind, ServerWords } from '../../model/errors.ts';

export interface ErrorWords {
  /** What failed and where: one sentence. */
  readonly what: string;
  /** The likely cause; null when the server's own words say it all. */
  readonly cause: string | null;
  /** One thing to do next; a ready statement or command follows it where there is one. */
  readonly next: string | null;
}

/** Words for some kinds of error. All of them together must cover every kind: the compiler checks it. */
export type Wording<K extends ErrorKind = ErrorKind> = {
  readonly [W in K]: (facts: ErrorFacts[W], server: ServerWords | null) => ErrorWords;
};

/** The lines of a list inside a sentence: indented, so that a long one stays readable. */
export function listedLines(lines: readonly string[], rest: (count: number) => string, most = 20): string {
  const shown = lines.slice(0, most).map((line) => `\n    ${line}`);
  if (lines.length > most) shown.push(`\n    ${rest(lines.length - most)}`);
  return shown.join('');
}

/** Ends the words of a server, which may or may not end themselves. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
