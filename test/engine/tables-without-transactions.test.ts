import { expect, test } from 'vitest';
import { dropAfterwards, freshSchema, mariadb } from '../support/servers.ts';
import { copy } from './copying.ts';

test('a MyISAM table becomes InnoDB, so that no chunk can be stored twice, and that is said', async () => {
  const [source, target] = await Promise.all([mariadb('a'), mariadb('b')]);
  const schema = await freshSchema(source, 'myisam');
  dropAfterwards(target, schema);
  await source.query(`CREATE TABLE ${schema}.t (a INT NOT NULL, b INT) ENGINE = MyISAM`);
  await source.query(`INSERT INTO ${schema}.t VALUES (1, 1), (2, NULL), (2, NULL)`);

  const { outcome, issues } = await copy({ source, target, schema });

  expect(outcome).toBe('done');
  expect(issues.map(({ detail }) => detail).join('\n')).toMatch(/engine MyISAM has no transactions/);
  const [made] = await target.query(
    `SELECT ENGINE AS engine FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${schema}'`,
  );
  expect(made).toMatchObject({ engine: 'InnoDB' });
});

test('a MyISAM table that stands on the target is refused before a row moves', async () => {
  const [source, target] = await Promise.all([mariadb('a'), mariadb('b')]);
  const schema = await freshSchema(source, 'myisam');
  await target.query(`CREATE SCHEMA ${schema}`);
  dropAfterwards(target, schema);
  await source.query(`CREATE TABLE ${schema}.t (a INT NOT NULL, b INT)`);
  await source.query(`INSERT INTO ${schema}.t VALUES (1, 1), (2, NULL), (2, NULL)`);
  await target.query(`CREATE TABLE ${schema}.t (a INT NOT NULL, b INT) ENGINE = MyISAM`);

  const { error } = await copy({ source, target, schema });

  expect(error?.kind).toBe('target.unfit');
  expect(JSON.stringify(error?.facts)).toMatch(/MyISAM has no transactions/);
  expect(await target.query(`SELECT COUNT(*) AS n FROM ${schema}.t`)).toEqual([{ n: '0' }]);
});
