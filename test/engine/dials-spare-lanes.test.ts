import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentForFiles, contentOfFolder } from '../e2e/support/csv-content.ts';
import { checksumTables } from '../support/checksum.ts';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';
import { type Copy, copy } from './copying.ts';
import { Turning } from './turning.ts';

const MB = 1_000_000;
const ROWS = 4_000;

let source: TestServer;
let target: TestServer;
let schema: string;

beforeAll(async () => {
  source = await mariadb('a');
  target = await mariadb('b');
  schema = await freshSchema(source, 'spare');
  dropAfterwards(target, schema);
  await source.query(`CREATE TABLE ${schema}.keyed (id INT PRIMARY KEY, note TEXT)`);
  await source.query(`CREATE TABLE ${schema}.keyless (id INT, note TEXT)`);
  for (const table of ['keyed', 'keyless']) {
    await source.query(
      `INSERT INTO ${schema}.${table} SELECT seq, REPEAT(MD5(seq), 30) FROM ${schema}.seq_1_to_${ROWS}`,
    );
    await source.query(`ANALYZE TABLE ${schema}.${table}`);
  }
});

const settings = { FullLoadSettings: { CommitRate: 200, TargetTablePrepMode: 'DROP_AND_CREATE' } };

function request(more: Partial<Copy> = {}): Copy {
  return { source, target, schema, lanes: 1, taskSettings: settings, ...more };
}

/** The server with a user of its own, which may have so many connections at a time. */
async function asUser(
  server: TestServer,
  most: number,
): Promise<TestServer & { connections(): Promise<number> }> {
  const user = `dials_${randomBytes(4).toString('hex')}`;
  await server.query(
    `GRANT ALL ON *.* TO '${user}'@'%' IDENTIFIED BY 'dials' WITH MAX_USER_CONNECTIONS ${most}`,
  );
  return {
    ...server,
    user,
    password: 'dials',
    url: (name) => server.url(name).replace(/\/\/[^@]*@/, `//${user}@`),
    async connections() {
      const [row] = await server.query(
        'SELECT COUNT(*) AS n FROM information_schema.processlist WHERE user = ?',
        [user],
      );
      return Number(row!.n);
    },
  };
}

const arrived = async () =>
  expect(await checksumTables(target, schema)).toEqual(await checksumTables(source, schema));

describe('spare lanes', () => {
  test('are opened only for a run that can be told to use them', async () => {
    const reader = await asUser(source, 50);
    const seen: number[] = [];
    const look = async () => seen.push(await reader.connections());
    const looking: Promise<unknown>[] = [];
    await copy(request({ source: reader, onEvent: ({ type }) => type === 'plan' && looking.push(look()) }));
    await Promise.all(looking);
    // Its own session, one lane and the one that plans.
    expect(seen).toEqual([3]);
    const run = new Turning(request({ source: reader }), 6, (dials) => dials.setRate(MB));
    await run.until((now) => now.rows > 0);
    expect(await reader.connections()).toBe(8);
    run.dials.setRate(null);
    expect((await run.done).outcome).toBe('done');
  });

  test('are as many as the source lets in, with room left to end a statement', async () => {
    const reader = await asUser(source, 8);
    const run = new Turning(request({ source: reader }), 8, (dials) => dials.setRate(MB));
    await run.until((now) => now.rows > 0);
    expect(run.told[0]!.most).toBeGreaterThanOrEqual(1);
    expect(run.told[0]!.most).toBeLessThan(6);
    expect(await reader.connections()).toBeLessThan(8);
    run.dials.setRate(null);
    expect((await run.done).outcome).toBe('done');
    await arrived();
  });

  test('that the target does not let in stay away, and the run goes on without them', async () => {
    const writer = await asUser(target, 4);
    const run = new Turning(request({ target: writer }), 6, (dials) => dials.setRate(MB));
    await run.until((now) => now.rows > 0);
    run.dials.setLanes(6);
    await eventually(() => expect(run.dials.most).toBeLessThan(6));
    run.dials.setRate(null);
    const { outcome, issues } = await run.done;
    expect(outcome).toBe('done');
    expect(issues.map(({ subject, detail }) => `${subject}: ${detail}`)).toContainEqual(
      expect.stringMatching(
        /^lanes: No more than \d lanes: the target lets no further one in \(.*max_user_connections/,
      ),
    );
    await arrived();
  });
});

describe('a table without a key', () => {
  const rowsThere = async () =>
    Number((await target.query(`SELECT COUNT(*) AS n FROM ${schema}.keyless`))[0]!.n);

  test('pauses in its midst, with all that was read made safe', async () => {
    const rules = [{ ...rule('keyless') }];
    const run = new Turning(request({ rules, taskSettings: settings }), 2, (dials) => dials.setRate(MB));
    await run.until((now) => now.rows > 100);
    run.dials.setPaused(true);
    const rows = await eventually(async () => {
      const there = await rowsThere();
      expect(run.progress.at(-1)).toMatchObject({ paused: true, rows: there });
      expect(there).toBeGreaterThan(0);
      return there;
    });
    await pause(1_000);
    expect(await rowsThere()).toBe(rows);
    expect(rows).toBeLessThan(ROWS);
    run.dials.setRate(null);
    run.dials.setPaused(false);
    expect((await run.done).outcome).toBe('done');
    expect((await checksumTables(target, schema)).keyless).toEqual(
      (await checksumTables(source, schema)).keyless,
    );
  });

  function rule(table: string): object {
    return {
      'rule-type': 'selection',
      'rule-id': '1',
      'rule-name': '1',
      'rule-action': 'include',
      'object-locator': { 'schema-name': schema, 'table-name': table },
    };
  }
});

test('lanes come and go, and pauses too, on the way to files', async () => {
  const folder = join(temporaryFolder(), 'out');
  mkdirSync(folder);
  const run = new Turning(
    request({ target: `file://${folder}`, taskSettings: { FullLoadSettings: { CommitRate: 200 } } }),
    4,
    (dials) => dials.setRate(2 * MB),
  );
  await run.until((now) => now.rows > 0);
  run.dials.setLanes(4);
  await run.until((now) => now.tables.some((table) => table.chunksRunning > 1));
  run.dials.setPaused(true);
  const first = await run.until((now) => now.paused);
  await pause(700);
  const held = run.progress.at(-1)!.rows;
  await pause(700);
  expect(run.progress.at(-1)!.rows).toBe(held);
  expect(held).toBeGreaterThanOrEqual(first.rows);
  run.dials.setLanes(2);
  run.dials.setRate(null);
  run.dials.setPaused(false);
  expect((await run.done).outcome).toBe('done');
  expect(await contentOfFolder(join(folder, schema), ['keyed', 'keyless'])).toEqual(
    await contentForFiles(source, schema),
  );
});
