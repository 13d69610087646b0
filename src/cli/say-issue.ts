/** Says on standard error what a person must know of what was asked for. */
import type { Issue } from '../model/errors.ts';
import { foldedIssue } from '../tui/lines/folded.ts';

export function sayIssue(issue: Issue): void {
  const { stderr } = process;
  for (const line of foldedIssue(issue, stderr.isTTY ? stderr.columns : null)) stderr.write(`${line}\n`);
}
