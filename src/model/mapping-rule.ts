/** What all rules of a table mapping have in common: a head, an action, and keys that may not be known. */

import type * as v from 'valibot';
import { nullish } from 'valibot';
import type { Problems } from './document.ts';
import { didYouMean, filledText, isObject, oneOf, shape, wholeNumber } from './document.ts';
import type { Issue } from './errors.ts';

const RULE_TYPES = [
  'selection',
  'transformation',
  'table-settings',
  'validation',
  'post-processing',
  'object-mapping',
] as const;

/** Ids are numbers to AWS DMS, written as text or as numbers; this keeps them exact. */
export const ruleHead = shape({
  'rule-type': oneOf(RULE_TYPES),
  'rule-id': wholeNumber(0, Number.MAX_SAFE_INTEGER),
  'rule-name': nullish(filledText),
});

export type RuleHead = v.InferOutput<typeof ruleHead>;

/** A rule as written, with its place in the document and what of it will not be carried out. */
export interface WrittenRule {
  readonly head: RuleHead;
  readonly path: string;
  readonly problems: Problems;
  /** Filled while the rule is read; it becomes one issue. */
  readonly ignored: string[];
}

export const RULE_KEYS = ['rule-type', 'rule-id', 'rule-name', 'rule-action', 'object-locator'] as const;

/** Keys the AWS console leaves in rules as the state of its own form. */
const CONSOLE_KEYS = ['isAutoSegmentationChecked'];

/** Notes the keys that nothing here reads, unless they say nothing: null, an empty list or object. */
export function ignoreOtherKeys(
  rule: WrittenRule,
  value: object,
  known: readonly string[],
  inside = '',
): void {
  for (const [key, given] of Object.entries(value)) {
    if (known.includes(key) || CONSOLE_KEYS.includes(key) || saysNothing(given)) continue;
    rule.ignored.push(
      `the key "${inside}${key}"${didYouMean(key, known).replace(';', ',').replace('?', '')}`,
    );
  }
}

export function saysNothing(given: unknown): boolean {
  if (given === null || given === undefined) return true;
  if (Array.isArray(given)) return given.length === 0;
  return isObject(given) && Object.keys(given).length === 0;
}

/** `rule 2 (keep-movies)`; a name that repeats the id is left out. */
function showRule(head: RuleHead): string {
  const name = head['rule-name'];
  return name && name !== String(head['rule-id'])
    ? `rule ${head['rule-id']} (${name})`
    : `rule ${head['rule-id']}`;
}

export function notCarriedOut(rule: WrittenRule): Issue[] {
  if (rule.ignored.length === 0) return [];
  const detail = `Not carried out of this ${rule.head['rule-type']} rule: ${rule.ignored.join('; ')}.`;
  return [{ code: 'not-carried-out', subject: showRule(rule.head), detail }];
}
