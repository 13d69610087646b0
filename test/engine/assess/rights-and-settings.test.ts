/** What assessments say of what users may do, and of how servers are set. */
import { beforeAll, expect, test } from 'vitest';
import { accountOn } from '../../endpoints/mysql/hops/accounts.ts';
import { describeProducts, type TestServer } from '../../support/servers.ts';
import { copy } from '../copying.ts';
import { privateServer } from '../private-servers.ts';
import { as, assess, describeWorlds, freshGround, type Ground, type World } from './assessing.ts';

const MB = 1024 * 1024;

async function table({ source, schema }: Ground): Promise<void> {
  await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b INT) ENGINE=InnoDB`);
}

const pattern = (schema: string) => `\`${schema.replaceAll('_', '\\_')}\``;

/** What a source's user needs for the strongest guarantee, beside reading. */
function locks(product: Ground['product']): string[] {
  return ['GRANT RELOAD ON *.*', ...(product === 'mariadb' ? ['GRANT BINLOG ADMIN ON *.*'] : [])];
}

const worlds: World[] = [
  {
    name: 'a table that may not be read is refused with the GRANT',
    make: async (ground) => {
      const { source, schema, product } = ground;
      await table(ground);
      await source.query(`CREATE TABLE ${schema}.closed (a INT PRIMARY KEY)`);
      const account = await accountOn(
        source,
        `GRANT SELECT ON ${schema}.t`,
        `GRANT INSERT ON ${schema}.closed`,
        ...locks(product),
      );
      return { source: as(source, account) };
    },
    finds: ({ schema }) => [
      {
        check: 'source-rights',
        kind: 'error',
        level: 'failed',
        facts: { error: expect.objectContaining({ kind: 'rights.missing' }) },
        fix: expect.stringContaining(`GRANT SELECT ON \`${schema}\`.\`closed\` TO`),
      },
    ],
  },
  {
    name: 'tables that may not be read are one finding, with all the GRANTs',
    make: async (ground) => {
      const { source, schema, product } = ground;
      await table(ground);
      for (const name of ['one', 'two'])
        await source.query(`CREATE TABLE ${schema}.${name} (a INT PRIMARY KEY)`);
      const account = await accountOn(source, `GRANT INSERT ON ${schema}.*`, ...locks(product));
      return { source: as(source, account) };
    },
    finds: ({ schema }) => [
      {
        check: 'source-rights',
        kind: 'unreadable',
        level: 'failed',
        facts: {
          tables: [`${schema}.one`, `${schema}.t`, `${schema}.two`],
          user: expect.stringMatching(/@127/),
        },
        fix: expect.stringMatching(/GRANT SELECT .*\nGRANT SELECT .*\nGRANT SELECT/),
      },
    ],
    untested: [
      'names',
      'target-rights',
      'moment',
      'keys',
      'transactions',
      'large-values',
      'target-tables',
      'checkpoint',
      'definitions',
      'foreign-keys',
      'columns',
      'triggers',
      'objects',
      'space',
      'estimate',
    ],
  },
  {
    name: 'rights that are missing on the target are refused with one GRANT for each schema',
    make: async (ground) => {
      const { target, schema } = ground;
      await table(ground);
      const account = await accountOn(target, `GRANT SELECT, INSERT ON ${pattern(schema)}.*`);
      return { target: as(target, account) };
    },
    finds: () => [
      {
        check: 'target-rights',
        kind: 'error',
        level: 'failed',
        facts: { error: expect.objectContaining({ kind: 'rights.missing' }) },
        fix: expect.stringMatching(/^GRANT CREATE, ALTER, INDEX .*\nGRANT SELECT, INSERT, UPDATE/),
      },
    ],
    untested: ['checkpoint', 'transactions', 'target-tables', 'definitions', 'foreign-keys', 'triggers'],
  },
  {
    name: 'objects that are asked for and that the user may not see are named with the GRANT',
    make: async (ground) => {
      const { source, schema, product } = ground;
      await table(ground);
      const account = await accountOn(source, `GRANT SELECT ON ${pattern(schema)}.*`, ...locks(product));
      return { source: as(source, account), objects: 'views' };
    },
    finds: () => [
      {
        check: 'objects',
        kind: 'objects-hidden',
        level: 'warned',
        facts: { kinds: ['views'] },
        fix: expect.stringContaining('GRANT SHOW VIEW ON'),
      },
    ],
  },
  {
    name: 'objects that are not asked for stay, which is noted with the option that takes them along',
    make: async (ground) => {
      const { source, schema } = ground;
      await table(ground);
      await source.query(`CREATE VIEW ${schema}.v AS SELECT a FROM ${schema}.t`);
      await source.query(
        `CREATE TRIGGER ${schema}.g BEFORE INSERT ON ${schema}.t FOR EACH ROW SET NEW.b = 1`,
      );
      await source.query(`CREATE PROCEDURE ${schema}.p() SELECT 1`);
      return { objects: 'views' };
    },
    finds: () => [
      {
        check: 'objects',
        kind: 'objects-stay',
        level: 'noted',
        facts: { possible: true, counts: { triggers: 1, routines: 1 } },
        fix: '--objects views,triggers,routines',
      },
    ],
  },
  {
    name: 'an ALTER that would have to wait for the copy is noted with the GRANT',
    on: 'mariadb',
    make: async (ground) => {
      const { source, schema } = ground;
      await table(ground);
      const account = await accountOn(source, `GRANT SELECT ON ${pattern(schema)}.*`, 'GRANT RELOAD ON *.*');
      return { source: as(source, account) };
    },
    finds: () => [
      {
        check: 'moment',
        kind: 'tables-held',
        level: 'noted',
        fix: expect.stringContaining('GRANT BINLOG ADMIN ON *.* TO'),
      },
    ],
  },
];

describeWorlds('rights', worlds);

describeProducts('the moment that is promised', (server, product) => {
  /** Rights of a source's user, and the guarantee that a run then has. */
  const ways = [
    { rights: ['GRANT RELOAD ON *.*'], guarantee: 'global-lock', warned: false },
    { rights: ['GRANT LOCK TABLES ON *.*'], guarantee: 'table-locks', warned: false },
    { rights: ['GRANT REPLICATION CLIENT ON *.*'], guarantee: 'unchanged-log', warned: true },
    { rights: [], guarantee: 'each-reader', warned: true },
  ];

  test.each(ways)('is that of the run: $guarantee', async ({ rights, guarantee, warned }) => {
    const ground = await freshGround(server, product);
    await table(ground);
    const { source, target, schema } = ground;
    const held = product === 'mariadb' ? ['GRANT BINLOG ADMIN ON *.*'] : [];
    const account = await accountOn(source, `GRANT SELECT ON ${pattern(schema)}.*`, ...rights, ...held);
    const asked = { source: as(source, account), target, schema };
    const assessed = await assess(asked);
    expect(assessed.said).toEqual(warned ? ['moment: weak-moment (warned)'] : []);
    expect(assessed.of('moment').found).toEqual({ guarantee });
    if (warned) expect(assessed.of('moment').findings[0]!.fix).toMatch(/^GRANT LOCK TABLES ON .* TO /);
    const { events } = await copy(asked);
    // On a server that others write to, a log that is watched may move.
    const run = events.find((event) => event.type === 'plan')!.guarantee;
    expect(guarantee === 'unchanged-log' ? [run, 'each-reader'] : [run]).toContain(guarantee);
  });
});

describeProducts('a server that is set otherwise', (server, product) => {
  let ground: Ground;
  let small: TestServer;
  beforeAll(async () => {
    ground = await freshGround(server, product);
    await table(ground);
    await ground.source.query(`CREATE TABLE ${ground.schema}.large (a INT PRIMARY KEY, b LONGBLOB)`);
    small = await privateServer(product, {
      'local-infile': '0',
      'max-allowed-packet': '4M',
      'sql-mode': 'ANSI_QUOTES',
    });
  });

  async function said(bytes: number) {
    const { source, schema } = ground;
    await source.query(`REPLACE INTO ${schema}.large VALUES (1, REPEAT('x', ${bytes}))`);
    const asked = {
      source,
      target: small,
      schema,
      taskSettings: { FullLoadSettings: { TargetTablePrepMode: 'DROP_AND_CREATE' } },
    };
    const assessed = await assess(asked);
    const { outcome, errors } = await copy(asked);
    return { assessed, outcome, errors };
  }

  test('is told to be slower without LOAD DATA, and what applications will meet there', async () => {
    const { assessed, outcome } = await said(1_000);
    expect(assessed.said).toEqual([
      'settings: rows-by-insert (warned)',
      'settings: small-statements (warned)',
      'settings: settings-differ (noted)',
    ]);
    const [slow, packet, differ] = assessed.of('settings').findings;
    expect(slow).toMatchObject({ subjects: ['local_infile'], fix: 'SET GLOBAL local_infile = ON;' });
    expect(packet).toMatchObject({ facts: { limitBytes: 4 * MB } });
    expect(differ).toMatchObject({
      facts: { settings: [{ name: 'sql_mode', source: expect.any(String), target: 'ANSI_QUOTES' }] },
    });
    expect(outcome).toBe('done');
  });

  test('may refuse a value of more than half a statement', async () => {
    const { assessed, outcome } = await said(3 * MB);
    expect(assessed.of('large-values')).toMatchObject({
      result: 'warned',
      findings: [{ kind: 'value-too-large', facts: { certain: false, limitBytes: 4 * MB } }],
    });
    expect(outcome).toBe('done');
  });

  test('does refuse a value of more than a statement', async () => {
    const { assessed, outcome, errors } = await said(5 * MB);
    expect(assessed.of('large-values')).toMatchObject({
      result: 'failed',
      findings: [
        {
          kind: 'value-too-large',
          subjects: [`${ground.schema}.large.b`],
          facts: { certain: true, value: { bytes: 5 * MB, whole: true } },
          fix: 'SET GLOBAL local_infile = ON;',
        },
      ],
    });
    expect(outcome).toBe('failed');
    expect(errors.map(({ kind }) => kind)).toEqual(['rows.too-large']);
  });
});

describeProducts('a target that is read-only', (server, product) => {
  test('is refused for whom that binds, and needs a look for others; it is not written to', async () => {
    const ground = await freshGround(server, product);
    await table(ground);
    const { source, schema } = ground;
    const closed = await privateServer(product, {});
    const admin = product === 'mysql' ? 'SUPER, CONNECTION_ADMIN' : 'SUPER, READ_ONLY ADMIN';
    await closed.query("CREATE USER bound@127.0.0.1 IDENTIFIED BY 'p4ss-bound'");
    await closed.query('GRANT ALL ON *.* TO bound@127.0.0.1');
    await closed.query(`REVOKE ${admin} ON *.* FROM bound@127.0.0.1`);
    const account = { url: `mysql://bound@127.0.0.1:${closed.port}/`, password: 'p4ss-bound' };
    await closed.query('SET GLOBAL read_only = ON');
    try {
      const bound = { source, target: as(closed, account), schema };
      const refused = await assess(bound);
      expect(refused.failed).toEqual(['target-rights']);
      expect(refused.of('target-rights').findings).toMatchObject([
        {
          kind: 'error',
          facts: { error: { kind: 'target.read-only' } },
          fix: expect.stringContaining('OFF'),
        },
      ]);
      expect((await copy(bound)).error?.kind).toBe('target.read-only');
      const free = await assess({ source, target: closed, schema });
      expect(free.said.filter((one) => !one.includes('settings-differ'))).toEqual([
        'settings: read-only-unbound (warned)',
      ]);
      const schemas = await closed.query('SELECT SCHEMA_NAME AS s FROM information_schema.SCHEMATA');
      expect(schemas.map(({ s }) => s)).not.toContain('dms_tui_control');
      expect(schemas.map(({ s }) => s)).not.toContain(schema);
    } finally {
      await closed.query('SET GLOBAL read_only = OFF');
    }
  });
});
