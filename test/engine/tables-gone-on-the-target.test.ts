/** A table of the target that somebody drops or alters while it is loaded, or that was never there. */
import { beforeAll, expect, test } from 'vitest';
import { gateBefore } from '../e2e/support/gate.ts';
import { connect, describeProducts, type TestServer } from '../support/servers.ts';
import { eventually } from '../support/waiting.ts';
import { type Copied, copy, sharedSchema } from './copying.ts';

const COLUMNS = 'id INT PRIMARY KEY, note VARCHAR(20)';

describeProducts('a table of the target', (server) => {
  let source: TestServer;
  let target: TestServer;
  beforeAll(async () => {
    source = await server('a');
    target = await server('b');
  });

  async function world(): Promise<string> {
    const schema = await sharedSchema(source, target, 'gone');
    await source.query(`CREATE TABLE ${schema}.t (${COLUMNS})`);
    const rows = Array.from({ length: 1_000 }, (_, id) => [id, `row ${id}`]);
    await source.query(`INSERT INTO ${schema}.t VALUES ?`, [rows]);
    return schema;
  }

  /** The statement waits for the chunk in whose midst it comes, and the next chunk for the statement. */
  async function meanwhile(statement: string): Promise<Copied> {
    const schema = await world();
    await target.query(`CREATE SCHEMA ${schema}`);
    const gate = await gateBefore(target, schema, 't', COLUMNS, 500);
    const taskSettings = { FullLoadSettings: { CommitRate: 100 } };
    const copied = copy({ source, target, schema, lanes: 1, taskSettings });
    await gate.reached();
    const other = await connect(target, { database: schema });
    const done = other.query(statement);
    await eventually(async () => {
      const waiting = await target.query(
        "SELECT id FROM information_schema.processlist WHERE db = ? AND state LIKE 'Waiting for table metadata lock'",
        [schema],
      );
      if (waiting.length === 0) throw new Error('it does not wait');
    });
    await gate.open();
    await done;
    await other.end();
    return await copied;
  }

  test('that is dropped in mid-load is said to be gone, on the target', async () => {
    const { outcome, errors } = await meanwhile('DROP TABLE t');
    expect(outcome).toBe('failed');
    expect(errors).toMatchObject([{ kind: 'target.gone', facts: { table: expect.stringMatching(/\.t$/) } }]);
  });

  test('that is altered in mid-load is said not to fit, with the words of the server', async () => {
    const { outcome, errors } = await meanwhile('ALTER TABLE t DROP COLUMN note');
    expect(outcome).toBe('failed');
    expect(errors).toMatchObject([
      { kind: 'target.unfit', facts: { problems: [expect.stringMatching(/Unknown column '?`?note/)] } },
    ]);
  });

  test('that is not there cannot be compared, and that is said', async () => {
    const schema = await world();
    for (const make of ['DO 0', `CREATE SCHEMA ${schema}`]) {
      await target.query(make);
      const { outcome, errors } = await copy({ source, target, schema, mode: 'validate' });
      expect(outcome).toBe('failed');
      expect(errors).toMatchObject([{ kind: 'target.gone', facts: { table: `${schema}.t` } }]);
    }
  });
});
