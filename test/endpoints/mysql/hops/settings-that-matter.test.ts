/** Settings are shown as the server has them, and warned of only where a session cannot set them itself. */
import { describe, expect, test } from 'vitest';
import { rightsHop } from '../../../../src/endpoints/mysql/rights-hop.ts';
import { recogniseServer, serverHop } from '../../../../src/endpoints/mysql/server-hop.ts';
import { changeLogIssues, loadIssues, settingsHop } from '../../../../src/endpoints/mysql/settings-hop.ts';
import { privateServer } from '../../../engine/private-servers.ts';
import { describeProducts } from '../../../support/servers.ts';
import { asUser } from './accounts.ts';

const GOOD_LOG = {
  version: '8.0.39',
  log_bin: 'ON',
  server_id: '1',
  binlog_format: 'ROW',
  binlog_row_image: 'FULL',
  binlog_row_value_options: '',
  binlog_expire_logs_seconds: '2592000',
  log_replica_updates: 'ON',
};
const RDS = { basedir: '/rdsdbbin/mysql-8.0.39.R1/' };

function ask(of: typeof loadIssues, values: Readonly<Record<string, string>>) {
  const variables = new Map(Object.entries(values));
  return of(variables, recogniseServer(variables, 'db.example.com'));
}

describe('a log for ongoing changes', () => {
  test.each<[string, Record<string, string>]>([
    ['as MySQL 8 has it', {}],
    ['kept for ever', { binlog_expire_logs_seconds: '0' }],
    ['in the words of MariaDB', { binlog_format: 'row', log_slave_updates: 'ON' }],
    ['of an RDS, which keeps it by a rule of its own', { ...RDS, binlog_expire_logs_seconds: '3600' }],
  ])('%s is as it should be', (_, values) => {
    expect(ask(changeLogIssues, { ...GOOD_LOG, ...values })).toEqual([]);
  });

  test.each<[string, Record<string, string>, RegExp, RegExp]>([
    ['not kept', { log_bin: 'OFF' }, /log_bin ON \(it is OFF\)/, /option file.*restart: log_bin = binlog$/],
    [
      'of statements',
      { binlog_format: 'MIXED' },
      /binlog_format ROW \(it is MIXED\)/,
      /^SET GLOBAL binlog_format = ROW;$/,
    ],
    ['of partial rows', { binlog_row_image: 'MINIMAL' }, /binlog_row_image FULL/, /^SET GLOBAL/],
    [
      'of partial documents',
      { binlog_row_value_options: 'PARTIAL_JSON' },
      /binlog_row_value_options empty/,
      /= '';$/,
    ],
    [
      'gone within the hour',
      { binlog_expire_logs_seconds: '3600' },
      /of 86400 at least \(it is 3600\)/,
      /= 86400;$/,
    ],
    ['without an id', { server_id: '0' }, /server_id above 0/, /server_id = 1;$/],
    [
      'of a replica that does not pass on',
      { read_only: 'ON', log_replica_updates: 'OFF' },
      /log_slave_updates ON/,
      /restart: log_slave_updates = ON$/,
    ],
    ['of an RDS without backups', { ...RDS, log_bin: 'OFF' }, /log_bin/, /^automated backups on; CALL mysql/],
    [
      'of an Aurora',
      { aurora_version: '3.08.0', log_bin: 'OFF' },
      /log_bin/,
      /^binlog_format = ROW in the cluster/,
    ],
    [
      'of a Cloud SQL',
      { version: '8.0.31-google', log_bin: 'OFF', server_id: '0' },
      /log_bin/,
      /^point-in-time recovery on; server_id = 1 in the database flags$/,
    ],
    [
      'of an RDS',
      { ...RDS, binlog_format: 'MIXED' },
      /binlog_format/,
      /parameter group.*rds_set_configuration/,
    ],
  ])('%s is one notice, with what helps', (_, values, detail, fix) => {
    expect(ask(changeLogIssues, { ...GOOD_LOG, ...values })).toEqual([
      {
        code: 'later',
        subject: 'ongoing changes',
        detail: expect.stringMatching(detail),
        fix: expect.stringMatching(fix),
      },
    ]);
  });

  test('with much to change is one notice still', () => {
    const issues = ask(changeLogIssues, {
      ...GOOD_LOG,
      log_bin: 'OFF',
      binlog_format: 'MIXED',
      server_id: '0',
    });
    expect(issues).toHaveLength(1);
    expect(issues[0]!.fix).toMatch(/log_bin = binlog, server_id = 1, binlog_format = ROW$/);
  });
});

describe('a target that takes no LOAD DATA LOCAL', () => {
  const OFF = { version: '8.0.39', local_infile: 'OFF', max_allowed_packet: '67108864' };

  test.each<[string, Record<string, string>, RegExp]>([
    ['of one’s own', {}, /^SET GLOBAL local_infile = ON;$/],
    ['at RDS', RDS, /^aws rds modify-db-parameter-group .*ParameterName=local_infile,ParameterValue=1/],
    ['at Aurora', { aurora_version: '3.08.0' }, /^aws rds modify-db-parameter-group/],
    [
      'at Azure',
      { version: '8.0.37-azure' },
      /^az mysql flexible-server parameter set .*--name local_infile --value ON$/,
    ],
    ['at Cloud SQL', { version: '8.0.31-google' }, /^the database flag local_infile = ON/],
  ])('%s is told what it costs and how to change it there', (_, values, fix) => {
    expect(ask(loadIssues, { ...OFF, ...values })).toEqual([
      {
        code: 'fallback',
        subject: 'local_infile',
        detail: expect.stringMatching(/INSERT.*half the speed/),
        fix: expect.stringMatching(fix),
      },
    ]);
  });

  test('hears of a small max_allowed_packet too, as only an INSERT is bound by it', () => {
    const small = { ...OFF, max_allowed_packet: '16777216' };
    expect(ask(loadIssues, small)[1]).toMatchObject({
      subject: 'max_allowed_packet',
      detail: expect.stringMatching(/16 MB/),
    });
    expect(ask(loadIssues, { ...small, local_infile: 'ON' })).toEqual([]);
  });
});

describeProducts('a server', (server, product) => {
  test('with good settings is warned of nothing, and shows them', async () => {
    const there = await server('a');
    const target = await asUser({ url: there.url(), password: there.password }, (session) =>
      settingsHop(session, 'target'),
    );
    expect(target.issues).toEqual([]);
    expect(target.found.values).toMatchObject({
      local_infile: 'ON',
      read_only: 'OFF',
      lower_case_table_names: '0',
    });
    const source = await asUser({ url: there.url(), password: there.password }, (session) =>
      settingsHop(session, 'source'),
    );
    expect(source.found.values).toMatchObject({
      log_bin: 'ON',
      binlog_row_image: 'FULL',
      character_set_server: 'utf8mb4',
    });
  });

  test('that is set otherwise is warned of, and what is printed mends it', async () => {
    const set = await privateServer(product, {
      'local-infile': 'OFF',
      'max-allowed-packet': '1M',
      'read-only': 'ON',
      'log-bin': 'binlog',
      'binlog-format': 'MIXED',
      'binlog-row-image': 'MINIMAL',
      'binlog-expire-logs-seconds': '3600',
      // What is read-only counts as a replica, and MariaDB's pass changes on only when told to.
      'log-slave-updates': 'ON',
    });
    const issuesAs = async (role: 'source' | 'target') =>
      (await asUser({ url: set.url(), password: set.password }, (session) => settingsHop(session, role)))
        .issues;
    const asTarget = await issuesAs('target');
    expect(asTarget.map(({ subject }) => subject)).toEqual([
      'local_infile',
      'max_allowed_packet',
      'read_only',
    ]);
    const asSource = await issuesAs('source');
    expect(asSource.map(({ subject }) => subject)).toEqual(['ongoing changes']);
    for (const { fix } of [...asTarget, ...asSource]) {
      for (const statement of fix?.match(/SET GLOBAL [^;]+/g) ?? []) await set.query(statement);
    }
    expect((await issuesAs('target')).map(({ subject }) => subject)).toEqual(['read_only']);
    expect(await issuesAs('source')).toEqual([]);
  });

  test.each(['source', 'target'] as const)('tells all of itself as a %s in no time', async (role) => {
    const there = await server('a');
    const options = { controlSchema: 'dms_tui_control', schema: null };
    const times = await asUser({ url: there.url(), password: there.password }, async (session) => {
      const all: number[] = [];
      for (let run = 0; run < 3; run++) {
        const begun = performance.now();
        await serverHop(session, role);
        await rightsHop(session, role, options);
        await settingsHop(session, role);
        all.push(performance.now() - begun);
      }
      return all;
    });
    // Others use the machine too: the best run shows what the hops themselves take.
    expect(Math.min(...times)).toBeLessThan(200);
  });
});
