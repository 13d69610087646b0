/** What becomes of views, routines, triggers and events when the target is not the source's twin. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyObjects } from '../../../../src/endpoints/mysql/ddl/objects/copy-objects.ts';
import type {
  ObjectOutcome,
  ObjectRequest,
} from '../../../../src/endpoints/mysql/ddl/objects/object-request.ts';
import { describeProducts } from '../../../support/servers.ts';
import { type Changes, openSide, passOn, planOf, type Side } from './worlds.ts';

describeProducts('objects', (server) => {
  let source: Side;
  let target: Side;

  beforeAll(async () => {
    source = await openSide(await server('a'), 'source');
    target = await openSide(await server('b'), 'target');
    const run = (sql: string) => source.connection.query(sql);
    await run('CREATE TABLE t (id int PRIMARY KEY, v varchar(20) CHARACTER SET utf8mb4)');
    await run('CREATE TABLE log (line varchar(99))');
  });
  beforeEach(async () => {
    for (const side of [source, target]) {
      for (const sql of [
        'DROP VIEW IF EXISTS a1, b2, z3',
        'DROP TRIGGER IF EXISTS first',
        'DROP TRIGGER IF EXISTS second',
        'DROP FUNCTION IF EXISTS f',
        'DROP PROCEDURE IF EXISTS p',
        'DROP EVENT IF EXISTS e',
      ])
        await side.connection.query(sql);
    }
  });
  afterAll(async () => {
    await source.close();
    await target.close();
  });

  async function copy(more: Partial<ObjectRequest> = {}, changes: Changes = {}): Promise<ObjectOutcome[]> {
    await target.connection.query(`USE \`${target.schema}\``);
    await target.connection.query('DROP TABLE IF EXISTS t, u, log');
    await passOn(source, target, 't', changes);
    await passOn(source, target, 'log');
    const outcomes: ObjectOutcome[] = [];
    for await (const outcome of copyObjects({
      kinds: ['views', 'triggers', 'routines', 'events'],
      plans: [
        planOf(await source.shape('t'), target.schema, changes),
        planOf(await source.shape('log'), target.schema),
      ],
      selects: () => true,
      source: source.connection,
      target: target.connection,
      from: source.facts,
      to: target.facts,
      replace: false,
      definer: 'keep',
      ...more,
    }))
      outcomes.push(outcome);
    return outcomes;
  }

  const actions = (outcomes: readonly ObjectOutcome[]) =>
    outcomes.map(({ name, action }) => `${name} ${action}`);
  const said = (outcomes: readonly ObjectOutcome[]) =>
    outcomes.flatMap(({ issues }) => issues.map(({ detail }) => detail)).join('\n');

  it('come in an order in which each finds what it needs', async () => {
    await source.connection.query(
      "CREATE FUNCTION f(x int) RETURNS varchar(9) NO SQL RETURN concat('한', x)",
    );
    await source.connection.query('CREATE VIEW z3 AS SELECT id, f(id) AS w FROM t');
    await source.connection.query('CREATE VIEW b2 AS SELECT * FROM z3');
    await source.connection.query('CREATE VIEW a1 AS SELECT b2.w, t.v FROM b2 JOIN t USING (id)');
    const outcomes = await copy();
    expect(actions(outcomes)).toEqual(['f created', 'z3 created', 'b2 created', 'a1 created']);
    await target.connection.query("INSERT INTO t VALUES (1, 'x')");
    const [rows] = await target.connection.query('SELECT * FROM a1');
    expect(rows).toEqual([{ w: '한1', v: 'x' }]);
  });

  it('fire in the order of the source', async () => {
    await source.connection.query(
      "CREATE TRIGGER second BEFORE INSERT ON t FOR EACH ROW SET NEW.v = concat(NEW.v, '2')",
    );
    await source.connection.query(
      "CREATE TRIGGER first BEFORE INSERT ON t FOR EACH ROW PRECEDES second SET NEW.v = concat(NEW.v, '1')",
    );
    await copy();
    await target.connection.query("INSERT INTO t VALUES (1, 'x')");
    const [rows] = await target.connection.query('SELECT v FROM t');
    expect(rows).toEqual([{ v: 'x12' }]);
  });

  it('get the copying user as definer where theirs is not known, and say so', async () => {
    await source.connection.query('CREATE DEFINER=`nobody`@`%` VIEW a1 AS SELECT 1 AS one');
    await source.connection.query(
      'CREATE DEFINER=`nobody`@`%` TRIGGER first BEFORE INSERT ON t FOR EACH ROW SET NEW.v = 1',
    );
    const outcomes = await copy();
    expect(actions(outcomes)).toEqual(['a1 created', 'first created']);
    expect(said(outcomes).match(/had definer `nobody`@`%`/gu)).toHaveLength(2);
    await target.connection.query('SELECT * FROM a1');
    await target.connection.query("INSERT INTO t VALUES (1, 'x')");
  });

  it('leave what stands on the target, unless told to replace it', async () => {
    await source.connection.query('CREATE VIEW a1 AS SELECT 1 AS one');
    await target.connection.query('CREATE VIEW a1 AS SELECT 2 AS two');
    expect(actions(await copy())).toEqual(['a1 kept']);
    await target.connection.query('SELECT two FROM a1');
    expect(actions(await copy({ replace: true }))).toEqual(['a1 replaced']);
    await target.connection.query('SELECT one FROM a1');
  });

  it('never take the place of a table', async () => {
    await source.connection.query('CREATE VIEW a1 AS SELECT 1 AS one');
    await target.connection.query('CREATE TABLE a1 (kept int)');
    const outcomes = await copy({ replace: true });
    expect(actions(outcomes)).toEqual(['a1 left-behind']);
    await target.connection.query('SELECT kept FROM a1');
    await target.connection.query('DROP TABLE a1');
  });

  it('stay behind, by name, when they speak of what is called otherwise on the target', async () => {
    await source.connection.query('CREATE VIEW a1 AS SELECT v FROM t');
    await source.connection.query('CREATE VIEW b2 AS SELECT line FROM log');
    await source.connection.query(`CREATE PROCEDURE p() INSERT INTO ${source.schema}.log VALUES ('x')`);
    await source.connection.query("CREATE FUNCTION f() RETURNS int NO SQL RETURN length('v')");
    await source.connection.query('CREATE TRIGGER first BEFORE INSERT ON t FOR EACH ROW SET NEW.v = 1');
    await source.connection.query(
      "CREATE TRIGGER second BEFORE INSERT ON t FOR EACH ROW INSERT INTO log VALUES ('x')",
    );
    const outcomes = await copy({}, { target: { schema: target.schema, table: 'u' }, renamed: { v: 'w' } });
    expect(actions(outcomes).sort()).toEqual([
      'a1 left-behind',
      'b2 created',
      'f created',
      'first left-behind',
      'p left-behind',
      'second created',
    ]);
    expect(said(outcomes)).toMatch(/table t, which is called u/);
    expect(said(outcomes)).toMatch(/schema ddl_\w+, which is called otherwise/);
    await target.connection.query('INSERT INTO u VALUES (1, 1)');
    const [rows] = await target.connection.query('SELECT * FROM b2');
    expect(rows).toEqual([{ line: 'x' }]);
  });

  it('include events, switched off, with the statement that switches them on', async () => {
    await source.connection.query(
      "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' ENABLE COMMENT 'ENABLE' DO DELETE FROM log",
    );
    const [event] = await copy();
    expect(event).toMatchObject({ name: 'e', action: 'created' });
    expect(event?.issues).toEqual([
      expect.objectContaining({ code: 'translated', fix: `ALTER EVENT \`${target.schema}\`.\`e\` ENABLE` }),
    ]);
    const [rows] = await target.connection.query(
      `SELECT STATUS AS status, EVENT_COMMENT AS comment FROM information_schema.EVENTS WHERE EVENT_SCHEMA = '${target.schema}'`,
    );
    expect(rows).toEqual([{ status: 'DISABLED', comment: 'ENABLE' }]);
  });

  it('that cannot be made say why in the words of the server', async () => {
    await source.connection.query('CREATE VIEW a1 AS SELECT line FROM log');
    await source.connection.query('CREATE TABLE elsewhere (x int)');
    await source.connection.query('CREATE VIEW b2 AS SELECT x FROM elsewhere');
    const outcomes = await copy();
    expect(actions(outcomes)).toEqual(['a1 created', 'b2 left-behind']);
    expect(said(outcomes)).toMatch(/elsewhere' doesn't exist/);
  });
});

describe('an object', () => {
  it('is only what the task asks for', async () => {
    const untouched = { query: () => Promise.reject(new Error('no statement was expected')) };
    const outcomes: ObjectOutcome[] = [];
    for await (const outcome of copyObjects({
      kinds: [],
      plans: [],
      selects: () => true,
      source: untouched,
      target: untouched,
      from: {} as never,
      to: {} as never,
      replace: false,
      definer: 'keep',
    }))
      outcomes.push(outcome);
    expect(outcomes).toEqual([]);
  });
});
