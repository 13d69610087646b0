/** Tables that stand on the target and are in the way: nothing is mixed, removed or bent without being asked for. */
import { beforeAll, expect, test } from 'vitest';
import { checksumTable, checksumTables } from '../support/checksum.ts';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { CommandLine, end } from './support/command-line.ts';

const COMMIT_RATE = 1_000;

let source: TestServer;
let target: TestServer;
let schema: string;

beforeAll(async () => {
  source = await mariadb('a');
  target = await mariadb('b');
});

/** A table of that many rows, in a schema that the target has too. */
async function table(rows: number, onTarget: string | null = null): Promise<void> {
  schema = await freshSchema(source, 'standing');
  dropAfterwards(target, schema);
  await source.query(
    `CREATE TABLE ${schema}.t (id INT PRIMARY KEY, name VARCHAR(20), n INT, body TEXT CHARACTER SET latin1)`,
  );
  const values = Array.from({ length: rows }, (_, at) => [at + 1, `name ${at + 1}`, at, 'x']);
  await source.query(`INSERT INTO ${schema}.t VALUES ?`, [values]);
  await target.query(`CREATE SCHEMA ${schema}`);
  if (onTarget !== null) await target.query(`CREATE TABLE ${schema}.t ${onTarget}`);
}

const settings = (line: CommandLine) => [
  '--task-settings',
  line.settings({ FullLoadSettings: { CommitRate: COMMIT_RATE } }),
];

async function expectRefused(
  line: CommandLine,
  words: readonly string[],
  code: number,
  patterns: readonly RegExp[],
): Promise<void> {
  const before = await line.stateOf(target, schema);
  const said = await line.copy(end(source, schema), end(target), ...words);
  for (const pattern of patterns) expect(said.err).toMatch(pattern);
  expect(said.code).toBe(code);
  expect(await line.stateOf(target, schema)).toEqual(before);
}

const COLUMNS = '(id INT PRIMARY KEY, name VARCHAR(20), n INT, body TEXT)';

test('one that holds rows is not touched unless asked: the tables and how many rows', async () => {
  await table(3, COLUMNS);
  await target.query(`INSERT INTO ${schema}.t (id) VALUES (900), (901)`);
  await expectRefused(new CommandLine(), [], 1, [
    /These tables of the target already hold rows:/,
    new RegExp(`${schema}\\.t  2 rows`),
    /Next: Choose for the target tables: .*`--prep do-nothing`, `truncate` or `drop-and-create`/,
  ]);
});

test('one whose rows would go is not touched without a yes', async () => {
  await table(3, COLUMNS);
  await target.query(`INSERT INTO ${schema}.t (id) VALUES (900)`);
  for (const prep of ['truncate', 'drop-and-create']) {
    await expectRefused(new CommandLine(), ['--prep', prep], 2, [
      /This would remove all rows of these tables/,
      new RegExp(`${schema}\\.t  1 row`),
      /say so with `--yes`/,
    ]);
  }
  const line = new CommandLine();
  expect((await line.copy(end(source, schema), end(target), '--prep', 'truncate', '--yes')).code).toBe(0);
  expect((await checksumTable(target, schema, 't')).rows).toBe(3);
});

test('one that lacks a column, or computes it, is refused with each problem', async () => {
  await table(3, '(id INT PRIMARY KEY, name VARCHAR(20), n INT AS (id + 1) VIRTUAL)');
  await expectRefused(new CommandLine(), ['--prep', 'do-nothing'], 1, [
    new RegExp(`The target's table ${schema}\\.t cannot take the rows as it is:`),
    /its column n is computed and takes no values/,
    /it has no column body/,
  ]);
});

test('a view where the table would go is refused', async () => {
  await table(3);
  await target.query(`CREATE VIEW ${schema}.t AS SELECT 1 AS id`);
  for (const prep of [[], ['--prep', 'do-nothing'], ['--prep', 'truncate']]) {
    await expectRefused(new CommandLine(), prep, 1, [/it is a view on the target, not a table/]);
  }
});

test('one that holds a row with the same key keeps it, and the copy says which', async () => {
  await table(3_000, COLUMNS);
  await target.query(`INSERT INTO ${schema}.t (id, name) VALUES (2500, 'mine')`);
  const line = new CommandLine();
  const said = await line.copy(end(source, schema), end(target), ...settings(line), '--prep', 'do-nothing');
  expect(said.err).toMatch(new RegExp(`The target refused a row of ${schema}\\.t with the key id = 2500`));
  expect(said.err).toMatch(/ER_DUP_ENTRY.* \(1062\): Duplicate entry '2500'/);
  expect(said.err).toMatch(/Cause: A row with the same key is already on the target/);
  expect(said.err).toMatch(/Next: Nothing of chunk 2 was kept/);
  expect(said.code).toBe(1);
  const kept = await target.query(`SELECT id, name FROM ${schema}.t WHERE id > 2000`);
  expect(kept).toEqual([{ id: 2500, name: 'mine' }]);
});

test('one whose column cannot hold a value names row and column; with the column mended --resume completes it', async () => {
  await table(3_000, COLUMNS.replace('VARCHAR(20)', 'VARCHAR(12)'));
  await source.query(`UPDATE ${schema}.t SET name = 'a longer name' WHERE id = 1500`);
  const line = new CommandLine();
  const words = [...settings(line), '--prep', 'do-nothing'];
  const said = await line.copy(end(source, schema), end(target), ...words);
  expect(said.err).toMatch(
    new RegExp(`The target refused a row of ${schema}\\.t with the key id = 1500, column name`),
  );
  expect(said.err).toMatch(/1406\): Data too long for column 'name'/);
  expect(said.err).toMatch(/Cause: The value is too long for the column/);
  expect(said.code).toBe(1);
  await target.query(`ALTER TABLE ${schema}.t MODIFY name VARCHAR(20)`);
  const resumed = await line.copy(end(source, schema), end(target), ...words, '--resume');
  expect(resumed.err).toBe('');
  expect(resumed.code).toBe(0);
  expect(await checksumTables(target, schema)).toEqual(await checksumTables(source, schema));
});
