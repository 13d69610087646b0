import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DmsError } from '../../src/model/errors.ts';
import { parseTableMappings } from '../../src/model/mapping-parser.ts';
import { parseS3Settings } from '../../src/model/s3-settings.ts';
import { parseTask } from '../../src/model/task-parser.ts';
import { parseTaskSettings } from '../../src/model/task-settings-parser.ts';
import { AWS_DEFAULT_SETTINGS } from './aws-default-settings.ts';

const rules = [
  {
    'rule-type': 'selection',
    'rule-id': '1',
    'rule-name': '1',
    'object-locator': { 'schema-name': 'dees', 'table-name': 'movies', 'table-type': 'all' },
    'rule-action': 'include',
    'load-order': 3,
    filters: [
      {
        'filter-type': 'source',
        'column-name': 'id',
        'filter-conditions': [{ 'filter-operator': 'between', 'start-value': '1', 'end-value': '2' }],
      },
    ],
  },
  {
    'rule-type': 'transformation',
    'rule-id': '2',
    'rule-name': '2',
    'rule-target': 'column',
    'object-locator': { 'schema-name': 'dees', 'table-name': '%', 'column-name': 'c' },
    'rule-action': 'replace-prefix',
    value: 'a',
    'old-value': 'b',
  },
  {
    'rule-type': 'table-settings',
    'rule-id': '3',
    'rule-name': '3',
    'object-locator': { 'schema-name': 'dees', 'table-name': 'movies' },
    'lob-settings': { mode: 'limited', 'bulk-max-size': '5' },
    'parallel-load': { type: 'ranges' },
  },
];

const s3Settings = {
  CsvDelimiter: ',',
  CsvNullValue: 'NULL',
  Rfc4180: 'y',
  MaxFileSize: 5,
  CompressionType: 'GZIP',
  BucketFolder: 'x',
  EncryptionMode: 'SSE_KMS',
  ServerSideEncryptionKmsKeyId: 'k',
};

const task = {
  task: 'a',
  migrationType: 'full-load',
  source: { url: 'mysql://u@h' },
  target: { url: 's3://b1', settings: s3Settings },
  tableMappings: { rules },
  taskSettings: AWS_DEFAULT_SETTINGS,
  local: { lanes: 2, objects: ['views'], strict: false },
};

/** The document with the value at one place (any depth, by number) replaced or taken out. */
function damage(document: unknown, place: number, value: unknown): unknown {
  let passed = 0;
  const walk = (node: unknown): unknown => {
    if (passed++ === place) return value;
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, inside]) => [key, walk(inside)]));
  };
  return walk(document);
}

describe('any document at all', () => {
  test.each<[string, unknown, (document: unknown) => unknown]>([
    ['table mappings', { rules }, (one) => parseTableMappings(one, 'x.json')],
    ['task settings', AWS_DEFAULT_SETTINGS, (one) => parseTaskSettings(one, 'x.json')],
    ['S3 settings', s3Settings, (one) => parseS3Settings(one, 'x.json')],
    ['a task', task, (one) => parseTask(one, 'x.json')],
  ])('is read, or refused with a place and without a crash: %s', (_, sound, parse) => {
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        undefined,
        null,
        '',
        0,
        -1,
        1e300,
        [],
        {},
        '%',
        'null',
        { __proto__: null },
        [null],
        true,
      ),
    );
    expect(parse(sound)).toBeDefined();
    fc.assert(
      fc.property(fc.nat(130), odd, (place, value) => {
        try {
          parse(damage(sound, place, value));
        } catch (error) {
          expect(error).toBeInstanceOf(DmsError);
          const { kind, facts } = error as DmsError<'document'>;
          expect(kind).toBe('document');
          expect(facts.problem).not.toMatch(/undefined|\[object/);
          expect(facts.allowed ?? '').not.toMatch(/Invalid|Expected|undefined/);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
