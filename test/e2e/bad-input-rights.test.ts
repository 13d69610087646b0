/** A user without a right is told which, on what, and the GRANT printed is the one that helps. */
import { randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { checksumTables } from '../support/checksum.ts';
import { describeProducts, dropAfterwards, freshSchema, type TestServer } from '../support/servers.ts';
import { CommandLine, type End, end, type Said } from './support/command-line.ts';

describeProducts('a user', (server) => {
  let source: TestServer;
  let target: TestServer;
  let schema: string;
  beforeAll(async () => {
    source = await server('a');
    target = await server('b');
    schema = await freshSchema(source, 'rights');
    dropAfterwards(target, schema);
    await source.query(
      `CREATE TABLE ${schema}.parent (id INT PRIMARY KEY, name VARCHAR(20), KEY by_name (name))`,
    );
    await source.query(
      `CREATE TABLE ${schema}.child (id INT PRIMARY KEY, parent INT, CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES parent (id))`,
    );
    await source.query(`INSERT INTO ${schema}.parent VALUES (1, 'one'), (2, 'two')`);
    await source.query(`INSERT INTO ${schema}.child VALUES (1, 2), (2, NULL)`);
  });

  async function userOn(where: TestServer, grants: readonly string[]): Promise<End> {
    const name = `u${randomBytes(4).toString('hex')}`;
    const password = `p4ss-${randomBytes(6).toString('hex')}`;
    await where.query(`CREATE USER '${name}'@'127.0.0.1' IDENTIFIED BY '${password}'`);
    for (const grant of grants) await where.query(`${grant} TO '${name}'@'127.0.0.1'`);
    return { url: `mysql://${name}@127.0.0.1:${where.port}/`, password };
  }

  /** The statement printed below the error. */
  function grantIn({ err }: Said): string[] {
    return err.match(/GRANT .*;/g) ?? [];
  }

  test('of the target without any right is given the GRANT that helps, and with it the copy is complete', async () => {
    const line = new CommandLine();
    const user = await userOn(target, []);
    const before = await line.stateOf(target, schema);
    const said = await line.copy(end(source, schema), user);
    expect(said.err).toMatch(
      new RegExp(
        `The user 'u\\w+@127\\.0\\.0\\.1' lacks .*INSERT.* on ${schema}\\.\\*, and .* on ${line.controlSchema}\\.\\* at the target`,
      ),
    );
    expect(said.err).toMatch(/Next: Let someone who may grant it run the statement/);
    expect(said.code).toBe(3);
    expect(await line.stateOf(target, schema)).toEqual(before);
    dropAfterwards(target, line.controlSchema);
    const grants = grantIn(said);
    expect(grants.length).toBeGreaterThan(0);
    for (const grant of grants) await target.query(grant);
    const again = await line.copy(end(source, schema), user);
    expect(again.err).toBe('');
    expect(again.code).toBe(0);
    expect(again.out).not.toMatch(/left behind/);
    expect(await checksumTables(target, schema)).toEqual(await checksumTables(source, schema));
    const keys = await target.query(
      'SELECT CONSTRAINT_NAME AS name FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ?',
      [schema],
    );
    expect(keys).toEqual([{ name: 'to_parent' }]);
  });

  test('of the target that may not drop is told so when tables are to be made anew', async () => {
    const line = new CommandLine();
    const user = await userOn(target, [
      `GRANT SELECT, INSERT, CREATE, ALTER, INDEX, REFERENCES ON \`${schema}\`.*`,
      `GRANT ALL ON \`${line.controlSchema}\`.*`,
    ]);
    const before = await line.stateOf(target, schema);
    const said = await line.copy(end(source, schema), user, '--prep', 'drop-and-create', '--yes');
    expect(said.err).toMatch(/lacks DROP on/);
    expect(said.code).toBe(3);
    expect(await line.stateOf(target, schema)).toEqual(before);
  });

  test('of the source that may not read a table is given the GRANT that helps, before anything is made', async () => {
    const line = new CommandLine();
    // Some right on the table, so that it is seen at all.
    const user = await userOn(source, [
      `GRANT SELECT ON ${schema}.parent`,
      `GRANT INSERT ON ${schema}.child`,
    ]);
    const place = `copied_${schema}`;
    const file = line.file('mappings.json', {
      rules: [
        {
          'rule-type': 'selection',
          'rule-id': 1,
          'rule-name': 'a',
          'rule-action': 'include',
          'object-locator': { 'schema-name': schema, 'table-name': '%' },
        },
        {
          'rule-type': 'transformation',
          'rule-id': 2,
          'rule-name': 'b',
          'rule-target': 'schema',
          'rule-action': 'rename',
          'object-locator': { 'schema-name': schema },
          value: place,
        },
      ],
    });
    dropAfterwards(target, place);
    dropAfterwards(target, line.controlSchema);
    const before = await line.stateOf(target, place);
    const words = ['--table-mappings', file] as const;
    const said = await line.copy(user, end(target), ...words);
    expect(said.err).toMatch(new RegExp(`lacks SELECT on .*${schema}.*child.* at the source`));
    expect(said.code).toBe(3);
    expect(await line.stateOf(target, place)).toEqual(before);
    for (const grant of grantIn(said)) await source.query(grant);
    const again = await line.copy(user, end(target), ...words);
    expect(again.err).toBe('');
    expect(again.code).toBe(0);
    expect(await checksumTables(target, place)).toEqual(await checksumTables(source, schema));
  });

  test('of the source who may see nothing is told that nothing matches, and why that can be', async () => {
    const line = new CommandLine();
    const said = await line.copy(await userOn(source, []), end(target), '--include', `${schema}.%`);
    expect(said.err).toMatch(/No table of the source matches/);
    expect(said.err).toMatch(/whether this user may see the tables/);
    expect(said.code).toBe(2);
  });
});
