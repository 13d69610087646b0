/** Lists of issues. */
import type { Issue } from './errors.ts';

/** Each issue once: what is said of a rule is the same for every table it touches. */
export function distinctIssues(issues: Iterable<Issue>): Issue[] {
  const seen = new Map<string, Issue>();
  for (const issue of issues) {
    const id = JSON.stringify([issue.code, issue.subject, issue.detail]);
    if (!seen.has(id)) seen.set(id, issue);
  }
  return [...seen.values()];
}
