import { afterEach, describe, expect, test } from 'vitest';
import {
  type AnyFinding,
  CHECKS,
  type CheckFacts,
  type CheckId,
  type CheckResult,
  type FindingFacts,
  finding,
} from '../../../src/model/assessment.ts';
import { DmsError, errorRecord } from '../../../src/model/errors.ts';
import { checkWords, type WordedFinding, wordFinding } from '../../../src/tui/text/findings.ts';
import { LANGUAGES, speak } from '../../../src/tui/text/language.ts';
import { words } from '../../../src/tui/text/words.ts';

const table = 'dees.movies';
const lost = { table, column: 'poster', longestBytes: 70_000, values: 3, rows: 10, whole: true };
const value = { table, column: 'poster', bytes: 5e6, whole: true };

/** Facts of every kind, in every form they come in: a new kind does not compile without. */
const facts: { readonly [Kind in WordedFinding]: readonly FindingFacts[Kind][] } = {
  'old-version': [{ side: 'source', product: 'MySQL', version: '5.5.62' }],
  'idle-rule': [
    { rule: 2, pattern: 'dees.moveis', of: 'table', near: [table] },
    { rule: 3, pattern: 'dees.v%', of: 'view', near: [] },
    { rule: 4, pattern: 'x.%', of: 'all', near: [] },
  ],
  'no-tables': [
    { patterns: ['dees.moveis'], near: [] },
    { patterns: ['dees.moveis'], near: [table] },
  ],
  'other-case': [{ tables: [{ table: 'dees.Movies', standing: table }] }],
  unreadable: [{ tables: [table, 'dees.actors'], user: 'reader@%' }],
  'objects-hidden': [{ kinds: ['views', 'routines'] }],
  'rows-by-insert': [{ address: 'db2:3306' }],
  'small-statements': [{ limitBytes: 4 * 1024 * 1024 }],
  'read-only-unbound': [{ address: 'db2:3306' }],
  'settings-differ': [{ settings: [{ name: 'sql_mode', source: 'ANSI', target: '' }] }],
  'weak-moment': [{ guarantee: 'unchanged-log' }, { guarantee: 'each-reader' }],
  'tables-held': [{}],
  'no-key': [
    {
      tables: (['none', 'view', 'removed', 'charset'] as const).map((why) => {
        return { table, rows: 5e6, bytes: 6e8, why };
      }),
    },
  ],
  'no-snapshot': [{ tables: [{ table, engine: 'MyISAM' }] }],
  'no-transactions': [{ tables: [{ table, engine: 'MyISAM' }] }],
  'values-cut': [
    { limitBytes: 32 * 1024, columns: [lost] },
    { limitBytes: 2 * 1024 * 1024, columns: [{ ...lost, whole: false }] },
  ],
  'values-left': [{ columns: [lost, { ...lost, values: 1 }] }],
  'value-too-large': [
    { value, limitBytes: 4 * 1024 * 1024, certain: true },
    { value, limitBytes: 8 * 1024 * 1024, certain: false },
  ],
  'values-unseen': [{ tables: [table], limitMs: 3_000 }],
  'rows-added-to': [{ tables: [{ table, rows: 1 }] }],
  'rows-emptied': [{ tables: [{ table, rows: 62_423 }] }],
  'rows-dropped': [{ tables: [{ table, rows: 62_423 }] }],
  'no-checkpoint': [{ task: 'dees-copy' }],
  'foreign-keys-lost': [{ keys: [{ table, name: 'of_actor', parent: 'dees.actors' }] }],
  'foreign-keys-unsure': [{ keys: [{ table, name: null, parent: 'dees.actors' }] }],
  'generated-columns': [true, false].map((recomputed) => {
    return { recomputed, columns: [{ table, column: 'total' }] };
  }),
  'invisible-columns': [true, false].map((staysInvisible) => {
    return { staysInvisible, columns: [{ table, column: 'hidden' }] };
  }),
  'triggers-fire': [{ triggers: [{ table, trigger: 'count_up', when: 'BEFORE INSERT' }] }],
  'triggers-dropped': [{ triggers: [{ table, trigger: 'count_up', when: 'AFTER UPDATE' }] }],
  'triggers-unseen': [{ tables: [table] }],
  'objects-stay': [
    { counts: { views: 2, triggers: 1 }, possible: true },
    { counts: { routines: 1, events: 3 }, possible: false },
  ],
  'little-space': [{ freeBytes: 1e6, neededBytes: 5e9, address: 'file:///out' }],
};

const estimate: CheckFacts['estimate'] = {
  milliseconds: 840_000,
  rows: 5e6,
  bytes: 6e8,
  chunks: 40,
  lanes: 2,
  validates: true,
  limitedBy: 'servers',
  source: null,
  target: null,
};

const seen: { readonly [Id in CheckId]: readonly CheckFacts[Id][] } = {
  source: [{ address: 'db1:3306', product: 'MySQL 9.7.0' }],
  target: [{ address: 's3://bucket/raw', product: 'S3' }],
  documents: [{}],
  selection: [
    { tables: 3, views: 0, estimatedRows: 5e6, dataBytes: 6e8 },
    { tables: 1, views: 2, estimatedRows: 0, dataBytes: 0 },
  ],
  names: [{}],
  'source-rights': [{ tables: 1 }],
  'target-rights': [{ proved: 'rights' }, { proved: 'looking' }],
  settings: [{}],
  moment: [{ guarantee: 'global-lock' }, { guarantee: null }, { guarantee: 'of a newer version' }],
  keys: [{ tables: 1 }, { tables: 2 }],
  transactions: [{}],
  'large-values': [
    { columns: 0, largest: null },
    { columns: 2, largest: null },
    { columns: 2, largest: value },
    { columns: 2, largest: { ...value, whole: false } },
  ],
  'target-tables': [
    { created: 3, standing: 0 },
    { created: 0, standing: 2 },
  ],
  checkpoint: [
    { begun: 0, complete: 0 },
    { begun: 3, complete: 1 },
  ],
  definitions: [{ tables: 0 }, { tables: 3 }],
  'foreign-keys': [{ kept: 0 }, { kept: 1 }],
  columns: [{}],
  triggers: [{}],
  objects: [
    { counts: null },
    { counts: { views: 0, triggers: 0, routines: 0, events: 0 } },
    { counts: { views: 1, triggers: 2, routines: 0, events: 0 } },
  ],
  space: [
    { freeBytes: null, neededBytes: 5e9 },
    { freeBytes: 1e10, neededBytes: 5e9 },
  ],
  estimate: [
    estimate,
    { ...estimate, milliseconds: 3, validates: false, limitedBy: 'source line' },
    { ...estimate, limitedBy: 'target line' },
    { ...estimate, limitedBy: 'single stream' },
  ],
};

const BROKEN = /undefined|\[object|NaN|\.\.(?!\.)|: \.|null|\$\{/;

afterEach(() => speak('en'));

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(Object.keys(facts) as WordedFinding[])('the finding %s is worded whole', (kind) => {
    speak(language);
    for (const some of facts[kind]) {
      const { what, why, next } = wordFinding(finding('warned', kind, some as never));
      expect(what).not.toBe('');
      expect([what, why ?? '', next ?? ''].join('\n')).not.toMatch(BROKEN);
      if (language === 'ko') expect(what).toMatch(/[가-힣]/);
    }
  });

  test.each(CHECKS)('what the check %s has seen is worded whole', (check) => {
    speak(language);
    expect(words().checks.titles[check]).not.toBe('');
    for (const found of seen[check]) {
      const result = { check, found, findings: [], result: 'passed', ms: 1, waitsFor: null };
      expect(checkWords(result as unknown as CheckResult)).not.toMatch(BROKEN);
    }
  });

  test('errors and issues keep the words they have elsewhere', () => {
    speak(language);
    const error = new DmsError(
      'mapping.same-table',
      { table, address: 'db1:3306' },
      { server: { code: 'ER_X', number: 7, message: 'no' } },
    );
    const told = wordFinding(finding('failed', 'error', { error: errorRecord(error) }));
    expect(told.what).toContain(table);
    expect(told.why).toContain('ER_X (7): no');
    const issue = {
      code: 'translated',
      subject: table,
      detail: 'The table has no rows, so no file was written.',
    };
    const subjects = ['a.b', 'a.c', 'a.d', 'a.e', 'a.f'];
    const said = wordFinding({ ...finding('warned', 'issue', { issue } as never), subjects } as AnyFinding);
    expect(said.what).toContain('a.b, a.c, a.d');
    expect(said.what).not.toContain('a.e');
    expect(said.what).toContain('2');
    if (language === 'ko') expect(said.what).not.toContain('no file was written');
  });
});
