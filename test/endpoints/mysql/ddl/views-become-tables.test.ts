/** A view that is loaded as a table gets a table that holds everything the view can show. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewAsTable } from '../../../../src/endpoints/mysql/ddl/view-as-table.ts';
import { describeMysql, mariadb, mysql } from '../../../support/servers.ts';
import { carryOut, openSide, planOf, requestOf, type Side } from './worlds.ts';

const DIRECTIONS = [
  ['mariadb', 'mariadb'],
  ['mariadb', 'mysql'],
  ['mysql', 'mariadb'],
  ['mysql', 'mysql'],
] as const;

for (const [from, to] of DIRECTIONS) {
  const suite = from === 'mysql' || to === 'mysql' ? describeMysql : describe;
  suite(`a view from ${from} to ${to}`, () => {
    let source: Side;
    let target: Side;
    beforeAll(async () => {
      source = await openSide(await (from === 'mysql' ? mysql : mariadb)('a'), 'source');
      target = await openSide(await (to === 'mysql' ? mysql : mariadb)('b'), 'target');
    });
    afterAll(async () => {
      await source.close();
      await target.close();
    });

    it('arrives with every column, empty rows of outer joins included', async () => {
      await source.connection.query(
        "CREATE TABLE t (id int NOT NULL, a varchar(9) COLLATE utf8mb4_bin NOT NULL, e enum('x','y''z'), d timestamp(3) NOT NULL, p point, j json, n bigint unsigned zerofill, l char(3) CHARACTER SET latin1)",
      );
      await source.connection.query(
        'CREATE VIEW v AS SELECT t.*, u.a AS `o``a`, count(*) AS c, sum(t.id) AS s, avg(t.id) AS m, group_concat(t.a) AS g, now() AS w, NULL AS nothing FROM t LEFT JOIN t u ON u.id = t.id + 1 GROUP BY t.id, t.a, t.e, t.d, t.p, t.j, t.n, t.l, u.a',
      );
      const plan = planOf(await source.shape('v'), target.schema);
      await carryOut(viewAsTable(requestOf(plan, source, target)), target);
      const made = await target.shape('v');
      expect(made.columns.map(({ name }) => name)).toEqual(plan.source.columns.map(({ name }) => name));
      expect(made.columns.every(({ nullable }) => nullable)).toBe(true);
      expect(made.columns.find(({ name }) => name === 'a')?.collation).toBe('utf8mb4_bin');
      expect(made.columns.find(({ name }) => name === 'l')?.charset).toBe('latin1');
    });

    it('arrives also when its columns together are wider than a row may be', async () => {
      await source.connection.query('CREATE TABLE w (a varchar(16000), b varbinary(3))');
      await source.connection.query(
        'CREATE VIEW wide AS SELECT x.a, x.b, y.a AS c, z.a AS d FROM w x, w y, w z',
      );
      const plan = planOf(await source.shape('wide'), target.schema);
      await carryOut(viewAsTable(requestOf(plan, source, target)), target);
      const types = (await target.shape('wide')).columns.map(({ type }) => type);
      expect(types.filter((type) => type === 'longtext')).toHaveLength(2);
      expect(types).toContain('varchar');
      expect(types).toContain('varbinary');
    });
  });
}
