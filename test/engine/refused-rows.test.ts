/** A row the target will not take as it is: never bent, never dropped in silence, always named. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeProducts, dropAfterwards, freshSchema, type TestServer } from '../support/servers.ts';
import { type Copied, copy, selection } from './copying.ts';

const ROWS = 1_000;
const BAD = 500;
/** Chunks are this many rows, so the bad one stands at the end of the fifth. */
const COMMIT_RATE = 100;

interface Case {
  readonly about: string;
  /** What makes the source's row a bad one. */
  readonly spoil: string;
  /** Column definitions on the target. */
  readonly target: string;
  /** What stands on the target before. */
  readonly before?: string;
  readonly column: string | null;
  readonly server: { readonly number: number; readonly message: RegExp };
}

const TARGET = 'id INT NOT NULL PRIMARY KEY, name VARCHAR(50), n INT, must VARCHAR(10)';

const CASES: readonly Case[] = [
  {
    about: 'a duplicate of the key',
    spoil: "name = 'twin'",
    target: TARGET,
    before: `(${BAD}, 'mine', 7, 'x')`,
    column: null,
    server: { number: 1062, message: /Duplicate entry '500' for key/ },
  },
  {
    about: 'a duplicate of a unique key',
    spoil: "name = 'twin'",
    target: `${TARGET}, UNIQUE KEY by_name (name)`,
    before: `(100000, 'twin', 7, 'x')`,
    column: null,
    server: { number: 1062, message: /Duplicate entry 'twin' for key '(.*\.)?by_name'/ },
  },
  {
    about: 'a value too long',
    spoil: "name = 'eleven char'",
    target: TARGET.replace('VARCHAR(50)', 'VARCHAR(10)'),
    column: 'name',
    server: { number: 1406, message: /Data too long for column 'name'/ },
  },
  {
    about: 'a number out of range',
    spoil: 'n = 128',
    target: TARGET.replace('n INT', 'n TINYINT'),
    column: 'n',
    server: { number: 1264, message: /Out of range value for column 'n'/ },
  },
  {
    about: 'a NULL where none may be',
    spoil: 'must = NULL',
    target: TARGET.replace('must VARCHAR(10)', 'must VARCHAR(10) NOT NULL'),
    column: 'must',
    server: { number: 1048, message: /[Cc]olumn 'must'/ },
  },
  {
    about: 'a character the column cannot hold',
    spoil: "name = '한글'",
    target: TARGET.replace('VARCHAR(50)', 'VARCHAR(50) CHARACTER SET latin1'),
    column: 'name',
    server: { number: 1366, message: /Incorrect string value: .* for column .*name/ },
  },
  {
    about: 'what a CHECK forbids',
    spoil: 'n = 77',
    target: `${TARGET}, CONSTRAINT no_77 CHECK (n <> 77)`,
    column: null,
    server: { number: 0, message: /no_77/ },
  },
];

describeProducts('a row that the target refuses', (server) => {
  let source: TestServer;
  let target: TestServer;
  let schema: string;
  beforeAll(async () => {
    source = await server('a');
    target = await server('b');
    schema = await freshSchema(source, 'refused');
    dropAfterwards(target, schema);
  });

  async function spoiltTable(one: Case, name: string): Promise<void> {
    await source.query(`CREATE TABLE ${schema}.${name} (${TARGET})`);
    const values = Array.from(
      { length: ROWS },
      (_, at) => `(${at + 1}, 'name ${at + 1}', ${(at % 60) + 1}, 'yes')`,
    );
    await source.query(`INSERT INTO ${schema}.${name} VALUES ${values.join(', ')}`);
    await source.query(`UPDATE ${schema}.${name} SET ${one.spoil} WHERE id = ${BAD}`);
    await target.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await target.query(`CREATE TABLE ${schema}.${name} (${one.target})`);
    if (one.before) await target.query(`INSERT INTO ${schema}.${name} VALUES ${one.before}`);
  }

  async function carry(tables: readonly string[], errorBehavior: object, lanes = 2): Promise<Copied> {
    return await copy({
      source,
      target,
      lanes,
      rules: tables.map((table) => selection(schema, table.replaceAll('_', '[_]'))),
      taskSettings: {
        FullLoadSettings: { TargetTablePrepMode: 'DO_NOTHING', CommitRate: COMMIT_RATE },
        ErrorBehavior: errorBehavior,
      },
    });
  }

  async function idsOnTarget(table: string): Promise<number[]> {
    const rows = await target.query(`SELECT id FROM ${schema}.${table} ORDER BY id`);
    return rows.map((row) => Number(row.id));
  }

  describe.each(CASES)('$about', (one) => {
    const name = one.about.replaceAll(' ', '_');

    test('fails its chunk whole, and the error names row, column and the words of the server', async () => {
      await spoiltTable(one, name);
      const before = await target.query(`SELECT * FROM ${schema}.${name}`);
      const copied = await carry([name], {});
      expect(copied.outcome).toBe('failed');
      expect(copied.errors).toHaveLength(1);
      const { error, state } = copied.tables.get(`${schema}.${name}`)!;
      expect(state).toBe('Table error');
      expect(error).toMatchObject({
        kind: 'rows.refused',
        facts: { table: `${schema}.${name}`, column: one.column, key: `id = ${BAD}` },
        server: { message: expect.stringMatching(one.server.message) },
      });
      if (one.server.number > 0) expect(error!.server!.number).toBe(one.server.number);
      const chunk = Array.from({ length: COMMIT_RATE }, (_, at) => BAD - at);
      const kept = await target.query(
        `SELECT * FROM ${schema}.${name} WHERE id IN (${chunk.join(', ')}) OR id > ${ROWS}`,
      );
      expect(kept).toEqual(before);
    });

    test('is left out, counted and kept whole in a file with LOG_ERROR, and all others arrive', async () => {
      await target.query(`DELETE FROM ${schema}.${name} WHERE id NOT IN (100000, ${one.before ? BAD : 0})`);
      const copied = await carry([name], {
        DataErrorPolicy: 'LOG_ERROR',
        DataTruncationErrorPolicy: 'LOG_ERROR',
      });
      expect(copied.errors).toEqual([]);
      const statistics = copied.tables.get(`${schema}.${name}`)!;
      expect(statistics).toMatchObject({ state: 'Table completed', rows: ROWS - 1, skipped: 1 });
      // What was left out is a difference, and is called one.
      expect(copied.outcome).toBe('differs');
      const ids = await idsOnTarget(name);
      expect(ids.filter((id) => id <= ROWS)).toHaveLength(
        one.before?.startsWith(`(${BAD}`) ? ROWS : ROWS - 1,
      );
      const skipped = copied.events.filter((event) => event.type === 'rows.skipped');
      expect(skipped).toMatchObject([{ table: `${schema}.${name}`, rows: 1 }]);
      const lines = readFileSync(skipped[0]!.file, 'utf8').trimEnd().split('\n');
      const [row] = await source.query(`SELECT * FROM ${schema}.${name} WHERE id = ${BAD}`);
      const asText = Object.fromEntries(
        Object.entries(row!).map(([column, value]) => [column, value === null ? null : `${value as string}`]),
      );
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
        expect.objectContaining({
          table: `${schema}.${name}`,
          key: `id = ${BAD}`,
          row: asText,
          server: expect.objectContaining({ message: expect.stringMatching(one.server.message) }),
        }),
      ]);
    });
  });

  test('is left out and counted with IGNORE_RECORD, and no file is kept', async () => {
    const name = 'ignored';
    await spoiltTable(CASES[0]!, name);
    const copied = await carry([name], { DataErrorPolicy: 'IGNORE_RECORD' });
    expect(copied.tables.get(`${schema}.${name}`)).toMatchObject({ state: 'Table completed', skipped: 1 });
    expect(existsSync(copied.errorFolder) ? readdirSync(copied.errorFolder) : []).toEqual([]);
  });

  test('is left out of a table without a key too, and no row that was stored before it is stored twice', async () => {
    const name = 'keyless';
    const columns = 'id INT, name VARCHAR(50)';
    await source.query(`CREATE TABLE ${schema}.${name} (${columns})`);
    const rows = Array.from({ length: ROWS }, (_, at) => [at + 1, at + 1 === BAD ? 'eleven char' : 'short']);
    await source.query(`INSERT INTO ${schema}.${name} VALUES ?`, [rows]);
    await target.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await target.query(`CREATE TABLE ${schema}.${name} (${columns.replace('50', '10')})`);
    const copied = await carry([name], { DataTruncationErrorPolicy: 'LOG_ERROR' });
    expect(copied.tables.get(`${schema}.${name}`)).toMatchObject({
      state: 'Table completed',
      rows: ROWS - 1,
      skipped: 1,
      compared: { source: ROWS, target: ROWS - 1 },
    });
    expect(await idsOnTarget(name)).toEqual(rows.map(([id]) => id).filter((id) => id !== BAD));
  });

  test('of one table leaves other tables alone with SUSPEND_TABLE, and ends all with STOP_TASK', async () => {
    for (const [policy, name, other] of [
      ['SUSPEND_TABLE', 'suspended', 'beside_suspended'],
      ['STOP_TASK', 'stopping', 'zz_beside_stopping'],
    ] as const) {
      await spoiltTable(CASES[2]!, name);
      await source.query(`CREATE TABLE ${schema}.${other} LIKE ${schema}.${name}`);
      await source.query(`INSERT INTO ${schema}.${other} SELECT * FROM ${schema}.${name} WHERE id < 10`);
      const copied = await copy({
        source,
        target,
        lanes: 1,
        rules: [
          selection(schema, name, { 'load-order': 2 }),
          selection(schema, other.replaceAll('_', '[_]')),
        ],
        taskSettings: {
          FullLoadSettings: { TargetTablePrepMode: 'DO_NOTHING' },
          ErrorBehavior: { DataTruncationErrorPolicy: policy },
        },
      });
      expect(copied.outcome).toBe('failed');
      expect(copied.tables.get(`${schema}.${name}`)).toMatchObject({ state: 'Table error', rows: 0 });
      const beside = copied.tables.get(`${schema}.${other}`)!;
      expect(beside.state).toBe(policy === 'STOP_TASK' ? 'Before load' : 'Table completed');
    }
  });

  test('policies hold apart what is too long from what is wrong in another way', async () => {
    const name = 'apart';
    await spoiltTable(CASES[2]!, name);
    const failed = await carry([name], { DataErrorPolicy: 'LOG_ERROR' });
    expect(failed.outcome).toBe('failed');
    await target.query(`DELETE FROM ${schema}.${name}`);
    const kept = await carry([name], { DataTruncationErrorPolicy: 'LOG_ERROR' });
    expect(kept.tables.get(`${schema}.${name}`)).toMatchObject({ state: 'Table completed', skipped: 1 });
  });

  test.each(['SUSPEND_TABLE', 'STOP_TASK'])(
    'is left out no more after DataErrorEscalationCount of them, but ends by %s',
    async (policy) => {
      const name = `escalated_${policy.toLowerCase()}`;
      await spoiltTable(CASES[0]!, name);
      await target.query(`DELETE FROM ${schema}.${name}`);
      // Three in the first chunk, two in the second: one more than may be left out.
      await target.query(
        `INSERT INTO ${schema}.${name} VALUES ${[10, 20, 30, 110, 120].map((id) => `(${id}, 'mine', 0, '')`).join(', ')}`,
      );
      const behavior = { DataErrorPolicy: 'IGNORE_RECORD', DataErrorEscalationPolicy: policy };
      const copied = await carry([name], { ...behavior, DataErrorEscalationCount: 4 }, 1);
      expect(copied.outcome).toBe('failed');
      expect(copied.tables.get(`${schema}.${name}`)).toMatchObject({
        state: 'Table error',
        skipped: 3,
        error: { kind: 'rows.refused', facts: { key: 'id = 120' } },
      });
      expect(await idsOnTarget(name)).toEqual([...Array.from({ length: 100 }, (_, at) => at + 1), 110, 120]);
    },
  );

  test('with many refused rows all are left out, each in the file, in every chunk', async () => {
    const name = 'many';
    await spoiltTable(CASES[0]!, name);
    await target.query(`DELETE FROM ${schema}.${name}`);
    const taken = Array.from({ length: ROWS }, (_, at) => at + 1).filter((id) => id % 7 === 0);
    await target.query(
      `INSERT INTO ${schema}.${name} VALUES ${taken.map((id) => `(${id}, 'mine', 0, '')`).join(', ')}`,
    );
    const copied = await carry([name], { DataErrorPolicy: 'LOG_ERROR' });
    expect(copied.tables.get(`${schema}.${name}`)).toMatchObject({
      rows: ROWS - taken.length,
      skipped: taken.length,
    });
    const file = copied.events.find((event) => event.type === 'rows.skipped')!.file;
    const keys = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { key: string }).key);
    expect(keys.toSorted()).toEqual(taken.map((id) => `id = ${id}`).toSorted());
    expect(file.startsWith(join(copied.errorFolder, '/'))).toBe(true);
    expect(await target.query(`SELECT COUNT(*) AS n FROM ${schema}.${name} WHERE name = 'mine'`)).toEqual([
      { n: String(taken.length) },
    ]);
  });
});
