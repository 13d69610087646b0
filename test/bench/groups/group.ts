import type { Result } from '../contestant.ts';
import type { Verdict } from '../report.ts';

/** What a group of the bench found out. */
export interface Findings {
  /** Its table, ready to print. */
  readonly lines: readonly string[];
  readonly verdicts: readonly Verdict[];
  /** Everyone who took part, also without a figure. */
  readonly results: readonly Result[];
}
