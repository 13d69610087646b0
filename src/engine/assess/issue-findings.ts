/** The engine's own issues as findings. */
import { type AnyFinding, type FindingLevel, finding } from '../../model/assessment.ts';
import type { Issue, IssueCode } from '../../model/errors.ts';

/** One for everything that is said alike, however many tables it is true of. */
export function issueFindings(
  issues: readonly Issue[],
  levelOf: (code: IssueCode) => FindingLevel,
): AnyFinding[] {
  const alike = new Map<string, Issue[]>();
  for (const issue of issues) {
    const id = JSON.stringify([issue.code, issue.detail]);
    alike.set(id, [...(alike.get(id) ?? []), issue]);
  }
  return [...alike.values()].map((same) => {
    const issue = same[0]!;
    const subjects = [...new Set(same.map(({ subject }) => subject))];
    const fixes = [...new Set(same.flatMap(({ fix }) => fix ?? []))];
    const fix = fixes.length > 0 ? fixes.join('\n') : null;
    return finding(levelOf(issue.code), 'issue', { issue }, { subjects, fix });
  });
}
