/** Constraints keep their names until two tables of one target schema want the same. */
import { expect, it } from 'vitest';
import {
  ConstraintNames,
  readConstraintNames,
} from '../../../../src/endpoints/mysql/ddl/constraint-names.ts';
import { schemaCollation, schemaScript } from '../../../../src/endpoints/mysql/ddl/schema-script.ts';
import { targetTable } from '../../../../src/endpoints/mysql/ddl/target-table.ts';
import { describeMysql, dropAfterwards, mariadb, mysql } from '../../../support/servers.ts';
import { carryOut, openSide, planOf, requestOf } from './worlds.ts';

describeMysql('from MariaDB, where each table has its own names', () => {
  it('every check arrives on MySQL', async () => {
    const source = await openSide(await mariadb('a'), 'source');
    const target = await openSide(await mysql('b'), 'target');
    const tables = ['one', 'two', 'three'];
    for (const table of tables) {
      await source.connection.query(
        `CREATE TABLE ${table} (a int, CHECK (a > 0), CONSTRAINT mine CHECK (a < 9))`,
      );
    }
    for (const table of tables) {
      const names = await readConstraintNames(target.connection, target.facts, [target.schema]);
      const plan = planOf(await source.shape(table), target.schema);
      await carryOut(
        targetTable(plan.source.createSql!, { ...requestOf(plan, source, target), names }),
        target,
      );
    }
    const [rows] = await target.connection.query(
      `SELECT CONSTRAINT_NAME AS name FROM information_schema.CHECK_CONSTRAINTS
       WHERE CONSTRAINT_SCHEMA = '${target.schema}' ORDER BY CONSTRAINT_NAME`,
    );
    expect((rows as { name: string }[]).map(({ name }) => name)).toEqual([
      'mine',
      'one_chk_1',
      'three_chk_1',
      'three_mine',
      'two_chk_1',
      'two_mine',
    ]);
    await source.close();
    await target.close();
  });

  it('a schema arrives with its default collation', async () => {
    const source = await openSide(await mariadb('a'), 'source');
    const target = await openSide(await mysql('b'), 'target');
    await source.connection.query(`ALTER SCHEMA ${source.schema} COLLATE utf8mb4_uca1400_ai_ci`);
    const collation = await schemaCollation(source.connection, source.schema);
    dropAfterwards(target.server, source.schema);
    await target.connection.query(schemaScript(source.schema, collation!, target.facts));
    expect(await schemaCollation(target.connection, source.schema)).toBe('utf8mb4_0900_ai_ci');
    expect(await schemaCollation(target.connection, 'nobody')).toBeNull();
    await source.close();
    await target.close();
  });
});

it('a name that is taken gets the name of its table in front, never longer than 64 characters', () => {
  const names = new ConstraintNames();
  const long = 'x'.repeat(60);
  const claims = ['a', 'b', 'c'].map((table) => names.claim('CHECK', long, { schema: 's', table }));
  expect(new Set(claims).size).toBe(3);
  expect(claims.every((name) => name.length <= 64)).toBe(true);
  expect(names.claim('CHECK', long, { schema: 's', table: 'b' })).toBe(
    names.claim('CHECK', long, { schema: 's', table: 'b' }),
  );
  expect(names.claim('CHECK', long, { schema: 'other', table: 'b' })).toBe(long);
});
