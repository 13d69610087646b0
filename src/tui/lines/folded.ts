/** Errors and issues folded into the width of a terminal; statements to be copied stay whole. */
import type { ErrorRecord, Issue } from '../../model/errors.ts';
import { printable } from '../layout/text.ts';
import { wrapped } from '../layout/wrap.ts';
import type { Look } from '../theme/look.ts';
import { errorBlock, issueLine } from './run-lines.ts';

/** The words of an error stand so far in; statements further. */
const WORDS_INDENT = 4;
/** Longer lines are hard to read. */
const WIDEST = 100;

/** `columns` is null for a file or a pipe, where nothing is folded. */
export function foldedError(error: ErrorRecord, look: Look, columns: number | null): string[] {
  const block = errorBlock(error, null, look);
  return columns === null ? block : block.flatMap((line) => foldedWords(line, Math.min(columns, WIDEST)));
}

function foldedWords(line: string, columns: number): string[] {
  const indent = /^ */.exec(line)![0];
  if (indent.length > WORDS_INDENT) return [line];
  const below = ' '.repeat(WORDS_INDENT);
  const [first = '', ...rest] = wrapped(line.trimStart(), columns - WORDS_INDENT);
  return [`${indent}${first}`, ...rest.map((more) => `${below}${more}`)];
}

/** As `foldedError`; what helps stands below. */
export function foldedIssue(issue: Issue, columns: number | null): string[] {
  if (columns === null) return [issueLine(issue)];
  const { said, helps } = issueParts(issue, Math.min(columns, WIDEST) - 2);
  const [first = '', ...rest] = said;
  return [first, ...[...rest, ...helps].map((line) => `  ${line}`)];
}

/** What an issue says, folded, and what helps, ready to be copied: its lines are never broken. */
export function issueParts({ fix, ...about }: Issue, columns: number): { said: string[]; helps: string[] } {
  const helps = fix === undefined ? [] : fix.split('\n').map((line) => `  ${printable(line)}`);
  return { said: wrapped(issueLine(about), columns), helps };
}
