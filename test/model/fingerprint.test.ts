import { describe, expect, test } from 'vitest';
import { defaultFileSettings } from '../../src/model/file-settings.ts';
import { fingerprint } from '../../src/model/fingerprint.ts';
import { planTable } from '../../src/model/plan-table.ts';
import type { TablePlan } from '../../src/model/table.ts';
import { defaultTaskSettings } from '../../src/model/task-settings-parser.ts';
import { column, lob, NO_RULES, selected, table } from './world.ts';

function plan(name: string, more: Partial<TablePlan> = {}): TablePlan {
  const shape = table(name, ['id', 'k', lob('text', 65_535)], ['id']);
  return { ...planTable(selected(shape), shape, NO_RULES, defaultTaskSettings()).plan, ...more };
}

const before = plan('a.b');
const files = defaultFileSettings();

describe('the fingerprint of a plan', () => {
  test('stays the same for what may change between a stop and a resume', () => {
    const grown = {
      ...before,
      loadOrder: 5,
      source: { ...before.source, estimatedRows: 99, dataBytes: 99 },
    };
    expect(fingerprint(grown)).toBe(fingerprint(before));
    expect(fingerprint(before, { ...files, acl: 'private', encryption: 'sse-s3' })).toBe(
      fingerprint(before, files),
    );
    expect(fingerprint(before)).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each<[string, Partial<TablePlan>]>([
    ['a target name', { target: { schema: 'a', table: 'd' } }],
    ['a column less', { columns: before.columns.slice(1), key: null }],
    [
      'a new name of a column',
      { columns: before.columns.map((one) => ({ ...one, target: `${one.target}x` })) },
    ],
    [
      'a type',
      {
        columns: before.columns.map((one) => ({
          ...one,
          source: column(one.source.name, { fullType: 'bigint' }),
        })),
      },
    ],
    ['a LOB limit', { columns: before.columns.map((one) => ({ ...one, lobLimitBytes: 1024 })) }],
    ['another key', { key: [1] }],
    ['no key', { key: null }],
    ['a filter', { filters: [{ column: 'id', conditions: [{ operator: 'null' }] }] }],
  ])('changes with %s', (_, more) => {
    expect(fingerprint(plan('a.b', more))).not.toBe(fingerprint(before));
  });

  test('changes with the table, the values of filters and the form of files', () => {
    const filtered = (value: string) =>
      fingerprint(plan('a.b', { filters: [{ column: 'id', conditions: [{ operator: 'eq', value }] }] }));
    expect(filtered('1')).not.toBe(filtered('2'));
    expect(fingerprint(plan('a.c'))).not.toBe(fingerprint(before));
    expect(fingerprint(before, files)).not.toBe(fingerprint(before));
    expect(fingerprint(before, { ...files, header: true })).not.toBe(fingerprint(before, files));
  });
});
