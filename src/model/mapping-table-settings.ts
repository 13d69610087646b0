/** Reads table-settings rules: of these the LOB mode of one table is carried out. */
import * as v from 'valibot';
import { filledText, isObject, join, oneOf, shape, short, wholeNumber } from './document.ts';
import type { WrittenRule } from './mapping-rule.ts';
import { ignoreOtherKeys, RULE_KEYS, saysNothing } from './mapping-rule.ts';
import type { TableSettingsRule } from './table-mappings.ts';
import type { LobMode } from './task-settings.ts';
import { compilePattern } from './wildcard.ts';

/** 4 GB, the longest value of any column, in KB. */
const LARGEST_LOB_KB = 4_194_304;

const lobShape = shape({
  mode: v.nullish(oneOf(['limited', 'unlimited', 'none']), 'limited'),
  'bulk-max-size': v.nullish(wholeNumber(0, LARGEST_LOB_KB)),
});

const tableSettingsShape = shape({
  'object-locator': shape({ 'schema-name': filledText, 'table-name': filledText }),
});

export function readTableSettings(rule: WrittenRule, value: unknown): TableSettingsRule | null {
  const written = rule.problems.read(tableSettingsShape, value, rule.path);
  if (!written) return null;
  const locator = written['object-locator'];
  for (const key of ['schema-name', 'table-name'] as const) {
    if (compilePattern(locator[key], true).plain !== null) continue;
    const path = join(join(rule.path, 'object-locator'), key);
    rule.problems.add(
      path,
      `is ${short(locator[key])}, a pattern in a table-settings rule`,
      'one exact name',
    );
  }
  const load = written['parallel-load'];
  if (!saysNothing(load) && !(isObject(load) && load.type === 'none')) {
    rule.ignored.push('"parallel-load" (big tables are read in parallel by themselves)');
  }
  ignoreOtherKeys(rule, written, [...RULE_KEYS, 'parallel-load', 'lob-settings']);
  ignoreOtherKeys(rule, locator, ['schema-name', 'table-name'], 'object-locator.');
  return {
    kind: 'table-settings',
    id: rule.head['rule-id'],
    locator: { schema: locator['schema-name'], table: locator['table-name'] },
    lobs: readLobs(rule, written['lob-settings']),
  };
}

function readLobs(rule: WrittenRule, value: unknown): LobMode | null {
  if (saysNothing(value)) return null;
  const path = join(rule.path, 'lob-settings');
  const written = rule.problems.read(lobShape, value, path);
  if (!written) return null;
  ignoreOtherKeys(rule, written, ['mode', 'bulk-max-size'], 'lob-settings.');
  const mode = written.mode ?? 'limited';
  if (mode === 'none') return null;
  if (mode === 'unlimited') return { mode: 'full' };
  const kilobytes = written['bulk-max-size'];
  if (typeof kilobytes === 'number' && kilobytes > 0) return { mode: 'limited', maxBytes: kilobytes * 1024 };
  // Values would be cut at a length nobody chose.
  const problem = kilobytes === 0 ? 'is 0 with the mode limited' : 'is missing with the mode limited';
  rule.problems.add(join(path, 'bulk-max-size'), problem, `a number of KB from 1 to ${LARGEST_LOB_KB}`);
  return null;
}
