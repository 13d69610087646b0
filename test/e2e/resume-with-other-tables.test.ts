/** A task whose tables became more or fewer between a stop and the next run. */
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { expectProved, passwords, taskDocument } from './support/haul.ts';
import { failure, TaskOnDisk } from './support/product.ts';

const ROWS = 40_000;

let source: TestServer;
let target: TestServer;

beforeAll(async () => {
  [source, target] = await Promise.all([mariadb('a'), mariadb('b')]);
});

/** Killed with some chunks of `big` done and its table half full. */
async function killedHalfWay(): Promise<{ task: TaskOnDisk; schema: string; to: string }> {
  const schema = await freshSchema(source, 'more');
  const to = `${schema}_arrived`;
  const control = `${schema}_control`;
  for (const name of [to, control]) dropAfterwards(target, name);
  await source.query(`CREATE TABLE ${schema}.big (id INT PRIMARY KEY, word VARCHAR(40), KEY (word))`);
  await source.query(`INSERT INTO ${schema}.big SELECT seq, MD5(seq) FROM ${schema}.seq_1_to_${ROWS}`);
  const document = taskDocument(source, { schema }, target.url(), {
    TargetMetadata: { TargetSchema: to },
    ControlTablesSettings: { ControlSchema: control },
  });
  const task = new TaskOnDisk(document, passwords(source, target));
  await task.runIntoTrap('before-commit:2');
  return { task, schema, to };
}

async function rowsOf(table: string): Promise<number> {
  const [row] = await target.query(`SELECT COUNT(*) AS n FROM ${table}`);
  return Number(row!.n);
}

test('a table that is new since the stop comes along when the task goes on', async () => {
  const { task, schema, to } = await killedHalfWay();
  await source.query(`CREATE TABLE ${schema}.late (id INT PRIMARY KEY) AS SELECT 1 AS id UNION SELECT 2`);
  expectProved(await task.resume());
  expect([await rowsOf(`${to}.big`), await rowsOf(`${to}.late`)]).toEqual([ROWS, 2]);
});

test('a table that was left half done keeps no other table of the task from being copied', async () => {
  const { task, schema, to } = await killedHalfWay();
  await source.query(`CREATE TABLE ${schema}.other (id INT PRIMARY KEY) AS SELECT 1 AS id`);
  const text = readFileSync(task.file, 'utf8');
  writeFileSync(task.file, text.replace('"table-name": "%"', '"table-name": "other"'));
  expectProved(await task.run());
  expect(await rowsOf(`${to}.other`)).toBe(1);
  // Back in the task it is not loaded once more into what is there.
  writeFileSync(task.file, text);
  const again = await task.run();
  expect([again.code, failure(again)]).toEqual([1, 'resume.needed']);
});
