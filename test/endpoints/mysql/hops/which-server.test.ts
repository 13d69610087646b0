/** A server is known for what it is, and who runs it, by what it says of itself. */
import { expect, test } from 'vitest';
import { recogniseServer, serverHop, tooOld } from '../../../../src/endpoints/mysql/server-hop.ts';
import { privateServer } from '../../../engine/private-servers.ts';
import { describeProducts } from '../../../support/servers.ts';
import { asUser } from './accounts.ts';

const HERE = '127.0.0.1';

test.each([
  [
    'MariaDB of Debian',
    { version: '10.11.19-MariaDB-0+deb12u1-log', version_comment: 'Debian 12' },
    HERE,
    'MariaDB',
    '10.11.19',
    null,
  ],
  ['MySQL of Debian', { version: '9.7.4-2', version_comment: '(Debian)' }, HERE, 'MySQL', '9.7.4', null],
  [
    'MySQL of Oracle',
    { version: '5.7.44-log', version_comment: 'MySQL Community Server (GPL)' },
    HERE,
    'MySQL',
    '5.7.44',
    null,
  ],
  [
    'Percona',
    { version: '8.0.26-16', version_comment: 'Percona Server (GPL), Release 16, Revision 3d64165' },
    HERE,
    'Percona Server',
    '8.0.26-16',
    null,
  ],
  [
    'Percona XtraDB Cluster',
    { version: '8.0.36-28.1', version_comment: 'Percona XtraDB Cluster (GPL), Release rel28' },
    HERE,
    'Percona Server',
    '8.0.36-28.1',
    null,
  ],
  [
    'Aurora 3',
    {
      version: '8.0.39',
      version_comment: 'Source distribution',
      aurora_version: '3.08.0',
      basedir: '/rdsdbbin/oscar-8.0.mysql_aurora.3.08.0/',
    },
    'x.cluster-abc.eu-west-1.rds.amazonaws.com',
    'Aurora MySQL',
    '3.08.0 (MySQL 8.0.39)',
    'Amazon Aurora',
  ],
  [
    'Aurora by the name of its version',
    { version: '8.0.mysql_aurora.3.07.1' },
    HERE,
    'Aurora MySQL',
    '3.07.1 (MySQL 8.0)',
    'Amazon Aurora',
  ],
  [
    'RDS for MySQL',
    { version: '8.0.39', version_comment: 'Source distribution', basedir: '/rdsdbbin/mysql-8.0.39.R1/' },
    HERE,
    'MySQL',
    '8.0.39',
    'Amazon RDS',
  ],
  [
    'RDS for MariaDB',
    {
      version: '10.6.14-MariaDB-log',
      version_comment: 'managed by https://aws.amazon.com/rds/',
      basedir: '/rdsdbbin/mariadb-10.6.14.R1/',
    },
    HERE,
    'MariaDB',
    '10.6.14',
    'Amazon RDS',
  ],
  [
    'Cloud SQL',
    { version: '8.0.31-google', version_comment: '(Google)' },
    HERE,
    'MySQL',
    '8.0.31',
    'Google Cloud SQL',
  ],
  [
    'Azure',
    { version: '8.0.37-azure', version_comment: 'Source distribution' },
    HERE,
    'MySQL',
    '8.0.37',
    'Azure',
  ],
  [
    'Azure before it said so',
    { version: '8.0.32', version_comment: 'Source distribution' },
    'dees.mysql.database.azure.com',
    'MySQL',
    '8.0.32',
    'Azure',
  ],
] as const)('%s', (_, variables, host, product, version, service) => {
  expect(recogniseServer(new Map(Object.entries(variables)), host)).toEqual({
    product,
    version,
    service,
    role: 'writer',
  });
});

test.each([
  ['a reader of Aurora', { innodb_read_only: 'ON' }, 'reader'],
  ['a replica of RDS', { innodb_read_only: 'OFF', read_only: 'ON' }, 'reader'],
  ['one that not even administrators write to', { super_read_only: '1', read_only: '1' }, 'reader'],
  ['MariaDB 12', { read_only: 'NO_LOCK_NO_ADMIN' }, 'reader'],
  ['a writer', { innodb_read_only: 'OFF', read_only: '0' }, 'writer'],
] as const)('%s is told from its settings', (_, variables, role) => {
  expect(recogniseServer(new Map(Object.entries(variables)), HERE).role).toBe(role);
});

describeProducts('a server', (server, product) => {
  test('tells its product and version, without an issue', async () => {
    const shared = await server('a');
    const { found, issues } = await asUser({ url: shared.url(), password: shared.password }, (session) =>
      serverHop(session, 'target'),
    );
    expect(found).toEqual({
      product: product === 'mysql' ? 'MySQL' : 'MariaDB',
      version: expect.stringMatching(product === 'mysql' ? /^9\.\d+\.\d+$/ : /^1\d\.\d+\.\d+$/),
      service: null,
      role: 'writer',
    });
    expect(issues).toEqual([]);
  });

  test('that takes no writes is a good source, and a target only for whom it does not bind', async () => {
    const closed = await privateServer(product, { 'read-only': 'ON' });
    await closed.query("CREATE USER 'plain'@'%' IDENTIFIED BY 'p4ss'");
    const administrator = { url: closed.url(), password: closed.password };
    const plain = { url: `mysql://plain@127.0.0.1:${closed.port}/`, password: 'p4ss' };
    const as = (user: typeof plain, role: 'source' | 'target') =>
      asUser(user, (session) => serverHop(session, role));
    expect((await as(plain, 'source')).found.role).toBe('reader');
    expect((await as(administrator, 'target')).found.role).toBe('reader');
    await expect(as(plain, 'target')).rejects.toMatchObject({
      kind: 'target.read-only',
      facts: { setting: 'read_only' },
    });
  });
});

test.each([
  ['MySQL 5.6', '5.6.51', 'MySQL 5.6.51', /older than 5\.7/],
  ['MariaDB 10.4', '10.4.34-MariaDB', 'MariaDB 10.4.34', /older than 10\.5/],
])('%s is said to be too old', (_, version, subject, detail) => {
  const variables = new Map([['version', version]]);
  const issues = tooOld(recogniseServer(variables, HERE), variables);
  expect(issues).toEqual([{ code: 'notice', subject, detail: expect.stringMatching(detail) }]);
});
