/** The screen of a run on real runs, each in a process of its own: what is told, is done; what happens, is seen. */
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { passwordOnly } from '../../../../src/endpoints/contract.ts';
import { runVisit } from '../../../../src/tui/screens/run/run.ts';
import { behindSlowLine } from '../../../e2e/support/slow-line.ts';
import { type SavedWorld, savedWorld } from '../../../host/support/saved-world.ts';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../../../support/servers.ts';
import { openTerminal, type TestTerminal } from '../../../support/terminal/terminal.ts';

/** 20 MB over a line that needs some seconds for them: whoever looks, comes into the midst of it. */
const ROWS = 150_000;
const BYTES_PER_SECOND = 3_000_000;
/** A machine that runs other tests needs its time for these. */
const LONG_MS = 90_000;

let source: TestServer;
let target: TestServer;

beforeAll(async () => {
  source = await mariadb('a');
  target = await mariadb('b');
});

async function newWorld(rows: number, more: Parameters<typeof savedWorld>[3] = {}) {
  const schema = await freshSchema(source, 'live');
  dropAfterwards(target, schema);
  await source.query(`CREATE TABLE ${schema}.movies (id INT PRIMARY KEY, title VARCHAR(200) NOT NULL)`);
  await source.query(
    `INSERT INTO ${schema}.movies SELECT seq, REPEAT(SHA2(seq, 256), 2) FROM ${schema}.seq_1_to_${rows}`,
  );
  // Chunks are as large as the server says the table is; left alone it says so some seconds later.
  await source.query(`ANALYZE TABLE ${schema}.movies`);
  return {
    schema,
    world: await savedWorld(source, schema, await behindSlowLine(target, BYTES_PER_SECOND), more),
  };
}

function show(world: SavedWorld, knowsSecrets = true): TestTerminal {
  const secrets = { source: passwordOnly(source.password), target: passwordOnly(target.password) };
  const request = { stateFolder: world.state, taskId: world.task, secrets: knowsSecrets ? secrets : null };
  return openTerminal(runVisit(request), { stateFolder: world.state, columns: 100 });
}

/** Limits the rate by the key, so that there is time to look around. */
async function slowDown(terminal: TestTerminal): Promise<void> {
  await terminal.waitFor('full load', LONG_MS);
  await terminal.waitFor('rows/s');
  await terminal.press('r');
  await terminal.waitFor('At most, in MB/s');
  await terminal.type('0.4');
  await terminal.press('enter');
  await terminal.waitFor('at most 400 kB/s');
}

async function rowsOn(server: TestServer, schema: string): Promise<number> {
  const [row] = await server.query(`SELECT COUNT(*) AS n FROM ${schema}.movies`);
  return Number(row!.n);
}

describe('the screen of a real run', () => {
  test('turns the dials, stops with a checkpoint, and goes on from it', {
    timeout: LONG_MS * 2,
  }, async () => {
    const { schema, world } = await newWorld(ROWS);
    await world.start();
    const terminal = show(world);
    await slowDown(terminal);
    await terminal.press('-');
    await terminal.waitFor(/lanes 1 of \d/);
    await terminal.press('-');
    await terminal.waitFor(/This run has room for 1 to \d+ lanes/);
    await terminal.press('+');
    await terminal.waitFor(/lanes 2 of \d/);
    await terminal.press('p');
    await terminal.waitFor('⏸ Paused');
    expect(terminal.screen()).toContain('p go on');
    await terminal.press('p');
    await terminal.waitForNo('Paused');

    const second = show(world);
    await second.waitFor(/pid \d+ \(console\) since .* drives this run/);
    await second.press('p');
    await second.waitFor('Not done: pid');

    await terminal.press('s');
    await terminal.waitFor('Stop dees-copy?');
    await terminal.press('enter');
    await terminal.waitFor('⚠ Stopped', LONG_MS);
    await terminal.waitFor(/go on {3}.*task resume dees-copy/);
    await second.waitFor('⚠ Stopped');

    await terminal.press('R');
    await terminal.waitFor('✔ Done', LONG_MS);
    await terminal.waitFor(`First rows of ${schema}.movies on the target`);
    expect(await rowsOn(target, schema)).toBe(ROWS);
    await terminal.press('enter');
    await terminal.waitFor(/❯ +0 {2}done +the start +\d+/);
    expect(terminal.screen()).toMatch(/▓{2,}\n/);
  });

  test('says that the process was killed, asks for what it needs, and goes on', {
    timeout: LONG_MS * 2,
  }, async () => {
    const { schema, world } = await newWorld(ROWS);
    const { pid } = await world.start();
    const terminal = show(world, false);
    await slowDown(terminal);
    process.kill(pid, 'SIGKILL');
    await terminal.waitFor('✖ Its process is gone');
    await terminal.press('R');
    await terminal.waitFor(/password of .* at the source/i);
    await terminal.type(source.password ?? '');
    await terminal.press('enter');
    await terminal.waitFor(/password of .* at the target/i);
    await terminal.type(target.password ?? '');
    await terminal.press('enter');
    await terminal.waitFor('✔ Done', LONG_MS);
    expect(await rowsOn(target, schema)).toBe(ROWS);
  });

  test('says so when the process says nothing any more', { timeout: LONG_MS * 2 }, async () => {
    const { world } = await newWorld(ROWS);
    const { pid } = await world.start();
    const terminal = show(world);
    await slowDown(terminal);
    process.kill(pid, 'SIGSTOP');
    try {
      await terminal.waitFor(/No word from the process of the run \(pid \d+\) for \d+ seconds/);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await terminal.waitForNo('No word from the process');
  });

  test('asks before rows are removed, and shows both definitions and the rows', {
    timeout: LONG_MS * 2,
  }, async () => {
    const rows = 500;
    const { schema, world } = await newWorld(rows, {
      taskSettings: { FullLoadSettings: { TargetTablePrepMode: 'DROP_AND_CREATE' } },
    });
    await target.query(`CREATE SCHEMA ${schema}`);
    await target.query(`CREATE TABLE ${schema}.movies (id INT PRIMARY KEY)`);
    await target.query(`INSERT INTO ${schema}.movies VALUES (1), (2)`);
    await world.start();
    const terminal = show(world);
    await terminal.waitFor(`Type ${schema} to agree:`, LONG_MS);
    expect(terminal.screen()).toContain(`${schema}.movies  2 rows`);
    await wait(100);
    expect(await rowsOn(target, schema)).toBe(2);
    await terminal.type(schema);
    await terminal.press('enter');
    await terminal.waitFor('✔ Done', LONG_MS);
    expect(await rowsOn(target, schema)).toBe(rows);

    await terminal.press('enter');
    await terminal.waitFor(/Chunks 1 +Definition/);
    await terminal.waitFor(/❯ +0 {2}done +the start +the end +500/);
    await terminal.press('tab');
    await terminal.waitFor(`Target: ${schema}.movies`);
    expect(terminal.screen().match(/CREATE TABLE `movies`/g)).toHaveLength(2);
    await terminal.press('t');
    await terminal.waitFor(/row 1 of the first 100/);
    await terminal.press('escape', 'escape');
    await terminal.waitFor('✔ Done');

    await terminal.press('q');
    await terminal.waitFor('the newest');
    await terminal.press('/');
    await terminal.type('source select title movies');
    await terminal.waitFor(/❯ .*source +\d+ .*SELECT /);
    await terminal.press('escape', '/');
    await terminal.type('target load data');
    await terminal.waitFor(/❯ .*target +\d+ .* 500 +LOAD DATA/);
    await terminal.press('escape', 'escape');
    await terminal.waitFor('✔ Done');

    await terminal.press('v');
    await terminal.waitFor('v validate again', LONG_MS);
    await terminal.waitFor(/✔ Done.*load 0\.0 s/, LONG_MS);
  });
});
