/** A target whose log keeps statements takes rows too, whether or not its user may choose another log. */
import { expect, test } from 'vitest';
import { serverUrl } from '../../src/lab/servers/address.ts';
import { describeProducts, freshSchema, type TestServer } from '../support/servers.ts';
import { copy } from './copying.ts';
import { privateServer } from './private-servers.ts';

describeProducts('a target that logs statements', (server, product) => {
  test.each(['an administrator', 'a writer who may not change the log'])(
    'takes the rows of %s',
    async (who) => {
      const source = await server('a');
      const there = await privateServer(product, {
        'log-bin': 'binlog',
        'binlog-format': 'STATEMENT',
        'server-id': '7',
      });
      let target: TestServer = there;
      if (who !== 'an administrator') {
        await there.query("CREATE USER writer@'%' IDENTIFIED BY 'p'");
        await there.query(
          "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX ON *.* TO writer@'%'",
        );
        const account = { ...there, user: 'writer', password: 'p' };
        target = {
          ...account,
          url: (schema) => serverUrl(account, schema),
          query: (sql, values) => there.query(sql, values),
        };
      }
      const schema = await freshSchema(source, 'statements');
      await source.query(
        `CREATE TABLE ${schema}.t (id INT PRIMARY KEY, word VARCHAR(20), UNIQUE KEY (word))`,
      );
      const rows = Array.from({ length: 1_000 }, (_, id) => [id, `word ${id}`]);
      await source.query(`INSERT INTO ${schema}.t VALUES ?`, [rows]);
      for (const prep of ['DO_NOTHING', 'TRUNCATE_BEFORE_LOAD']) {
        const copied = await copy({
          source,
          target,
          schema,
          taskSettings: { FullLoadSettings: { TargetTablePrepMode: prep, CommitRate: 50 } },
        });
        expect(copied).toMatchObject({ outcome: 'done', error: null, errors: [] });
        expect(copied.tables.get(`${schema}.t`)).toMatchObject({
          rows: rows.length,
          validation: 'Validated',
        });
      }
    },
  );
});
