/** A deadlock on the target: it is nobody's fault, and the chunk that had to give way is sent again. */
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { connect, describeProducts, type TestServer } from '../support/servers.ts';
import { eventually } from '../support/waiting.ts';
import { copy, selection, sharedSchema } from './copying.ts';

const COLUMNS = 'id INT PRIMARY KEY, name VARCHAR(20), UNIQUE KEY by_name (name)';
const ROWS = 1_000;
/** In the middle of the second chunk. */
const MET = 150;

describeProducts('a chunk that has to give way to another transaction', (server) => {
  let source: TestServer;
  let target: TestServer;
  beforeAll(async () => {
    source = await server('a');
    target = await server('b');
  });

  test.each([
    ['with a key', COLUMNS],
    ['without a key', COLUMNS.replace('PRIMARY KEY', '')],
  ])('is sent again, %s', async (_, columns) => {
    const schema = await sharedSchema(source, target, 'way');
    await source.query(`CREATE TABLE ${schema}.t (${columns})`);
    const rows = Array.from({ length: ROWS }, (__, at) => [at + 1, `name ${at + 1}`]);
    await source.query(`INSERT INTO ${schema}.t VALUES ?`, [rows]);
    await target.query(`CREATE SCHEMA ${schema}`);
    await target.query(`CREATE TABLE ${schema}.t (${columns})`);
    await target.query(`CREATE TABLE ${schema}.weight (id INT)`);

    const other = await connect(target, { database: schema });
    onTestFinished(() => other.destroy());
    await other.beginTransaction();
    // The transaction that has changed less has to give way.
    await other.query('INSERT INTO weight VALUES ?', [Array.from({ length: 5_000 }, (__, at) => [at])]);
    await other.query('INSERT INTO t VALUES (?, ?)', [ROWS + 1, `name ${MET}`]);
    const running = copy({
      source,
      target,
      lanes: 1,
      rules: [selection(schema, 't')],
      taskSettings: { FullLoadSettings: { CommitRate: 100 } },
    });
    await eventually(async () => {
      // Asked more often than this, InnoDB answers what it answered before.
      await pause(150);
      const [waiting] = await target.query(
        "SELECT COUNT(*) AS n FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
      );
      if (Number(waiting!.n) === 0) throw new Error('the copy does not meet the lock');
    });
    // What the waiting chunk has stored already: now each waits for the other.
    await other.query('INSERT INTO t VALUES (?, ?)', [MET - 10, `name ${MET - 10}`]);
    await other.rollback();

    const copied = await running;
    expect(copied.errors).toEqual([]);
    expect(copied.tables.get(`${schema}.t`)).toMatchObject({ rows: ROWS, validation: 'Validated' });
    expect(copied.outcome).toBe('done');
  });
});
