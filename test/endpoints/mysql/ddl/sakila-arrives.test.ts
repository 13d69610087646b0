/** A real schema, with keys, foreign keys, views, triggers and routines, between all pairs of products. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyObjects } from '../../../../src/endpoints/mysql/ddl/objects/copy-objects.ts';
import type { ObjectOutcome } from '../../../../src/endpoints/mysql/ddl/objects/object-request.ts';
import { targetTable } from '../../../../src/endpoints/mysql/ddl/target-table.ts';
import type { TablePlan } from '../../../../src/model/table.ts';
import { loadSakila } from '../../../support/sakila.ts';
import { describeMysql, mariadb, mysql } from '../../../support/servers.ts';
import { openSide, planOf, requestOf, type Side } from './worlds.ts';

const DIRECTIONS = [
  ['mariadb', 'mariadb'],
  ['mariadb', 'mysql'],
  ['mysql', 'mariadb'],
  ['mysql', 'mysql'],
] as const;

const VIEWS = [
  'actor_info',
  'customer_list',
  'film_list',
  'nicer_but_slower_film_list',
  'sales_by_film_category',
  'sales_by_store',
  'staff_list',
];

for (const [from, to] of DIRECTIONS) {
  const suite = from === 'mysql' || to === 'mysql' ? describeMysql : describe;
  suite(`sakila from ${from} to ${to}`, () => {
    let source: Side;
    let target: Side;
    let plans: TablePlan[];
    let objects: ObjectOutcome[];

    beforeAll(async () => {
      const server = await (from === 'mysql' ? mysql : mariadb)('a');
      source = await openSide(server, 'source', await loadSakila(server));
      target = await openSide(await (to === 'mysql' ? mysql : mariadb)('b'), 'target');
      const tables = await names(
        source,
        "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_TYPE = 'BASE TABLE'",
        'TABLE_SCHEMA',
      );
      plans = [];
      for (const table of tables) plans.push(planOf(await source.shape(table), target.schema));
      const scripts = plans.map((plan) =>
        targetTable(plan.source.createSql!, requestOf(plan, source, target, plans)),
      );
      for (const script of scripts) await target.connection.query(script.create);
      for (const sql of scripts.flatMap(({ indexes }) => indexes)) await target.connection.query(sql);
      for (const { sql } of scripts.flatMap(({ foreignKeys }) => foreignKeys))
        await target.connection.query(sql);
      const copying = copyObjects({
        kinds: ['views', 'triggers', 'routines', 'events'],
        plans,
        selects: () => true,
        source: source.connection,
        target: target.connection,
        from: source.facts,
        to: target.facts,
        replace: false,
        definer: 'keep',
      });
      objects = [];
      for await (const object of copying) objects.push(object);
    });
    afterAll(async () => {
      await source.close();
      await target.close();
    });

    it('has every key and every foreign key', async () => {
      const keys = (side: Side) =>
        names(
          side,
          "SELECT CONCAT_WS('|', TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME, SUB_PART, NON_UNIQUE, INDEX_TYPE) AS name FROM information_schema.STATISTICS WHERE 1",
          'TABLE_SCHEMA',
        );
      expect(await keys(target)).toEqual(await keys(source));
      const references = (side: Side) =>
        names(
          side,
          "SELECT CONCAT_WS('|', TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME) AS name FROM information_schema.KEY_COLUMN_USAGE WHERE REFERENCED_TABLE_NAME IS NOT NULL AND REFERENCED_TABLE_SCHEMA = CONSTRAINT_SCHEMA",
          'CONSTRAINT_SCHEMA',
        );
      expect(await references(target)).toEqual(await references(source));
      expect(await references(target)).toHaveLength(22);
    });

    it('has all views, triggers and routines, and they work', async () => {
      expect(objects.filter(({ action }) => action !== 'created')).toEqual([]);
      expect(objects.map(({ type }) => type).sort()).toEqual([
        ...Array<string>(3).fill('function'),
        ...Array<string>(3).fill('procedure'),
        ...Array<string>(objects.filter(({ type }) => type === 'trigger').length).fill('trigger'),
        ...Array<string>(VIEWS.length).fill('view'),
      ]);
      for (const view of VIEWS) await target.connection.query(`SELECT * FROM ${view}`);
      await target.connection.query("INSERT INTO film (film_id, title, language_id) VALUES (7, 'x', 1)");
      const [rows] = await target.connection.query('SELECT film_id, title FROM film_text');
      expect(rows).toEqual([{ film_id: 7, title: 'x' }]);
      await target.connection.query('CALL film_in_stock(1, 1, @stock)');
      const [stock] = await target.connection.query('SELECT inventory_in_stock(1) AS stock');
      expect(stock).toEqual([{ stock: 1 }]);
    });

    it('keeps the mode that its routines were made under', async () => {
      const modes = async (side: Side) => {
        const [rows] = await side.connection.query(
          `SELECT SQL_MODE AS mode FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = '${side.schema}' AND ROUTINE_NAME = 'film_in_stock'`,
        );
        return (rows as { mode: string }[])[0]!.mode
          .split(',')
          .filter((mode) => mode !== 'NO_AUTO_CREATE_USER');
      };
      expect(await modes(target)).toEqual(await modes(source));
    });
  });
}

async function names(side: Side, sql: string, schemaColumn: string): Promise<string[]> {
  const [rows] = await side.connection.query(`${sql} AND ${schemaColumn} = '${side.schema}'`);
  return (rows as { name: string }[]).map(({ name }) => name).sort();
}
