/** Tables whose names differ in case only: two tables where the target tells them apart, refused where not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { describeProducts, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { copy, sharedSchema } from './copying.ts';
import { privateServer } from './private-servers.ts';

async function makeTables(source: TestServer, schema: string): Promise<void> {
  await source.query(`CREATE TABLE ${schema}.Orders (id INT PRIMARY KEY, a INT, KEY by_a (a))`);
  await source.query(`CREATE TABLE ${schema}.orders (b VARCHAR(10), c DATE, PRIMARY KEY (b))`);
  await source.query(`INSERT INTO ${schema}.Orders VALUES (1, 10), (2, 20)`);
  await source.query(`INSERT INTO ${schema}.orders VALUES ('x', '2026-01-02')`);
}

describeProducts('two tables, Orders and orders,', (server) => {
  let source: TestServer;
  let target: TestServer;
  beforeAll(async () => {
    source = await server('a');
    target = await server('b');
  });

  test('arrive as two on a server', async () => {
    const schema = await sharedSchema(source, target, 'cases');
    await makeTables(source, schema);
    // So many tables of one schema are looked at together.
    for (let n = 0; n < 8; n++) await source.query(`CREATE TABLE ${schema}.beside_${n} (id INT PRIMARY KEY)`);
    for (const prep of ['DO_NOTHING', 'DROP_AND_CREATE']) {
      const copied = await copy({
        source,
        target,
        schema,
        taskSettings: { FullLoadSettings: { TargetTablePrepMode: prep } },
      });
      expect(copied).toMatchObject({ outcome: 'done', error: null, errors: [] });
      for (const table of ['Orders', 'orders']) {
        const sql = `SELECT * FROM ${schema}.${table} ORDER BY 1`;
        expect(await target.query(sql)).toEqual(await source.query(sql));
      }
      const [index] = await target.query(`SHOW INDEX FROM ${schema}.Orders WHERE Key_name = 'by_a'`);
      expect(index).toMatchObject({ Table: 'Orders', Column_name: 'a' });
      if (prep === 'DO_NOTHING') continue;
      await target.query(`DROP SCHEMA ${schema}`);
    }
  });

  test('arrive as two in a folder that tells them apart', async () => {
    const schema = await freshSchema(source, 'cases');
    await makeTables(source, schema);
    const folder = temporaryFolder();
    const copied = await copy({ source, target: `file://${folder}`, schema });
    expect(copied).toMatchObject({ outcome: 'done', error: null, errors: [] });
    const file = (table: string) => readFileSync(join(folder, schema, table, 'LOAD00000001.csv'), 'utf8');
    expect([file('Orders'), file('orders')]).toEqual(['1,10\n2,20\n', 'x,2026-01-02\n']);
  });
});

test('on a server that holds every name in lower case they are refused together, and each arrives alone', async () => {
  const source = await mariadb('a');
  const target = await privateServer('mariadb', { 'lower-case-table-names': '1' });
  const lower: TestServer = target as unknown as TestServer;
  const schema = await freshSchema(source, 'Cases');
  await makeTables(source, schema);
  const both = await copy({ source, target: lower, schema });
  expect(both.error).toMatchObject({
    kind: 'mapping.collision',
    facts: { sources: expect.arrayContaining([`${schema}.Orders`, `${schema}.orders`]) },
  });
  await source.query(`DROP TABLE ${schema}.orders`);
  for (const mode of ['start', 'resume', 'validate'] as const) {
    const alone = await copy({ source, target: lower, schema, mode, task: 'lower' });
    expect(alone).toMatchObject({ outcome: 'done', error: null, errors: [] });
  }
});
