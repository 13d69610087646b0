/** Names what of a settings document is not carried out, without a word about what says nothing new. */
import { didYouMean, join, short } from './document.ts';
import type { Issue } from './errors.ts';
import { saysNothing } from './mapping-rule.ts';

/**
 * A known setting that is not carried out, with the values that need no mention: the service's own
 * defaults, of which AWS texts and dumps know several. `any`: no value of it needs one.
 */
export type QuietValues = Readonly<Record<string, readonly unknown[] | 'any'>>;

/**
 * One issue per setting of `given` that is neither `carried` nor at a quiet value.
 * A null is what the service writes for "not chosen".
 */
export function notCarriedOutSettings(
  given: Readonly<Record<string, unknown>>,
  carried: readonly string[],
  quiet: QuietValues,
  at: string,
): Issue[] {
  const known = [...carried, ...Object.keys(quiet)];
  return Object.entries(given).flatMap(([key, value]): Issue[] => {
    if (carried.includes(key) || saysNothing(value)) return [];
    const subject = join(at, key);
    if (!known.includes(key)) {
      return [{ code: 'not-carried-out', subject, detail: `Unknown setting${didYouMean(key, known)}` }];
    }
    const values = quiet[key];
    if (values === 'any' || values?.includes(value)) return [];
    return [
      { code: 'not-carried-out', subject, detail: `Not carried out: ${short(value)} has no effect here.` },
    ];
  });
}
