/** Whoever alters a table of the source while it is copied neither waits for the copy nor stops it. */
import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { serverUrl } from '../../src/lab/servers/address.ts';
import { gateBefore } from '../e2e/support/gate.ts';
import {
  connect,
  describeProducts,
  dropAfterwards,
  freshSchema,
  mariadb,
  type TestServer,
} from '../support/servers.ts';
import { eventually } from '../support/waiting.ts';
import { type Copied, copy, selection } from './copying.ts';

const COLUMNS = 'id INT PRIMARY KEY, note VARCHAR(20)';
const ROWS = 1_000;
const CHUNK_ROWS = 100;

interface Halfway {
  readonly schema: string;
  readonly copied: Promise<Copied>;
  /** Lets one lane go on after the other: the first has not come to the table `shared` yet. */
  readonly goOn: () => Promise<void>;
}

/** Two lanes that stand still: one in the table `alone`, the other in a middle chunk of `shared`. */
async function halfway(source: TestServer, target: TestServer): Promise<Halfway> {
  const schema = await freshSchema(source, 'altered');
  await target.query(`CREATE SCHEMA ${schema}`);
  dropAfterwards(target, schema);
  for (const table of ['alone', 'shared']) {
    await source.query(`CREATE TABLE ${schema}.${table} (${COLUMNS})`);
    const rows = Array.from({ length: ROWS }, (_, id) => [id, `row ${id}`]);
    await source.query(`INSERT INTO ${schema}.${table} VALUES ?`, [rows]);
    // A table that is thought to be small is one chunk, however many transactions that makes.
    await source.query(`ANALYZE TABLE ${schema}.${table}`);
  }
  const alone = await gateBefore(target, schema, 'alone', COLUMNS, ROWS - 1);
  const shared = await gateBefore(target, schema, 'shared', COLUMNS, ROWS / 2);
  const copied = copy({
    source,
    target,
    lanes: 2,
    rules: [selection(schema, 'alone', { 'load-order': 2 }), selection(schema, 'shared')],
    taskSettings: { FullLoadSettings: { CommitRate: CHUNK_ROWS } },
  });
  await Promise.all([alone.reached(), shared.reached()]);
  const goOn = async () => {
    await alone.open();
    await shared.open();
  };
  return { schema, copied, goOn };
}

function states({ tables }: Copied): string[] {
  return [...tables.values()].map(({ source, state, validation, error }) =>
    [source.replace(/.*\./, ''), state, validation, error?.kind ?? 'no error'].join(', '),
  );
}

const WHOLE = 'Table completed, Validated, no error';

describeProducts('an ALTER TABLE on the source', (server) => {
  test('is carried out at once, and fails only the copy of that table', async () => {
    const source = await server('a');
    const { schema, copied, goOn } = await halfway(source, await server('b'));
    await source.query(`ALTER TABLE ${schema}.shared MODIFY id BIGINT NOT NULL`);
    await goOn();
    const ended = await copied;
    expect(states(ended).toSorted()).toEqual([
      `alone, ${WHOLE}`,
      'shared, Table error, Table error, table.changed',
    ]);
    expect(ended.outcome).toBe('failed');
  });

  test('is not noticed where it takes no row away from the moment that is copied', async () => {
    const source = await server('a');
    const { schema, copied, goOn } = await halfway(source, await server('b'));
    await source.query(`RENAME TABLE ${schema}.shared TO ${schema}.elsewhere`);
    await source.query(`RENAME TABLE ${schema}.elsewhere TO ${schema}.shared`);
    await goOn();
    const ended = await copied;
    expect(states(ended).toSorted()).toEqual([`alone, ${WHOLE}`, `shared, ${WHOLE}`]);
    expect(ended.outcome).toBe('done');
  });
});

test('on MariaDB, to whose log the reader may not forgo writing, it waits for the end of the copy, and lanes do not wait for each other', async () => {
  const source = await mariadb('a');
  const user = `reader_${randomBytes(4).toString('hex')}`;
  await source.query(`CREATE USER ${user}@'%' IDENTIFIED BY 'p'`);
  onTestFinished(() => source.query(`DROP USER ${user}@'%'`).then(() => {}));
  await source.query(`GRANT SELECT, RELOAD ON *.* TO ${user}@'%'`);
  const account = { ...source, user, password: 'p' };
  const reader: TestServer = {
    ...account,
    url: (of) => serverUrl(account, of),
    query: (sql, values) => source.query(sql, values),
  };

  const { schema, copied, goOn } = await halfway(reader, await mariadb('b'));
  const other = await connect(source, { database: schema });
  onTestFinished(() => other.destroy());
  const altering = other.query('ALTER TABLE shared MODIFY id BIGINT NOT NULL');
  await eventually(async () => {
    const waiting = await source.query(
      "SELECT id FROM information_schema.processlist WHERE db = ? AND state LIKE 'Waiting for table metadata lock'",
      [schema],
    );
    if (waiting.length === 0) throw new Error('it does not wait');
  });
  await goOn();
  const ended = await copied;
  await altering;
  expect(states(ended).toSorted()).toEqual([`alone, ${WHOLE}`, `shared, ${WHOLE}`]);
  expect(ended.issues).toContainEqual(
    expect.objectContaining({ code: 'notice', fix: expect.stringContaining('GRANT BINLOG ADMIN') }),
  );
});
