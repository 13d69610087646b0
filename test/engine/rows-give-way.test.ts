/** A deadlock on the target: it is nobody's fault, and the chunk that had to give way is sent again. */
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { gateBefore } from '../e2e/support/gate.ts';
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
    await target.query(`CREATE TABLE ${schema}.weight (id INT)`);

    const gate = await gateBefore(target, schema, 't', columns, MET - 1);
    const other = await connect(target, { database: schema });
    onTestFinished(() => other.destroy());
    const running = copy({
      source,
      target,
      lanes: 1,
      rules: [selection(schema, 't')],
      taskSettings: { FullLoadSettings: { CommitRate: 100 } },
    });
    await gate.reached();
    await other.beginTransaction();
    // The transaction that has changed less has to give way.
    await other.query('INSERT INTO weight VALUES ?', [Array.from({ length: 5_000 }, (__, at) => [at])]);
    await other.query('INSERT INTO t VALUES (?, ?)', [ROWS + 1, `name ${MET}`]);
    // The chunk has stored this one already, so this waits for the chunk; and the chunk will come to the one above.
    const waiting = other.query('INSERT INTO t VALUES (?, ?)', [MET - 10, `name ${MET - 10}`]);
    await eventually(async () => {
      const rows = await target.query(
        "SELECT id FROM information_schema.processlist WHERE id = ? AND info LIKE 'INSERT INTO t %'",
        [other.threadId],
      );
      if (rows.length === 0) throw new Error('it does not wait');
    });
    await gate.open();
    await waiting;
    await other.rollback();

    const copied = await running;
    expect(copied.errors).toEqual([]);
    expect(copied.tables.get(`${schema}.t`)).toMatchObject({ rows: ROWS, validation: 'Validated' });
    expect(copied.outcome).toBe('done');
  });
});
