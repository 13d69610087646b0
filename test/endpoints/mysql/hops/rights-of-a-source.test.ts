/** What a source's user may not do is named with what is lost by it, and the GRANT that is printed helps. */
import { beforeAll, expect, test } from 'vitest';
import { privateServer } from '../../../engine/private-servers.ts';
import { describeMysql, describeProducts, freshSchema, type TestServer } from '../../../support/servers.ts';
import { type Account, accountOn, asUser, follow, rightsOf, roleOn } from './accounts.ts';

describeProducts('a user of a source', (server, product) => {
  let source: TestServer;
  let schema: string;
  let pattern: string;
  beforeAll(async () => {
    source = await server('a');
    schema = await freshSchema(source, 'hop_rights');
    pattern = `\`${schema.replaceAll('_', '\\_')}\``;
    await source.query(`CREATE TABLE ${schema}.t (id INT PRIMARY KEY, name VARCHAR(10))`);
    await source.query(`CREATE VIEW ${schema}.v AS SELECT 1 AS one FROM ${schema}.t`);
    await source.query(`CREATE PROCEDURE ${schema}.p() SELECT 1`);
  });

  function root(): Account {
    return { name: 'root', url: source.url(), password: source.password };
  }

  test('who may do everything is told nothing', async () => {
    const said = await rightsOf(root(), 'source');
    expect(said.issues).toEqual([]);
    expect(said.has).toEqual(
      expect.arrayContaining(['SELECT', 'RELOAD', 'LOCK TABLES', 'SHOW VIEW', 'REPLICATION SLAVE']),
    );
    // MySQL's, which MariaDB does not know.
    expect(said.has).not.toContain('FLUSH_TABLES');
  });

  test('hears of a schema that is not there, and of the one that was meant', async () => {
    expect((await rightsOf(root(), 'source', schema)).issues).toEqual([]);
    const { issues, error } = await rightsOf(root(), 'source', `${schema}x`);
    expect(error).toBeNull();
    expect(issues).toEqual([
      {
        code: 'notice',
        subject: `the schema ${schema}x`,
        detail: `There is no schema of this name; did you mean "${schema}"?`,
      },
    ]);
    expect((await rightsOf(root(), 'source', 'quite-another')).issues).toMatchObject([
      { detail: 'There is no schema of this name.' },
    ]);
  });

  test('without any right is given the GRANT that helps, on the schema of the address if it has one', async () => {
    const account = await accountOn(source);
    const anywhere = await rightsOf(account, 'source');
    expect(anywhere.error).toMatchObject({
      kind: 'rights.missing',
      facts: { right: 'SELECT', on: '*.*', user: account.name },
    });
    const there = await rightsOf(account, 'source', schema);
    expect(there.error).toMatchObject({ facts: { on: `${schema}.*` } });
    expect(there.error!.fix).toContain(`ON ${pattern}.* TO`);
    await follow(source, there);
    expect((await rightsOf(account, 'source', schema)).has).toContain(`SELECT on ${schema}.*`);
  });

  test('who may read a single table, or columns of it, can be a source', async () => {
    const account = await accountOn(source, `GRANT SELECT (id) ON ${schema}.t`);
    expect((await rightsOf(account, 'source')).has).toContain(`SELECT on ${schema}.t`);
    expect((await rightsOf(account, 'source', schema)).error).toBeNull();
    expect((await rightsOf(account, 'source', 'elsewhere')).error?.facts).toMatchObject({
      on: 'elsewhere.*',
    });
  });

  test('who may read the schemas of the server only can be no source', async () => {
    const account = await accountOn(source, 'GRANT SELECT ON mysql.*');
    expect((await rightsOf(account, 'source')).error).toMatchObject({ kind: 'rights.missing' });
  });

  test('who may only read hears of three things, and of none after the GRANTs for them', async () => {
    const account = await accountOn(source, `GRANT SELECT ON ${pattern}.*`);
    const said = await rightsOf(account, 'source', schema);
    expect(said.issues.map(({ code, subject }) => [code, subject])).toEqual([
      ['fallback', 'LOCK TABLES'],
      ['later', 'views, triggers, events, routines'],
      ['later', 'ongoing changes'],
    ]);
    const visible = () =>
      asUser(account, async (session) => ({
        locks: await session
          .attempt(`LOCK TABLES ${schema}.t READ`)
          .finally(() => session.execute('UNLOCK TABLES')),
        view: await session.attempt(`SHOW CREATE VIEW ${schema}.v`),
        triggers: await session.attempt(`SHOW TRIGGERS FROM ${schema}`),
        events: await session.attempt(`SHOW EVENTS FROM ${schema}`),
        routine: await session.rows<Record<string, string | null>>(`SHOW CREATE PROCEDURE ${schema}.p`).then(
          ([row]) => row!['Create Procedure'] !== null,
          () => false,
        ),
        log: await session.attempt(product === 'mysql' ? 'SHOW BINARY LOG STATUS' : 'SHOW MASTER STATUS'),
      }));
    expect(await visible()).toMatchObject({
      locks: false,
      view: false,
      events: false,
      routine: false,
      log: false,
    });
    await follow(source, said);
    expect((await rightsOf(account, 'source', schema)).issues).toEqual([]);
    expect(await visible()).toEqual({
      locks: true,
      view: true,
      triggers: true,
      events: true,
      routine: true,
      log: true,
    });
  });

  test('who may read everything sees routines too, as is said', async () => {
    const account = await accountOn(source, 'GRANT SELECT ON *.*');
    const said = await rightsOf(account, 'source');
    expect(said.issues.map(({ subject }) => subject)).toEqual([
      'LOCK TABLES',
      'views, triggers, events',
      'ongoing changes',
    ]);
    const [row] = await asUser(account, (session) =>
      session.rows<Record<string, string | null>>(`SHOW CREATE PROCEDURE ${schema}.p`),
    );
    expect(row!['Create Procedure']).toMatch(/SELECT 1/);
  });

  test('who sees the log but may lock nothing hears when that is not enough', async () => {
    const account = await accountOn(source, 'GRANT SELECT, REPLICATION CLIENT ON *.*');
    const { issues } = await rightsOf(account, 'source');
    expect(issues[0]).toMatchObject({
      code: 'notice',
      subject: 'LOCK TABLES',
      detail: expect.stringMatching(/only if nothing is written/),
    });
  });

  test('who may lock, by either way, reads one moment', async () => {
    const ways = ['RELOAD', 'LOCK TABLES', ...(product === 'mysql' ? ['FLUSH_TABLES'] : [])];
    for (const way of ways) {
      const account = await accountOn(source, 'GRANT SELECT ON *.*', `GRANT ${way} ON *.*`);
      const said = await rightsOf(account, 'source');
      expect(said.has).toContain(way);
      expect(said.issues.map(({ subject }) => subject)).not.toContain('LOCK TABLES');
      const lock = way === 'LOCK TABLES' ? `LOCK TABLES ${schema}.t READ` : 'FLUSH TABLES WITH READ LOCK';
      // The lock ends with the session.
      expect(await asUser(account, (session) => session.attempt(lock))).toBe(true);
    }
  });

  test('with an active role has the rights of that role, and of roles inside of it', async () => {
    const inner = await roleOn(source, `GRANT LOCK TABLES ON ${pattern}.*`);
    const role = await roleOn(source, `GRANT SELECT ON ${pattern}.*`, `GRANT ${inner}`);
    const account = await accountOn(source, `GRANT ${role}`);
    const asleep = await rightsOf(account, 'source', schema);
    expect(asleep.error).toMatchObject({
      kind: 'rights.missing',
      fix: expect.stringMatching(/^SET DEFAULT ROLE /),
    });
    await follow(source, asleep);
    expect((await rightsOf(account, 'source', schema)).has).toEqual([`SELECT on ${schema}.*`, 'LOCK TABLES']);
  });

  test('whose role would not be enough is given the GRANT', async () => {
    const role = await roleOn(source, `GRANT INSERT ON ${pattern}.*`);
    const account = await accountOn(source, `GRANT ${role}`);
    expect((await rightsOf(account, 'source', schema)).error!.fix).toMatch(/^GRANT SELECT ON /);
  });
});

describeMysql('a user from whom rights on a schema were taken back', () => {
  test('has them on the others only, and names of schemas are no patterns then', async () => {
    const source = await privateServer('mysql', { 'partial-revokes': 'ON' });
    for (const schema of ['open', 'closed', 'a_b', 'axb']) await source.query(`CREATE SCHEMA ${schema}`);
    await source.query("CREATE USER most@'%' IDENTIFIED BY 'p4ss'");
    await source.query("GRANT SELECT ON *.* TO most@'%'");
    await source.query("REVOKE SELECT ON closed.* FROM most@'%'");
    await source.query("CREATE USER one@'%' IDENTIFIED BY 'p4ss'");
    await source.query("GRANT SELECT ON a_b.* TO one@'%'");
    const lacks = async (user: string, schema: string) => {
      const url = `mysql://${user}@127.0.0.1:${source.port}/`;
      const { error } = await rightsOf({ name: `${user}@%`, url, password: 'p4ss' }, 'source', schema);
      return error !== null;
    };
    expect([await lacks('most', 'open'), await lacks('most', 'closed')]).toEqual([false, true]);
    expect([await lacks('one', 'a_b'), await lacks('one', 'axb')]).toEqual([false, true]);
  });
});
