/** Reads transformation rules. */
import * as v from 'valibot';
import { filledText, join, oneOf, shape, short, text } from './document.ts';
import type { WrittenRule } from './mapping-rule.ts';
import { ignoreOtherKeys, RULE_KEYS, saysNothing } from './mapping-rule.ts';
import type { NameChange, TransformationRule } from './table-mappings.ts';

const NAMED = ['schema', 'table', 'column'] as const;
const COLUMN = ['column'] as const;

/** Every action of AWS DMS with the targets it may have. */
const ACTIONS = {
  rename: [...NAMED, 'table-tablespace', 'index-tablespace'],
  'convert-lowercase': NAMED,
  'convert-uppercase': NAMED,
  'add-prefix': NAMED,
  'remove-prefix': NAMED,
  'replace-prefix': NAMED,
  'add-suffix': NAMED,
  'remove-suffix': NAMED,
  'replace-suffix': NAMED,
  'remove-column': COLUMN,
  'include-column': COLUMN,
  'add-column': COLUMN,
  'change-data-type': COLUMN,
  'define-primary-key': ['table'],
  'add-before-image-columns': COLUMN,
  'data-masking-digits-mask': COLUMN,
  'data-masking-digits-randomize': COLUMN,
  'data-masking-hash-mask': COLUMN,
} as const satisfies Record<string, readonly string[]>;

type Action = keyof typeof ACTIONS;

const ACTION_NAMES = Object.keys(ACTIONS) as [Action, ...Action[]];

const transformationShape = shape({
  'rule-target': oneOf([...NAMED, 'table-tablespace', 'index-tablespace']),
  'rule-action': oneOf(ACTION_NAMES),
  'object-locator': shape({
    'schema-name': v.nullish(filledText),
    'table-name': v.nullish(filledText),
    'column-name': v.nullish(filledText),
  }),
  value: v.nullish(text),
  'old-value': v.nullish(text),
});

type Written = v.InferOutput<typeof transformationShape>;

export function readTransformation(rule: WrittenRule, value: unknown): TransformationRule | null {
  const written = rule.problems.read(transformationShape, value, rule.path);
  if (!written) return null;
  const target = written['rule-target'];
  const action = written['rule-action'];
  const targets: readonly string[] = ACTIONS[action];
  if (!targets.includes(target)) {
    const problem = `is "${target}", which ${action} cannot work on`;
    rule.problems.add(join(rule.path, 'rule-target'), problem, targets.join(', '));
    return null;
  }
  const reason = whyNot(written);
  if (reason !== null) {
    rule.ignored.push(reason);
    return null;
  }
  return carriedOut(rule, written, target as (typeof NAMED)[number]);
}

/** Why the whole rule has no effect here; null when it has. */
function whyNot(written: Written): string | null {
  const action = written['rule-action'];
  if (written['rule-target'].endsWith('tablespace'))
    return `the whole rule: ${written['rule-target']} is for Oracle`;
  if (action !== 'remove-column' && action !== 'include-column' && !isNaming(action)) {
    return `the whole rule: the rule-action ${action}`;
  }
  // Both would change which name comes out or which columns are hit: half of such a rule does harm.
  if (action === 'rename' && !saysNothing(written.expression))
    return 'the whole rule: rename by "expression"';
  if (!saysNothing(written['object-locator']['data-type'])) {
    return `the whole rule: ${action} on columns of one "data-type"`;
  }
  return null;
}

function isNaming(action: Action): action is NameChange['action'] {
  return ACTIONS[action].length >= NAMED.length;
}

function carriedOut(
  rule: WrittenRule,
  written: Written,
  target: (typeof NAMED)[number],
): TransformationRule | null {
  const action = written['rule-action'];
  const head = {
    kind: 'transformation',
    id: rule.head['rule-id'],
    locator: readLocator(rule, written, target),
  } as const;
  ignoreOtherKeys(
    rule,
    written['object-locator'],
    ['schema-name', 'table-name', 'column-name'],
    'object-locator.',
  );
  if (action === 'remove-column' || action === 'include-column') {
    ignoreOtherKeys(rule, written, [...RULE_KEYS, 'rule-target']);
    return { ...head, target: 'column', change: { action } };
  }
  if (!isNaming(action)) return null;
  return { ...head, target, change: readChange(rule, written, action) };
}

function readLocator(rule: WrittenRule, written: Written, target: (typeof NAMED)[number]) {
  const locator = written['object-locator'];
  const need = (key: 'schema-name' | 'table-name' | 'column-name', needed: boolean): string => {
    const given = locator[key];
    if (typeof given === 'string') return given;
    if (needed) {
      const path = join(join(rule.path, 'object-locator'), key);
      rule.problems.add(path, 'is missing', `a name or pattern, for a rule on a ${target}`);
    }
    return '%';
  };
  return {
    schema: need('schema-name', true),
    table: need('table-name', target !== 'schema'),
    column: need('column-name', target === 'column'),
  };
}

function readChange(rule: WrittenRule, written: Written, action: NameChange['action']): NameChange {
  const need = (key: 'value' | 'old-value', mayBeEmpty: boolean): string => {
    const given = written[key];
    const path = join(rule.path, key);
    if (typeof given !== 'string') rule.problems.add(path, 'is missing', `a text, for ${action}`);
    else if (given === '' && !mayBeEmpty)
      rule.problems.add(path, `is ${short(given)}`, 'a text that is not empty');
    return given ?? '';
  };
  const known = [...RULE_KEYS, 'rule-target'];
  if (action === 'convert-lowercase' || action === 'convert-uppercase') {
    ignoreOtherKeys(rule, written, known);
    return { action };
  }
  if (action === 'replace-prefix' || action === 'replace-suffix') {
    ignoreOtherKeys(rule, written, [...known, 'value', 'old-value']);
    return { action, value: need('value', true), oldValue: need('old-value', false) };
  }
  ignoreOtherKeys(rule, written, [...known, 'value']);
  return { action, value: need('value', false) };
}
