import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { passwordOnly } from '../../src/endpoints/contract.ts';
import { readStatements } from '../../src/host/read-statements.ts';
import { runInstance } from '../../src/host/run-instance.ts';
import { StatementLog } from '../../src/host/statement-log.ts';
import { parseTask } from '../../src/model/task-parser.ts';
import { selection } from '../engine/copying.ts';
import { freshStore } from '../support/s3.ts';
import {
  describeProducts,
  dropAfterwards,
  freshSchema,
  mariadb,
  type TestServer,
} from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NONE = { source: passwordOnly(null), target: passwordOnly(null) };

async function run(source: TestServer, schema: string, target: TestServer | string, more: object = {}) {
  const isServer = typeof target !== 'string';
  const document = {
    task: 'statements',
    source: { url: source.url() },
    target: { url: isServer ? target.url() : target },
    tableMappings: { rules: [selection(schema, '%')] },
    local: { lanes: 2 },
    ...more,
  };
  const result = await runInstance({
    task: parseTask(document, 'task.json').task,
    mode: 'start',
    strict: false,
    confirm: async () => true,
    secrets: {
      source: passwordOnly(source.password),
      target: passwordOnly(isServer ? target.password : null),
    },
    stateFolder: temporaryFolder(),
    instance: null,
    resumeCommand: null,
    describe: () => '',
    onEvent: () => {},
    signal: new AbortController().signal,
  });
  expect(result.outcome).toBe('done');
  return result.folder;
}

describeProducts('the statements of a run', (server) => {
  let source: TestServer;
  let target: TestServer;
  let schema: string;

  beforeAll(async () => {
    [source, target] = [await server('a'), await server('b')];
    schema = await freshSchema(source, 'statements');
    dropAfterwards(target, schema);
    await source.query(
      `CREATE TABLE ${schema}.words (id INT PRIMARY KEY, word VARCHAR(40), KEY by_word (word))`,
    );
    await source.query(
      `INSERT INTO ${schema}.words VALUES ${Array.from({ length: 500 }, (_, id) => `(${id}, 'needle ${id}')`).join()}`,
    );
  });

  const settings = (more: object = {}) => {
    const control = `${schema}_control`;
    dropAfterwards(target, control);
    return {
      taskSettings: {
        ControlTablesSettings: { ControlSchema: control },
        FullLoadSettings: { TargetTablePrepMode: 'DROP_AND_CREATE' },
        ...more,
      },
    };
  };

  test('are kept in its folder with side, connection, time and rows, and hold no row', async () => {
    const folder = await run(source, schema, target, settings());
    const all = readStatements(folder, 10_000);
    const one = (side: string, start: RegExp) =>
      all.find((line) => line.side === side && start.test(line.text));
    expect(one('source', /^SELECT `id`, (?!.*LIMIT 0$)/s)).toMatchObject({ rows: 500, error: null });
    expect(one('source', /^START TRANSACTION WITH CONSISTENT SNAPSHOT/)).toBeDefined();
    expect(one('target', /^CREATE TABLE/)).toBeDefined();
    expect(one('target', /^LOAD DATA LOCAL INFILE/)).toMatchObject({ rows: 500, error: null });
    expect(one('target', /^ALTER TABLE .*by_word/s)).toBeDefined();
    expect(one('target', /^COMMIT$/)).toBeDefined();
    expect(all.every(({ ms, connection }) => ms !== null && ms >= 0 && connection! > 0)).toBe(true);
    expect(
      new Set(all.filter(({ side }) => side === 'source').map(({ connection }) => connection)).size,
    ).toBeGreaterThan(2);
    expect(all.map(({ id }) => id)).toEqual(all.map((_, index) => index));
    const file = join(folder, 'statements.jsonl');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain('needle');
  });
});

test('rows that go by INSERT are not in them either', async () => {
  const [source, target] = [await mariadb('a'), await mariadb('b')];
  const schema = await freshSchema(source, 'statements');
  dropAfterwards(target, schema);
  await source.query(`CREATE TABLE ${schema}.words (id INT PRIMARY KEY, word VARCHAR(40))`);
  await source.query(`INSERT INTO ${schema}.words VALUES (1, 'needle'), (2, 'needle 2')`);
  const there = await freshSchema(target, 'statements');
  await target.query(`CREATE TABLE ${there}.words (id INT PRIMARY KEY, word VARCHAR(40), CHECK (id <> 2))`);
  const control = `${there}_control`;
  dropAfterwards(target, control);
  const folder = await run(source, schema, target, {
    taskSettings: {
      TargetMetadata: { TargetSchema: there },
      ControlTablesSettings: { ControlSchema: control },
      FullLoadSettings: { TargetTablePrepMode: 'DO_NOTHING' },
      ErrorBehavior: { DataErrorPolicy: 'IGNORE_RECORD' },
      ValidationSettings: { EnableValidation: false },
    },
  });
  const inserts = readStatements(folder, 10_000).filter(({ text }) =>
    text.startsWith(`INSERT INTO \`${there}\``),
  );
  expect(inserts.map(({ text, rows }) => [text.replace(/^.*VALUES /, ''), rows])).toContainEqual([
    '(…) of 2 rows',
    null,
  ]);
  expect(inserts.some(({ error }) => error !== null)).toBe(true);
  expect(readFileSync(join(folder, 'statements.jsonl'), 'utf8')).not.toContain("'needle");
});

test('requests to a bucket are among them, by name and place', async () => {
  const source = await mariadb('a');
  const schema = await freshSchema(source, 'statements');
  await source.query(`CREATE TABLE ${schema}.words (id INT PRIMARY KEY, word VARCHAR(40))`);
  await source.query(`INSERT INTO ${schema}.words VALUES (1, 'needle')`);
  const store = await freshStore();
  process.env.AWS_ACCESS_KEY_ID = store.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = store.secretAccessKey;
  const folder = await run(source, schema, store.url('statements'));
  const requests = readStatements(folder, 10_000).filter(({ side }) => side === 'target');
  expect(requests.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(
      /^PutObject \S+\/statements\/.*LOAD00000001\.csv$|^CompleteMultipartUpload .*LOAD00000001\.csv$/,
    ),
  );
  expect(requests.every(({ connection, rows }) => connection === null && rows === null)).toBe(true);
  const written = readFileSync(join(folder, 'statements.jsonl'), 'utf8');
  expect(written).not.toContain('needle');
  expect(written).not.toContain(store.secretAccessKey);
});

describe('a log of statements', () => {
  test('keeps some megabytes of the newest, and no more', () => {
    const folder = temporaryFolder();
    const log = new StatementLog(folder, NONE);
    const told = log.of('target');
    const many = 20_000;
    for (let count = 0; count < many; count++) {
      told({ connection: 1, text: `SELECT ${count}, '${'x'.repeat(900)}'` })({ rows: 1, error: null });
      // As it does by itself four times a second.
      if (count % 1_000 === 0) log.flush();
    }
    log.close();
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(bytes).toBeLessThan(10 * 1024 * 1024);
    expect(bytes).toBeGreaterThan(3 * 1024 * 1024);
    const newest = readStatements(folder, 50);
    expect(newest).toHaveLength(50);
    expect(newest.at(-1)!.text).toMatch(new RegExp(`^SELECT ${many - 1},`));
  });

  test('tells of a long statement while it runs, and of its end', async () => {
    const folder = temporaryFolder();
    const log = new StatementLog(folder, NONE);
    const ends = log.of('target')({ connection: 7, text: 'ALTER TABLE t ADD KEY (a)' });
    await pause(1_500);
    expect(readStatements(folder, 10)).toMatchObject([
      { id: 0, text: 'ALTER TABLE t ADD KEY (a)', ms: null },
    ]);
    ends({ rows: 0, error: null });
    log.close();
    expect(readStatements(folder, 10)).toMatchObject([{ id: 0, ms: expect.any(Number) as number }]);
  });

  test('hides the passwords of both sides and of URLs, and cuts what is very long', () => {
    const folder = temporaryFolder();
    const secrets = {
      source: passwordOnly('correct-horse'),
      target: { password: 'x', bastion: 'battery"staple' },
    };
    const log = new StatementLog(folder, secrets);
    const told = log.of('source');
    told({
      connection: 1,
      text: "CREATE TABLE f (x INT) ENGINE=FEDERATED CONNECTION='mysql://u:hidden@h/d/f'",
    })({
      rows: null,
      error: "access denied for 'correct-horse'",
    });
    told({ connection: 1, text: `SELECT 'battery"staple', '${'y'.repeat(100_000)}'` })({
      rows: 1,
      error: null,
    });
    log.close();
    const written = readFileSync(join(folder, 'statements.jsonl'), 'utf8');
    for (const secret of ['hidden', 'correct-horse', 'staple']) expect(written).not.toContain(secret);
    expect(written.length).toBeLessThan(10_000);
    // A password of one letter would make every text unreadable.
    expect(written).toContain('x INT');
    expect(existsSync(join(folder, 'statements.1.jsonl'))).toBe(false);
  });
});
