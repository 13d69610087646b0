import { expect, test } from 'vitest';
import {
  endpointKey,
  endpointRecord,
  makeEndpoint,
  parseEndpointId,
  parseEndpointRecord,
  type SavedEndpoint,
} from '../../src/model/endpoint.ts';
import { parseEndpointUrl } from '../../src/model/endpoint-url.ts';
import { DmsError } from '../../src/model/errors.ts';
import { parseTask } from '../../src/model/task-parser.ts';
import { factsOf, problemsOf } from './world.ts';

function endpoint(more: Partial<SavedEndpoint> = {}, url = 's3://b1/x?region=eu-west-1'): SavedEndpoint {
  const role = more.role ?? 'target';
  const parts = {
    id: 'out',
    role,
    base: parseEndpointUrl(url, role).address,
    settings: null,
    password: null,
    bastion: null,
    description: null,
    created: '2026-01-01T00:00:00.000Z',
    changed: '2026-01-01T00:00:00.000Z',
    ...more,
  };
  return makeEndpoint(parts, 'test').endpoint;
}

test('an endpoint is kept without its password and is the same when read again', () => {
  const saved = endpoint(
    { id: 'Shop', role: 'source', password: { command: 'pass show db' }, bastion: 'prompt' },
    'mysql://reader:S3cr3t@db1/dees?ssl=require&ssh=me@bastion',
  );
  const record = JSON.parse(JSON.stringify(endpointRecord(saved))) as unknown;
  expect(JSON.stringify(record)).not.toContain('S3cr3t');
  expect(parseEndpointRecord(record, 'f', 'shop')).toEqual(saved);
});

test('settings of files are kept as they were given, and say where and how', () => {
  const saved = endpoint({ settings: { BucketFolder: 'raw', AddColumnName: true } }, 's3://b1');
  expect(saved).toMatchObject({ url: 's3://b1', address: { folder: 'raw', files: { header: true } } });
  expect(parseEndpointRecord(endpointRecord(saved), 'f', 'out')).toEqual(saved);
});

test.each<[object, string]>([
  [{ id: '9x' }, 'out.id: is "9x" (letters'],
  [{ role: 'both' }, 'out.role: is "both" (source, target)'],
  [{ url: 'mysql://u:S3cr3t@h' }, 'out.url: holds a password'],
  [{ url: 'nonsense' }, 'out.url: nonsense: is not a URL'],
  [{ password: 'S3cr3t' }, 'out.password: is "S3cr3t" ({"keyring"'],
  [{ password: { command: '' } }, 'out.password'],
  [{ settings: { MaxFileSize: 0 } }, 'out.settings.MaxFileSize: is 0'],
  [{ pasword: null }, 'out.pasword: unknown key; did you mean "password"?'],
])('a record with %j is refused with its place', (more, problem) => {
  const record = { ...endpointRecord(endpoint()), ...more };
  expect(problemsOf(() => parseEndpointRecord(record, 'f', 'out'))[0]).toContain(problem);
});

test('ids are those of AWS DMS, and differ by more than case', () => {
  expect(parseEndpointId('Shop-source-2')).toBe('Shop-source-2');
  expect(endpointKey('Shop')).toBe(endpointKey('sHOP'));
  for (const id of ['', '2fast', 'a-', 'a--b', 'a_b', 'x'.repeat(256)])
    expect(factsOf('usage', () => parseEndpointId(id)).problem).toContain('no name for an endpoint');
});

const rules = [
  {
    'rule-type': 'selection',
    'rule-id': '1',
    'rule-name': '1',
    'object-locator': { 'schema-name': 'dees', 'table-name': '%' },
    'rule-action': 'include',
  },
];

const target = endpoint({ settings: { AddColumnName: true, CompressionType: 'GZIP' } });

function taskWith(source: object, to: object) {
  const document = { task: 't', source, target: to, tableMappings: { rules } };
  const lookUp = (id: string, role: 'source' | 'target') => {
    if (id !== 'out')
      throw new DmsError('endpoint.unknown', { id, near: ['out'], saved: ['out'], aside: [] });
    if (role !== 'target') throw new DmsError('endpoint.role', { id, role: 'target' });
    return target;
  };
  return parseTask(document, 'task.json', {}, lookUp);
}

test('a task file takes a saved endpoint, and its settings count for more, one by one', () => {
  const url = { url: 'mysql://u@h/d' };
  const { task, saved } = taskWith(url, { endpoint: 'out', settings: { addColumnName: false } });
  expect(task.target).toMatchObject({ bucket: 'b1', folder: 'x', files: { header: false, gzip: true } });
  expect(saved).toEqual({ source: null, target });
});

test('a task file that names no endpoint there is, or one of the other role, is told so', () => {
  const url = { url: 'mysql://u@h/d' };
  expect(problemsOf(() => taskWith(url, { endpoint: 'otu' }))[0]).toBe(
    'target.endpoint: there is no endpoint "otu"; did you mean "out"? (out)',
  );
  expect(problemsOf(() => taskWith({ endpoint: 'out' }, { endpoint: 'out' }))[0]).toBe(
    'source.endpoint: "out" was saved as a target (the id of a source)',
  );
});
