/** Files, rules and addresses that ask for what cannot be: said before anything moves, with what to do. */
import { beforeAll, describe, expect, test } from 'vitest';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { CommandLine, end } from './support/command-line.ts';

let source: TestServer;
let target: TestServer;
let schema: string;
let line: CommandLine;
let before: unknown;

beforeAll(async () => {
  source = await mariadb('a');
  target = await mariadb('b');
  schema = await freshSchema(source, 'documents');
  dropAfterwards(target, schema);
  await source.query(`CREATE TABLE ${schema}.orders (id INT PRIMARY KEY, name VARCHAR(20), note MEDIUMTEXT)`);
  await source.query(`INSERT INTO ${schema}.orders VALUES (1, 'one', 'x'), (2, 'two', NULL)`);
  await source.query(`CREATE TABLE ${schema}.orders_old (id INT PRIMARY KEY)`);
  await source.query(`CREATE TABLE ${schema}.blobs (b LONGBLOB)`);
  await target.query(`CREATE SCHEMA ${schema}`);
  await target.query(`CREATE TABLE ${schema}.standing (id INT PRIMARY KEY)`);
  await target.query(`INSERT INTO ${schema}.standing VALUES (7)`);
  line = new CommandLine();
  before = await line.stateOf(target, schema);
});

const selection = (more: object = {}) => ({
  'rule-type': 'selection',
  'rule-id': '1',
  'rule-name': 'one',
  'rule-action': 'include',
  'object-locator': { 'schema-name': schema, 'table-name': 'orders' },
  ...more,
});

const rename = (id: number, table: string, value: string) => ({
  'rule-type': 'transformation',
  'rule-id': id,
  'rule-name': `rename ${id}`,
  'rule-target': 'table',
  'rule-action': 'rename',
  'object-locator': { 'schema-name': schema, 'table-name': table },
  value,
});

function task(more: object = {}): object {
  return {
    task: 'bad-input',
    source: { url: source.url() },
    target: { url: target.url() },
    tableMappings: { rules: [selection()] },
    taskSettings: { ControlTablesSettings: { ControlSchema: line.controlSchema } },
    ...more,
  };
}

async function expectRefused(document: unknown, code: number, words: readonly RegExp[]): Promise<void> {
  const file = line.file('task.json', document);
  const said = await line.run(['run', file, '--plain'], end(source), end(target));
  for (const pattern of words) expect(said.err).toMatch(pattern);
  expect(said.code).toBe(code);
  expect(await line.stateOf(target, schema)).toEqual(before);
}

describe('a task file', () => {
  test('that is no JSON names the line and what was expected there', async () => {
    await expectRefused('{\n  "task": "x",\n  "source": {,}\n}', 2, [/task\.json/, /line 3/i]);
  });

  test('with a wrong value names its path and what was allowed', async () => {
    await expectRefused(task({ taskSettings: { FullLoadSettings: { TargetTablePrepMode: 'DROP' } } }), 2, [
      /task\.json: taskSettings\.FullLoadSettings\.TargetTablePrepMode is "DROP"/,
      /Next: Allowed there: DO_NOTHING, DROP_AND_CREATE, TRUNCATE_BEFORE_LOAD\./,
    ]);
  });

  test('with several mistakes names them all at once', async () => {
    await expectRefused(task({ sorce: {}, taskSetings: {} }), 2, [
      /task\.json has 2 problems\./,
      /sorce unknown key; did you mean "source"\?/,
      /taskSetings unknown key; did you mean "taskSettings"\?/,
    ]);
  });

  test('with a rule action nobody knows names the rule and the actions there are', async () => {
    await expectRefused(task({ tableMappings: { rules: [selection({ 'rule-action': 'inclusive' })] } }), 2, [
      /tableMappings\.rules\[0\]\.rule-action is "inclusive"/,
      /include, exclude, explicit/,
    ]);
  });

  test('that is not there says so', async () => {
    const said = await line.run(['run', `${line.home}/nowhere.json`, '--plain']);
    expect(said.err).toMatch(/nowhere\.json: there is no such file/);
    expect(said.code).toBe(2);
  });

  test('with a rule that is not carried out fails with --strict, and names it', async () => {
    const masking = { ...rename(2, 'orders', 'x'), 'rule-action': 'define-primary-key' };
    const file = line.file('task.json', task({ tableMappings: { rules: [selection(), masking] } }));
    const said = await line.run(['run', file, '--plain', '--strict'], end(source), end(target));
    expect(said.err).toMatch(/Not everything the task asks for can be carried out/);
    expect(said.err).toMatch(/define-primary-key/);
    expect(said.code).toBe(2);
    expect(await line.stateOf(target, schema)).toEqual(before);
  });
});

describe('rules', () => {
  test('that match no table name the pattern and tables with similar names', async () => {
    const said = await line.copy(end(source), end(target), '--include', `${schema}.order`);
    expect(said.err).toMatch(new RegExp(`No table of the source matches include ${schema}\\.order\\.`));
    expect(said.err).toMatch(/There are tables with similar names: .*orders/);
    expect(said.err).toMatch(/Next: Check the spelling/);
    expect(said.code).toBe(2);
    expect(await line.stateOf(target, schema)).toEqual(before);
  });

  test('that send two tables to one target are refused with both names', async () => {
    const rules = [selection({ 'object-locator': { 'schema-name': schema, 'table-name': 'orders%' } })];
    await expectRefused(
      task({ tableMappings: { rules: [...rules, rename(2, 'orders', 'orders_old')] } }),
      2,
      [
        new RegExp(
          `${schema}\\.orders and ${schema}\\.orders_old would all go to the target table ${schema}\\.orders_old`,
        ),
        /Next: Exclude all but one of them/,
      ],
    );
  });

  test('that send a table onto itself are refused, however the server is spelled', async () => {
    const state = await line.stateOf(source, schema);
    for (const url of [source.url(), source.url().replace('127.0.0.1', 'localhost')]) {
      const said = await line.copy(
        end(source),
        { url, password: source.password },
        '--include',
        `${schema}.%`,
        '--prep',
        'drop-and-create',
        '--yes',
      );
      expect(said.err).toMatch(/would be copied onto itself: source and target are the same server/);
      expect(said.err).toMatch(/Next: Name another schema/);
      expect(said.code).toBe(2);
    }
    expect(await line.stateOf(source, schema)).toEqual(state);
  });

  test('that leave a table without a column are refused', async () => {
    const remove = { ...rename(2, 'orders', ''), 'rule-target': 'column', 'rule-action': 'remove-column' };
    const locator = { 'schema-name': schema, 'table-name': 'orders', 'column-name': '%' };
    await expectRefused(
      task({ tableMappings: { rules: [selection(), { ...remove, 'object-locator': locator }] } }),
      2,
      [
        new RegExp(`No column of ${schema}\\.orders is left to copy`),
        /Next: Exclude the table, or keep at least one column/,
      ],
    );
  });

  test('and a LOB mode that together leave no column are refused too', async () => {
    const locator = { 'schema-name': schema, 'table-name': 'blobs' };
    const taskSettings = {
      TargetMetadata: { SupportLobs: false },
      ControlTablesSettings: { ControlSchema: line.controlSchema },
    };
    await expectRefused(
      task({ taskSettings, tableMappings: { rules: [selection({ 'object-locator': locator })] } }),
      2,
      [new RegExp(`No column of ${schema}\\.blobs is left to copy`)],
    );
  });

  test('with a filter on a column that is not there name the columns there are', async () => {
    const condition = { 'filter-operator': 'eq', value: '1' };
    const filters = [{ 'filter-type': 'source', 'column-name': 'nmae', 'filter-conditions': [condition] }];
    await expectRefused(task({ tableMappings: { rules: [selection({ filters })] } }), 2, [
      new RegExp(`A rule names the column nmae of ${schema}\\.orders, which does not exist`),
      /Its columns are: id, name, note/,
    ]);
  });

  test('that make a name no server takes say how long it may be', async () => {
    await expectRefused(
      task({ tableMappings: { rules: [selection(), rename(2, 'orders', 'x'.repeat(65))] } }),
      1,
      [/has 65 characters; a name may have 64/],
    );
  });
});
