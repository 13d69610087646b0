/** Facts of every kind of error, as runs bring them: a new kind does not compile without. */
import type {
  BastionFailure,
  ErrorFacts,
  ErrorKind,
  ErrorRecord,
  ServerWords,
  TlsFailure,
} from '../../../src/model/errors.ts';

const TLS_FAILURES: readonly TlsFailure[] = [
  'expired',
  'not-yet-valid',
  'self-signed',
  'unknown-ca',
  'name',
  'unsupported',
  'required',
  'client-certificate',
  'handshake',
];
const LOGIN_FAILURES = ['password', 'no-password', 'socket', 'locked', 'expired', 'auth', 'schema'] as const;
const BASTION_FAILURES: readonly BastionFailure[] = [
  'unreachable',
  'handshake',
  'key-unknown',
  'key-changed',
  'key-revoked',
  'login',
  'identity',
  'forward',
];
const REFUSALS = [0, 1048, 1062, 1264, 1265, 1292, 1366, 1406, 1452, 3819, 4025];

function sample<K extends ErrorKind>(
  kind: K,
  facts: ErrorFacts[K],
  server: ServerWords | null = null,
): ErrorRecord {
  return { kind, facts, server, fix: null };
}

const tables = [{ table: 'dees.movies', rows: 62_423 }];
const address = 'db2:3306';
const table = 'dees.movies';

export const sampleFacts: { [K in ErrorKind]: ErrorFacts[K] } = {
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
  'control.version': { pid: 4711 },
  'control.start': { task: 'dees-copy', reason: 'it ended with code 1', log: '/state/process.log' },
  'confirm.needed': { tables, name: 'dees' },
  'table.gone': { table },
  'table.changed': { table },
  'target.gone': { table },
  'table.locked': { table },
  'rows.gave-way': { table, chunk: 3 },
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

/** Every case that a kind words for itself, besides the one above. */
export const sampleCases: readonly ErrorRecord[] = [
  sample('usage', { problem: 'Nothing says which tables to copy.' }),
  sample('document', {
    file: 't.json',
    path: 'task',
    problem: 'is missing',
    others: [{ path: 'rules[0]', problem: 'is 7', allowed: 'a text' }],
  }),
  sample('endpoint.unknown', { id: 'prod', near: [], saved: [], aside: ['/f.damaged.json'] }),
  sample('endpoint.unknown', {
    id: 'prod',
    near: [],
    saved: Array.from({ length: 12 }, (_, index) => `shop-${index}`),
    aside: [],
  }),
  sample('endpoint.role', { id: 'prod', role: 'source' }),
  sample('secret.missing', { of: 'the password of r', from: 'keyring', name: 'shop' }),
  sample('secret.missing', { of: 'the password of r', from: 'prompt', name: '' }),
  sample('secret.command', { of: 'the password of r', command: 'x', reason: 'it printed nothing', said: '' }),
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT'].map(
    (code) => sample('connect.unreachable', { address, reason: code }, { code, message: code }),
  ),
  sample('connect.protocol', { address, reason: 'no greeting', speaks: 'HTTP', wanted: 'S3' }),
  ...TLS_FAILURES.map((why) =>
    sample('connect.tls', {
      address,
      reason: 'no',
      why,
      certificate: { subject: 'CN=db', issuer: 'CN=ca', validTo: '2027-01-01T00:00:00Z' },
    }),
  ),
  ...LOGIN_FAILURES.map((why) => sample('connect.login', { address, user: 'r', why, lacks: 'certificate' })),
  sample('connect.login', { address, user: 'r' }),
  sample('connect.full', { address, of: 'user' }),
  sample('connect.blocked', { address, why: 'host' }),
  ...BASTION_FAILURES.map((why) =>
    sample('connect.bastion', { address: 'bastion.example:22', user: 'me', why, reason: 'no' }),
  ),
  sample('catalog.nothing', { address, pattern: 'a.%', near: [] }),
  sample('mapping.nothing', { patterns: ['a.%', 'b.%'], near: [] }),
  sample('instance.busy', { ...sampleFacts['instance.busy'], kind: 'task', doing: '' }),
  sample('instance.busy', { ...sampleFacts['instance.busy'], kind: 'profile' }),
  ...REFUSALS.map((number) =>
    sample(
      'rows.refused',
      { table, chunk: 3, column: null, key: null, row: null },
      { code: 'ER', number, message: 'no' },
    ),
  ),
  sample('bucket.credentials', { reason: 'denied', role: 'arn:aws:iam::1:role/r' }),
  sample('interrupted', { task: '' }),
];
