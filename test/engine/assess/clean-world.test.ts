/** A task that nothing speaks against passes every check with nothing to say, and neither side is changed. */
import { readdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { startS3 } from '../../../src/lab/servers/s3.ts';
import { CHECKS } from '../../../src/model/assessment.ts';
import { signIn } from '../../endpoints/s3/one-bucket.ts';
import { describeProducts, dropAfterwards, type TestServer } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { copy } from '../copying.ts';
import { assess, freshGround, type Ground, preview } from './assessing.ts';

const ROWS = 200;

describeProducts('a clean world', (server, product) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await freshGround(server, product);
    const { source, schema } = ground;
    await source.query(
      `CREATE TABLE ${schema}.parent (id INT PRIMARY KEY, name VARCHAR(40), note TEXT) ENGINE=InnoDB`,
    );
    await source.query(
      `CREATE TABLE ${schema}.child (a INT, b VARCHAR(20) CHARACTER SET latin1, at DATETIME(3), doc JSON, raw BLOB,
         PRIMARY KEY (a, b), CONSTRAINT child_of FOREIGN KEY (a) REFERENCES parent (id)) ENGINE=InnoDB`,
    );
    const ids = Array.from({ length: ROWS }, (_, id) => id + 1);
    await source.query(`INSERT INTO ${schema}.parent VALUES ?`, [ids.map((id) => [id, `p ${id}`, 'x'])]);
    const children = ids.map((id) => [id, `c ${id}`, '2026-01-02 03:04:05.678', '{"a": 1}', 'y']);
    await source.query(`INSERT INTO ${schema}.child VALUES ?`, [children]);
    // What is estimated follows the server's statistics; left alone it makes them some seconds later.
    await source.query(`ANALYZE TABLE ${schema}.parent, ${schema}.child`);
  });

  /** Everything of a server that the task could change, its own bookkeeping included. */
  async function stateOf(side: TestServer): Promise<unknown> {
    const schemas = await side.query(
      `SELECT SCHEMA_NAME AS s FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE '${ground.schema}%'`,
    );
    const tables = await side.query(
      `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, CREATE_TIME AS at FROM information_schema.TABLES
       WHERE TABLE_SCHEMA LIKE '${ground.schema}%' ORDER BY 1, 2`,
    );
    return { schemas, tables };
  }

  const asked = () => {
    const { source, target, schema } = ground;
    dropAfterwards(target, `${schema}_control`);
    const taskSettings = { ControlTablesSettings: { ControlSchema: `${schema}_control` } };
    return { source, target, schema, taskSettings };
  };

  test('passes every check to another server, and is changed by none', async () => {
    const { source, target } = ground;
    const before = [await stateOf(source), await stateOf(target)];
    const assessed = await assess(asked());
    expect(assessed.said).toEqual([]);
    expect(assessed.results.map(({ result }) => result)).toEqual(CHECKS.map(() => 'passed'));
    expect([await stateOf(source), await stateOf(target)]).toEqual(before);
    expect(assessed.of('selection').found).toMatchObject({ tables: 2, views: 0 });
    expect(assessed.of('source').found!.product).toMatch(product === 'mysql' ? /^MySQL/ : /^MariaDB/);
    expect(assessed.of('moment').found).toEqual({ guarantee: 'global-lock' });
    expect(assessed.of('large-values').found).toMatchObject({ columns: 3, largest: { whole: true } });
    expect(assessed.of('target-tables').found).toEqual({ created: 2, standing: 0 });
    expect(assessed.of('foreign-keys').found).toEqual({ kept: 1 });
    const { source: from, target: to, ...estimated } = assessed.of('estimate').found!;
    expect(estimated).toMatchObject({ chunks: 2, lanes: 2, validates: true });
    expect(from!.bytesPerSecond).toBeGreaterThan(0);
    expect(to!.bytesPerSecond).toBeGreaterThan(0);
  });

  test('passes every check to a folder, which is not made by it', async () => {
    const above = temporaryFolder();
    const { source, schema } = ground;
    const assessed = await assess({ source, target: `file://${above}/not/yet`, schema });
    expect(assessed.said).toEqual([]);
    expect(assessed.results.map(({ result }) => result)).toEqual(CHECKS.map(() => 'passed'));
    expect(readdirSync(above)).toEqual([]);
    expect(assessed.of('target-rights').found).toEqual({ proved: 'looking' });
    expect(assessed.of('space').found!.freeBytes).toBeGreaterThan(0);
    expect(assessed.of('estimate').found!.target).toBeNull();
  });

  test('passes every check to a bucket, in which nothing is written', async () => {
    const methods = new Set<string>();
    const store = await startS3('bucket', ({ method }) => methods.add(method ?? ''));
    try {
      signIn(store);
      const { source, schema } = ground;
      const assessed = await assess({ source, target: store.url('raw'), schema });
      expect(assessed.said).toEqual([]);
      expect(assessed.results.map(({ result }) => result)).toEqual(CHECKS.map(() => 'passed'));
      expect([...methods]).toEqual(['GET']);
      expect(assessed.of('space').found!.freeBytes).toBeNull();
    } finally {
      await store.stop();
    }
  });

  test('is previewed as the run then carries it out', async () => {
    const { source, target, schema } = ground;
    const before = [await stateOf(source), await stateOf(target)];
    const seen = await preview(asked());
    expect([await stateOf(source), await stateOf(target)]).toEqual(before);
    expect(seen).toMatchObject({ guarantee: 'global-lock', destruction: null, problems: [] });
    const { outcome, events } = await copy(asked());
    expect(outcome).toBe('done');
    const plan = events.find((event) => event.type === 'plan')!;
    expect(seen.guarantee).toBe(plan.guarantee);
    expect(seen.total.lanes).toBe(plan.lanes);
    expect(seen.tables).toEqual(
      plan.tables.map((table) => ({
        ...table,
        chunks: 1,
        milliseconds: expect.any(Number),
        standingRows: 0,
      })),
    );
    const again = await preview({
      source,
      target,
      schema,
      taskSettings: { FullLoadSettings: { TargetTablePrepMode: 'DROP_AND_CREATE' } },
    });
    expect(again.tables.map(({ prep, standingRows }) => [prep, standingRows])).toEqual([
      ['recreated', ROWS],
      ['recreated', ROWS],
    ]);
    expect(again.destruction).toMatchObject({ prep: 'drop-and-create', name: schema });
    const refused = await preview({ source, target, schema });
    expect(refused.problems.map(({ kind }) => kind)).toEqual(['target.not-empty']);
  });
});
