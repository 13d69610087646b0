import { describe, expect, test } from 'vitest';
import { exitCodeOfError, exitCodeOfRun } from '../../src/cli/exit-code.ts';
import { DmsError, type ErrorFacts, type ErrorKind, errorRecord } from '../../src/model/errors.ts';
import { errorLines, wordError } from '../../src/tui/text/en/errors.ts';
import { bytes, clock, compact, duration, exact, percent, plural } from '../../src/tui/text/en/numbers.ts';

const tables = [{ table: 'dees.movies', rows: 62_423 }];
const address = 'db2:3306';
const table = 'dees.movies';

/** Facts of every kind: a new kind does not compile without. */
const facts: { [K in ErrorKind]: ErrorFacts[K] } = {
  usage: { problem: '"x" is no name for a task', allowed: 'letters' },
  document: { file: 't.json', path: 'task', problem: 'is missing', allowed: 'a text' },
  url: { url: 'ftp://x', problem: 'is no engine known here', allowed: 'mysql://' },
  'endpoint.unknown': { id: 'prdo', near: ['prod'], saved: ['prod', 'shop'], aside: [] },
  'endpoint.role': { id: 'prod', role: 'target' },
  'endpoint.exists': { id: 'prod', role: 'source', address: 'mysql://r@h:3306' },
  'profile.damaged': { file: '/f.json', aside: '/f.damaged.json' },
  'secret.keyring': { reason: 'there is no Secret Service' },
  'secret.missing': { of: 'the password of r at the source, h:3306', from: 'environment', name: 'DB_PW' },
  'secret.command': {
    of: 'the password of r',
    command: 'pass show db',
    reason: 'it ended with 1',
    said: 'no',
  },
  'connect.name': { host: 'db.example', reason: 'ENOTFOUND' },
  'connect.unreachable': { address, reason: 'connection refused' },
  'connect.timeout': { address, seconds: 10 },
  'connect.silent': { address, seconds: 10 },
  'connect.full': { address, of: 'server' },
  'connect.blocked': { address, why: 'errors' },
  'connect.bastion': {
    address: 'bastion.example:22',
    user: 'me',
    why: 'key-changed',
    reason: 'its host key is not the known one',
    fingerprint: 'SHA256:abc',
  },
  'connect.login': { address, user: "o'neil", why: 'password', lacks: 'tls' },
  'connect.protocol': { address, reason: 'no greeting' },
  'connect.tls': { address, reason: 'self-signed certificate', why: 'self-signed' },
  'connect.lost': { address, doing: 'loading dees.movies' },
  'rights.missing': { address, role: 'source', right: 'SELECT', on: table, user: 'reader' },
  'target.read-only': { address, setting: 'super_read_only' },
  'catalog.nothing': { address: 'db1:3306', pattern: 'dees.moveis', near: ['dees.movies'] },
  'mapping.nothing': { patterns: ['deees.%'], near: ['dees'] },
  'mapping.collision': { target: table, sources: ['a.m', 'b.m'] },
  'mapping.same-table': { table, address },
  'mapping.no-columns': { table },
  'mapping.unknown-column': { table, column: 'titel', columns: ['id', 'title'] },
  'mapping.strict': { problems: ['rule 3: add-column'] },
  'target.not-empty': { tables },
  'target.unfit': { table, problems: ['no column title'] },
  'resume.changed': { tables: [table], task: 't' },
  'resume.needed': { task: 't', done: 1, total: 3 },
  'instance.busy': {
    kind: 'instance',
    id: 'small-1',
    pid: 7,
    since: '2026-01-01T00:00:00Z',
    host: 'h',
    doing: 'loading dees.sample1 (43 %)',
    lock: '/l',
  },
  'target.busy': { task: 't', address: 'h:3306', connection: 7, client: '10.0.0.1:4711' },
  'confirm.needed': { tables, name: 'dees' },
  'table.gone': { table },
  'table.changed': { table },
  'table.create': { table, sql: 'CREATE TABLE `movies`' },
  'table.index': { table, sql: 'ALTER TABLE `movies` ADD KEY' },
  'rows.refused': { table, chunk: 3, column: 'title', key: '42', row: 7 },
  'rows.unproven': { table, chunk: 3, sent: 10, stored: 9, warnings: 1 },
  'rows.too-large': { table, bytes: 70e6, limit: 64e6, setting: 'max_allowed_packet' },
  'target.full': { address, table },
  'bucket.missing': { bucket: 'b', address: 's3' },
  'bucket.denied': { bucket: 'b', action: 's3:PutObject', address: 's3' },
  'bucket.credentials': { reason: 'none found' },
  'bucket.failed': { bucket: 'b', action: 's3:PutObject', reason: 'SlowDown' },
  'folder.failed': { folder: '/out', reason: 'permission denied' },
  'server.refused': { address, doing: 'reading', sql: 'SELECT 1' },
  'lab.missing': { product: 'MariaDB', ways: ['apt install mariadb-server'] },
  'lab.failed': { product: 'MariaDB', doing: 'starting', log: '/log' },
  interrupted: { task: 't' },
  internal: { problem: 'x is not a function' },
};

describe('every kind of error', () => {
  test.each(Object.entries(facts) as [ErrorKind, ErrorFacts[ErrorKind]][])(
    '%s is worded whole',
    (kind, some) => {
      const words = wordError({ kind, facts: some, server: null, fix: null });
      const text = Object.values(words).join('\n');
      expect(words.what).not.toBe('');
      expect(text).not.toMatch(/undefined|\[object|NaN|\.\.|: \.|null/);
    },
  );
});

test('an error block gives what, the words of the server, the cause, the next step and the statement', () => {
  const error = new DmsError(
    'rights.missing',
    { address, role: 'target', right: 'INSERT', on: 'dees.*', user: 'writer' },
    {
      server: { code: 'ER_TABLEACCESS_DENIED_ERROR', number: 1142, message: 'INSERT command denied' },
      fix: 'GRANT INSERT ON `dees`.* TO `writer`;',
    },
  );
  expect(errorLines(errorRecord(error))).toEqual([
    "The user 'writer' lacks INSERT on dees.* at the target, db2:3306.",
    '  ER_TABLEACCESS_DENIED_ERROR (1142): INSERT command denied',
    '  Next: Let someone who may grant it run the statement below.',
    '    GRANT INSERT ON `dees`.* TO `writer`;',
  ]);
});

test('exit codes tell a wrong file, a failed endpoint, a busy task and a failure apart', () => {
  const codes: Partial<Record<ErrorKind, number>> = {
    usage: 2,
    document: 2,
    url: 2,
    'mapping.nothing': 2,
    'mapping.strict': 2,
    'confirm.needed': 2,
    'connect.login': 3,
    'rights.missing': 3,
    'bucket.denied': 3,
    'folder.failed': 3,
    'target.read-only': 3,
    'target.not-empty': 1,
    'resume.changed': 1,
    'rows.refused': 1,
    internal: 1,
    'instance.busy': 5,
    interrupted: 130,
  };
  for (const [kind, code] of Object.entries(codes))
    expect([kind, exitCodeOfError(kind as ErrorKind)]).toEqual([kind, code]);
});

test('an endpoint that breaks after rows moved is a failure of the run, not of the test before it', () => {
  const error = errorRecord(new DmsError('connect.lost', { address, doing: 'loading' }));
  const result = { error, runId: '', folder: '', report: null };
  expect(exitCodeOfRun({ ...result, outcome: 'failed', moved: false })).toBe(3);
  expect(exitCodeOfRun({ ...result, outcome: 'failed', moved: true })).toBe(1);
  expect(exitCodeOfRun({ ...result, error: null, outcome: 'differs', moved: true })).toBe(4);
});

describe('numbers', () => {
  test('keep three digits that matter, or every digit', () => {
    expect([0, 999, 9_999, 10_000, 26_900, 161_000, 999_499, 999_500, 5_160_000, 2e9].map(compact)).toEqual([
      '0',
      '999',
      '9,999',
      '10.0 k',
      '26.9 k',
      '161 k',
      '999 k',
      '1.00 M',
      '5.16 M',
      '2.00 G',
    ]);
    expect(exact(5_000_000)).toBe('5,000,000');
    expect([0, 999, 1000, 640e6, 2.5e9].map(bytes)).toEqual(['0 B', '999 B', '1.00 kB', '640 MB', '2.50 GB']);
    expect([plural(1, 'row'), plural(0, 'row'), plural(1234, 'row')]).toEqual([
      '1 row',
      '0 rows',
      '1,234 rows',
    ]);
  });

  test('never claim all before all is there, nor nothing when there is something', () => {
    expect([percent(0, 10), percent(1, 1000), percent(999, 1000), percent(10, 10), percent(0, 0)]).toEqual([
      '0 %',
      '1 %',
      '99 %',
      '100 %',
      '0 %',
    ]);
  });

  test('give time as a clock or in seconds', () => {
    expect([18_000, 3_723_000].map(clock)).toEqual(['00:18', '1:02:03']);
    expect([310, 31_240, 725_000].map(duration)).toEqual(['0.3 s', '31.2 s', '12:05']);
  });
});
