/** What the checks of an assessment find, worded once, for people. */
import type { AnyFinding, CheckId, CheckResult, FindingFacts, FindingKind } from '../../model/assessment.ts';
import { serverWords, wordError } from './errors.ts';
import { words } from './words.ts';

export interface FindingWords {
  /** What was found, and on what. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string | null;
  /** One thing to do next; a ready statement or command follows it where there is one. */
  readonly next: string | null;
}

/** Errors and issues have words of their own. */
export type WordedFinding = Exclude<FindingKind, 'error' | 'issue'>;

export type FindingWording = {
  readonly [Kind in WordedFinding]: (facts: FindingFacts[Kind]) => FindingWords;
};

/** More names say less. */
const MOST_SUBJECTS = 3;

export function wordFinding(found: AnyFinding): FindingWords {
  if (found.kind === 'error') {
    const { error } = found.facts;
    const { what, cause, next } = wordError(error);
    const server = error.server === null ? [] : [serverWords(error.server)];
    const why = [...server, ...(cause === null ? [] : [cause])];
    return { what, why: why.length === 0 ? null : why.join('\n'), next };
  }
  if (found.kind === 'issue') {
    const { said, plan, findings } = words();
    const { code, detail } = found.facts.issue;
    const shown = found.subjects.slice(0, MOST_SUBJECTS).map(said);
    const more = found.subjects.length - shown.length;
    const about = more > 0 ? findings.andMore(shown.join(', '), more) : shown.join(', ');
    return { what: `${plan.issues[code]}: ${about}: ${said(detail)}`, why: null, next: null };
  }
  const word = words().findings.kinds[found.kind] as (facts: FindingFacts[FindingKind]) => FindingWords;
  return word(found.facts);
}

/** What a check has seen, in a line; empty where there is nothing to tell. */
export function checkWords(result: CheckResult): string {
  if (result.found === null) return '';
  const word = words().checks.found[result.check] as (facts: CheckResult<CheckId>['found']) => string;
  return word(result.found);
}
