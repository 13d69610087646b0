/** Table mappings, carried out: what they choose, filter, rename and leave out is what stands on the target. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { pathPart } from '../../src/endpoints/files/layout.ts';
import { describeProducts, dropAfterwards, freshSchema, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { copy, selection, transformation } from './copying.ts';

const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``;

/** Every character that means something to a shell, a path, a pattern, SQL, JSON or a terminal. */
const NAMES = [
  'back`tick',
  'quo\'te "double"',
  'new\nline',
  'do.t',
  '☺',
  '한글 테이블',
  'per%cent_',
  'a\\b',
  'tab\there',
  '[x]',
  '{}',
  ';--',
  'SELECT',
];

describeProducts('table mappings', (server) => {
  let source: TestServer;
  let target: TestServer;
  beforeAll(async () => {
    source = await server('a');
    target = await server('b');
  });

  async function tablesOf(where: TestServer, schema: string): Promise<string[]> {
    const rows = await where.query(
      "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'",
      [schema],
    );
    return rows.map((row) => row.name as string).toSorted();
  }

  async function columnsOf(where: TestServer, schema: string, table: string): Promise<string[]> {
    const rows = await where.query(
      'SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION',
      [schema, table],
    );
    return rows.map((row) => row.name as string);
  }

  /** A schema of that name on the source; it and its namesake on the target go with the test file. */
  async function named(schema: string, alsoOnTarget = schema): Promise<string> {
    await source.query(`DROP SCHEMA IF EXISTS ${quoted(schema)}`);
    await source.query(`CREATE SCHEMA ${quoted(schema)} CHARACTER SET utf8mb4`);
    dropAfterwards(source, schema);
    dropAfterwards(target, alsoOnTarget);
    return schema;
  }

  describe('with names of every kind', () => {
    const schema = `sch\`ema'".\n☺ 한글`;
    const values = ["it's", 'b`t', 'a.b', '한글☺', 'x\ny'];
    beforeAll(async () => {
      await named(schema);
      const columns = NAMES.map((name) => `${quoted(name)} VARCHAR(20)`);
      for (const name of NAMES) {
        const table = `${quoted(schema)}.${quoted(name)}`;
        await source.query(
          `CREATE TABLE ${table} (${quoted(`id ${name}`)} INT, ${columns.join(', ')}, PRIMARY KEY (${quoted(`id ${name}`)}, ${quoted(NAMES[0]!)}),
            KEY ${quoted(`by ${name}`)} (${quoted(name)}))`,
        );
        const rows = values.map((value, at) => [at, ...NAMES.map((column) => `${value} ${column.length}`)]);
        await source.query(`INSERT INTO ${table} VALUES ?`, [rows]);
      }
    });

    test('all arrive on a server', async () => {
      const taskSettings = { FullLoadSettings: { CommitRate: 2 } };
      const copied = await copy({ source, target, rules: [selection('sch`%', '%')], taskSettings });
      expect(copied.errors.slice(0, 1)).toEqual([]);
      expect(copied).toMatchObject({ outcome: 'done', error: null });
      expect(await tablesOf(target, schema)).toEqual([...NAMES].toSorted());
      for (const name of NAMES) {
        const sql = `SELECT * FROM ${quoted(schema)}.${quoted(name)} ORDER BY 1`;
        expect(await target.query(sql)).toEqual(await source.query(sql));
        expect(await target.query(sql)).toHaveLength(values.length);
      }
    });

    test('all arrive in a folder', async () => {
      const folder = temporaryFolder();
      const copied = await copy({
        source,
        target: `file://${folder}`,
        rules: [selection('sch`%', '%')],
        targetSettings: { AddColumnName: true },
      });
      expect(copied.errors.slice(0, 1)).toEqual([]);
      expect(copied).toMatchObject({ outcome: 'done', error: null });
      const inside = join(folder, pathPart(schema));
      expect(readdirSync(inside).toSorted()).toEqual(NAMES.map(pathPart).toSorted());
      for (const name of NAMES) {
        const text = readFileSync(join(inside, pathPart(name), 'LOAD00000001.csv'), 'utf8');
        expect(text).toContain(NAMES[1]!.replaceAll('"', '""'));
        expect(text).toContain('한글☺');
      }
    });
  });

  describe('with filters', () => {
    let schema: string;
    beforeAll(async () => {
      schema = await freshSchema(source, 'filters');
      dropAfterwards(target, schema);
      await source.query(
        `CREATE TABLE ${schema}.t (id INT PRIMARY KEY, n BIGINT UNSIGNED, d DATE, s VARCHAR(20), x DOUBLE, e ENUM('one','two'))`,
      );
      const rows = Array.from({ length: 40 }, (_, at) => [
        at,
        at % 10 === 0 ? null : `184467440737095516${String(at % 16).padStart(2, '0')}`,
        `2020-01-${String((at % 28) + 1).padStart(2, '0')}`,
        at % 7 === 0 ? null : `it's ${at % 5}`,
        at / 8,
        at % 2 === 0 ? 'one' : 'two',
      ]);
      await source.query(`INSERT INTO ${schema}.t VALUES ?`, [rows]);
    });

    const condition = (operator: string, more: object = {}) => ({ 'filter-operator': operator, ...more });

    test.each([
      ['ste', 'id', [condition('ste', { value: '7' })], 'id <= 7'],
      ['lte', 'd', [condition('lte', { value: '2020-01-05' })], "d <= '2020-01-05'"],
      ['gte', 'n', [condition('gte', { value: '18446744073709551614' })], 'n >= 18446744073709551614'],
      ['eq', 's', [condition('eq', { value: "it's 3" })], "s = 'it''s 3'"],
      ['eq', 'n', [condition('eq', { value: '18446744073709551613' })], 'n = 18446744073709551613'],
      ['noteq', 'e', [condition('noteq', { value: 'one' })], "e <> 'one'"],
      [
        'between',
        'x',
        [condition('between', { 'start-value': '1.125', 'end-value': '2' })],
        'x BETWEEN 1.125 AND 2',
      ],
      [
        'notbetween',
        'id',
        [condition('notbetween', { 'start-value': '5', 'end-value': '35' })],
        'id NOT BETWEEN 5 AND 35',
      ],
      ['null', 's', [condition('null')], 's IS NULL'],
      ['notnull', 'n', [condition('notnull')], 'n IS NOT NULL'],
      [
        'two of one column',
        'id',
        [condition('eq', { value: '3' }), condition('gte', { value: '38' })],
        'id = 3 OR id >= 38',
      ],
    ] as const)('%s moves the rows it means, on the column %s', async (_, column, conditions, where) => {
      const filters = [
        { 'filter-type': 'source', 'column-name': column.toUpperCase(), 'filter-conditions': conditions },
      ];
      const copied = await copy({
        source,
        target,
        rules: [selection(schema, 't', { filters })],
        taskSettings: { FullLoadSettings: { TargetTablePrepMode: 'DROP_AND_CREATE', CommitRate: 5 } },
      });
      expect(copied).toMatchObject({ outcome: 'done', errors: [] });
      const expected = await source.query(`SELECT * FROM ${schema}.t WHERE ${where} ORDER BY id`);
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.length).toBeLessThan(40);
      expect(await target.query(`SELECT * FROM ${schema}.t ORDER BY id`)).toEqual(expected);
    });
  });

  test('choose tables by include, exclude and explicit rules', async () => {
    const schema = await freshSchema(source, 'chosen');
    dropAfterwards(target, schema);
    for (const name of ['orders', 'orders_old', 'ordersXold', 'customers', 'tmp_1']) {
      await source.query(`CREATE TABLE ${schema}.${name} (id INT PRIMARY KEY)`);
    }
    const copied = await copy({
      source,
      target,
      rules: [
        selection(schema, 'order%'),
        selection(schema, 'orders[_]old', { 'rule-action': 'exclude' }),
        selection(schema, 'customers', { 'rule-action': 'explicit' }),
      ],
    });
    expect(copied).toMatchObject({ outcome: 'done', errors: [] });
    expect(await tablesOf(target, schema)).toEqual(['customers', 'orders', 'ordersXold']);
  });

  test('rename schemas, tables and columns, keys and all, and leave columns out', async () => {
    const schema = await freshSchema(source, 'renamed');
    const other = `x_${schema}`.toUpperCase();
    dropAfterwards(target, other);
    await source.query(
      `CREATE TABLE ${schema}.old_orders (a INT, b VARCHAR(10), payload TEXT, secret INT, PRIMARY KEY (a, b), KEY by_payload (payload(5)))`,
    );
    await source.query(`INSERT INTO ${schema}.old_orders VALUES ?`, [
      Array.from({ length: 30 }, (_, at) => [at % 3, `b${at}`, `text ${at}`, 42]),
    ]);
    const table = [schema, 'old[_]orders'] as const;
    const copied = await copy({
      source,
      target,
      rules: [
        selection(schema, '%'),
        transformation('schema', 'rename', [schema], { value: other }),
        transformation('table', 'replace-prefix', table, { value: 'new_', 'old-value': 'old_' }),
        transformation('column', 'rename', [...table, 'a'], { value: 'first part' }),
        transformation('column', 'convert-uppercase', [...table, 'b']),
        transformation('column', 'add-suffix', [...table, 'payload'], { value: '_한글' }),
        transformation('column', 'remove-column', [...table, 'secret']),
      ],
      taskSettings: { FullLoadSettings: { CommitRate: 4 } },
    });
    expect(copied.errors).toEqual([]);
    expect(copied.outcome).toBe('done');
    expect(await columnsOf(target, other, 'new_orders')).toEqual(['first part', 'B', 'payload_한글']);
    const select = (columns: string, place: string) => `SELECT ${columns} FROM ${place} ORDER BY 1, 2`;
    expect(
      await target.query(select('`first part` AS a, B AS b, `payload_한글` AS p', `${other}.new_orders`)),
    ).toEqual(await source.query(select('a, b, payload AS p', `${schema}.old_orders`)));
    const keys = await target.query(
      'SELECT INDEX_NAME AS name, COLUMN_NAME AS col FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? ORDER BY 1, SEQ_IN_INDEX',
      [other],
    );
    expect(keys).toEqual([
      { name: 'by_payload', col: 'payload_한글' },
      { name: 'PRIMARY', col: 'first part' },
      { name: 'PRIMARY', col: 'B' },
    ]);
  });

  test('keep only included columns; a table without its key arrives whole all the same', async () => {
    const schema = await freshSchema(source, 'included');
    dropAfterwards(target, schema);
    await source.query(`CREATE TABLE ${schema}.kept (id INT PRIMARY KEY, a INT, b INT, c INT)`);
    await source.query(`CREATE TABLE ${schema}.unkeyed (id INT PRIMARY KEY, a INT)`);
    const rows = Array.from({ length: 25 }, (_, at) => [at, at % 3, at % 4, at % 5]);
    await source.query(`INSERT INTO ${schema}.kept VALUES ?`, [rows]);
    await source.query(`INSERT INTO ${schema}.unkeyed VALUES ?`, [rows.map(([id, a]) => [id, a])]);
    const copied = await copy({
      source,
      target,
      rules: [
        selection(schema, '%'),
        transformation('column', 'include-column', [schema, 'kept', 'id']),
        transformation('column', 'include-column', [schema, 'kept', 'c']),
        transformation('column', 'remove-column', [schema, 'unkeyed', 'id']),
      ],
      taskSettings: { FullLoadSettings: { CommitRate: 10 } },
    });
    expect(copied.errors).toEqual([]);
    expect(copied.outcome).toBe('done');
    expect(await columnsOf(target, schema, 'kept')).toEqual(['id', 'c']);
    expect(await target.query(`SELECT id, c FROM ${schema}.kept ORDER BY id`)).toEqual(
      await source.query(`SELECT id, c FROM ${schema}.kept ORDER BY id`),
    );
    const counts = 'SELECT a, COUNT(*) AS n FROM %s.unkeyed GROUP BY a ORDER BY a'.replace('%s', schema);
    expect(await target.query(counts)).toEqual(await source.query(counts));
  });

  test('load views as tables, with the rows the views show', async () => {
    const schema = await freshSchema(source, 'views');
    dropAfterwards(target, schema);
    await source.query(`CREATE TABLE ${schema}.t (id INT PRIMARY KEY, name VARCHAR(20), f FLOAT)`);
    await source.query(`INSERT INTO ${schema}.t VALUES (1, 'one', 0.1), (2, NULL, 2), (3, '셋', 1e-30)`);
    await source.query(
      `CREATE VIEW ${schema}.v AS SELECT id, UPPER(name) AS name, f, id * 1.5 AS more FROM ${schema}.t`,
    );
    const locator = { 'schema-name': schema, 'table-name': '%', 'table-type': 'all' };
    const copied = await copy({
      source,
      target,
      rules: [selection(schema, '%', { 'object-locator': locator })],
    });
    expect(copied.errors).toEqual([]);
    expect(copied.outcome).toBe('done');
    expect(await tablesOf(target, schema)).toEqual(['t', 'v']);
    const sql = `SELECT id, name, f + 0e0 AS f, more FROM ${schema}.v ORDER BY id`;
    expect(await target.query(sql)).toEqual(await source.query(sql));
  });
});
