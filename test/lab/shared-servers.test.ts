import { expect, test } from 'vitest';
import { connect, describeProducts, freshSchema } from '../support/servers.ts';

describeProducts('the shared servers', (server, product) => {
  test('answer as the product they are named for', async () => {
    const [row] = await (await server('a')).query('SELECT VERSION() AS version');
    expect(/mariadb/i.test(String(row!.version))).toBe(product === 'mariadb');
  });

  test('give every test file a schema of its own', async () => {
    const a = await server('a');
    const schema = await freshSchema(a, 'own');
    const connection = await connect(a, { database: schema });
    await connection.query('CREATE TABLE t (id INT PRIMARY KEY)');
    await connection.end();
    expect(await a.query(`SHOW TABLES FROM \`${schema}\``)).toHaveLength(1);
  });

  test('are two different servers', async () => {
    const [a, b] = await Promise.all([server('a'), server('b')]);
    expect(a.port).not.toBe(b.port);
    const logs = await Promise.all([a, b].map((one) => one.query('SELECT @@log_bin AS log')));
    expect(logs.map(([row]) => Number(row!.log))).toEqual([1, 0]);
  });
});
