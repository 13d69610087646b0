import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { readTaskStates } from '../../src/host/task-state.ts';
import { checksumTables } from '../support/checksum.ts';
import { eventually } from '../support/waiting.ts';
import { type Ground, makeGround, ROWS, slowWorld } from './support/slow-world.ts';

let ground: Ground;

beforeAll(async () => {
  ground = await makeGround();
});

test('one client drives, others watch and are told who drives; who asks when nobody does is the next', async () => {
  const world = await slowWorld(ground);
  await world.start();
  const first = await world.attach({ doing: 'console' });
  const second = await world.attach({ doing: 'another console' });
  const driver = { pid: process.pid, doing: 'console' };
  expect(first.attachment.role).toBe('driver');
  expect(second.attachment).toMatchObject({ role: 'watcher', driver });
  expect(await second.attachment.send({ type: 'pause' })).toMatchObject({ result: 'busy', ...driver });
  expect(await first.attachment.send({ type: 'rate', bytesPerSecond: 3_000_000 })).toEqual({
    result: 'done',
  });
  // Both are told what the driver did.
  for (const one of [first, second]) await one.untilEvent('dials', ({ rate }) => rate === 3_000_000);
  first.attachment.close();
  expect(await first.untilEnd()).toEqual({ reason: 'closed' });
  await second.until(() => second.drivers.length > 0);
  expect(second.drivers).toEqual([[null, 'watcher']]);
  expect(await second.attachment.send({ type: 'rate', bytesPerSecond: null })).toEqual({ result: 'done' });
  expect(second.attachment).toMatchObject({ role: 'driver', driver: { doing: 'another console' } });
  const third = await world.attach({ wish: 'drive' });
  expect(third.attachment.role).toBe('watcher');
  expect(await second.attachment.send({ type: 'stop' })).toEqual({ result: 'done' });
  for (const one of [second, third]) {
    expect(await one.untilEnd()).toMatchObject({ reason: 'finished', result: { outcome: 'interrupted' } });
  }
});

test.runIf(process.platform !== 'win32')(
  'a console that is stopped in its shell slows no run, and keeps nobody out for long',
  async () => {
    const world = await slowWorld(ground);
    const { pid } = await world.start();
    const attachIt = `
      const { attach } = await import(${JSON.stringify(new URL('../../src/host/attach.ts', import.meta.url).href)});
      const handlers = { onEvent() {}, onEnd: () => process.exit() };
      const never = new AbortController().signal;
      const run = await attach(...${JSON.stringify([world.state, world.task])}, handlers, never);
      await run.send({ type: 'rate', bytesPerSecond: 300_000 });
      console.log(run.role);`;
    const stopped = spawn(process.execPath, ['--input-type=module', '-e', attachIt], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      stopped.kill('SIGKILL');
    });
    const [said] = (await once(stopped.stdout, 'data')) as [Buffer];
    expect(String(said).trim()).toBe('driver');
    stopped.kill('SIGSTOP');
    const other = await world.attach({ doing: 'another console' });
    expect(other.attachment.driver).toMatchObject({ pid: stopped.pid });
    const first = await other.untilEvent('progress', ({ progress }) => progress.rows > 0);
    const later = await other.untilEvent('progress', ({ seq }) => seq > first.seq + 8);
    expect(later.progress.rows).toBeGreaterThan(first.progress.rows);
    await eventually(async () => {
      expect(await other.attachment.send({ type: 'pause' })).toEqual({ result: 'done' });
    }, 40_000);
    expect(other.attachment.role).toBe('driver');
    expect(await other.attachment.send({ type: 'stop' })).toEqual({ result: 'done' });
    expect(await other.untilEnd()).toMatchObject({ reason: 'finished' });
    // What the stopped one has not read keeps no process.
    await eventually(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
  },
);

test('whoever comes in the midst is told the present and then all that happens, once and in order', async () => {
  const world = await slowWorld(ground);
  await world.start();
  const first = await world.attach();
  await first.untilEvent('progress', ({ progress }) => progress.rows > 1_000);
  const second = await world.attach({ wish: 'watch' });
  await second.untilEnd();
  const told = second.events.slice(0, second.presentAt!);
  expect(told.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['run.started', 'dials', 'plan', 'progress']),
  );
  // One of each that supersedes the one before.
  for (const type of ['dials', 'progress'] as const)
    expect(told.filter((event) => event.type === type)).toHaveLength(1);
  const numbers = second.events.map(({ seq }) => seq);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  const lastOf = (events: typeof second.events) => events.at(-1);
  expect(lastOf(second.events)).toEqual(lastOf(first.events));
  const since = told.at(-1)!.seq;
  const isLater = ({ seq }: { seq: number }) => seq > since;
  expect(second.events.filter(isLater)).toEqual(first.events.filter(isLater));
});

test('what the driver turns is turned in the run, and what cannot be is refused with what can', async () => {
  const world = await slowWorld(ground, { lanes: 1 });
  await world.start();
  const follower = await world.attach();
  const { attachment } = follower;
  await follower.untilEvent('progress', ({ progress }) => progress.rows > 0);
  expect(await attachment.send({ type: 'lanes', lanes: 9 })).toEqual({
    result: 'refused',
    why: 'lanes',
    most: 8,
  });
  expect(await attachment.send({ type: 'rate', bytesPerSecond: 1 })).toMatchObject({
    result: 'refused',
    why: 'rate',
    least: 16_384,
  });
  expect(await attachment.send({ type: 'answer', yes: true })).toEqual({
    result: 'refused',
    why: 'nothing-asked',
  });
  expect(await attachment.send({ type: 'lanes', lanes: 3 })).toEqual({ result: 'done' });
  await follower.untilEvent('progress', ({ progress }) =>
    progress.tables.some((table) => table.chunksRunning === 3),
  );
  expect(await attachment.send({ type: 'pause' })).toEqual({ result: 'done' });
  await follower.untilEvent('progress', ({ progress }) => progress.paused && progress.rows > 0);
  const status = () => readTaskStates(world.state).states[0]!;
  await eventually(() =>
    expect(status()).toMatchObject({
      status: 'paused',
      owner: { doing: expect.stringMatching(/^paused/) as string },
    }),
  );
  // The line may still carry what was on it.
  const rows = await eventually(async () => {
    const before = status().run!.rows;
    await pause(800);
    expect(status().run!.rows).toBe(before);
    return before;
  });
  expect(rows).toBeLessThan(ROWS);
  expect(await attachment.send({ type: 'resume' })).toEqual({ result: 'done' });
  expect(await follower.untilEnd()).toMatchObject({ reason: 'finished', result: { outcome: 'done' } });
  const { target, source, schema } = ground;
  expect(await checksumTables(target, schema)).toEqual(await checksumTables(source, schema));
  expect(status().status).toBe('load-complete');
});

test('the question before rows are removed waits for whoever drives', async () => {
  const { source, target, schema } = ground;
  const world = await slowWorld(ground);
  await target.query(`CREATE SCHEMA ${schema}`);
  await target.query(`CREATE TABLE ${schema}.pictures (id INT PRIMARY KEY, note TEXT)`);
  await target.query(`INSERT INTO ${schema}.pictures VALUES (-1, 'mine')`);
  await world.change({
    taskSettings: {
      FullLoadSettings: { TargetTablePrepMode: 'TRUNCATE_BEFORE_LOAD' },
      ControlTablesSettings: { ControlSchema: `${schema}_control` },
    },
  });
  const statusNow = () => readTaskStates(world.state).states[0]!;
  await world.start();
  const first = await world.attach();
  const asked = await first.untilEvent('question');
  expect(asked).toMatchObject({
    prep: 'truncate',
    name: schema,
    tables: [{ table: `${schema}.pictures`, rows: 1 }],
  });
  expect(statusNow()).toMatchObject({ status: 'starting', run: { asks: true } });
  first.attachment.close();
  // Who asked may be gone; the next is told the question, too.
  const second = await world.attach();
  await second.untilEvent('question');
  expect(await second.attachment.send({ type: 'answer', yes: false })).toEqual({ result: 'done' });
  expect(await second.untilEnd()).toMatchObject({ reason: 'finished', result: { outcome: 'interrupted' } });
  expect(await target.query(`SELECT id FROM ${schema}.pictures`)).toEqual([{ id: -1 }]);
  // An answer that was given before the start is not asked for.
  await world.start({ confirmed: true });
  const third = await world.attach();
  expect(await third.untilEnd()).toMatchObject({ reason: 'finished', result: { outcome: 'done' } });
  expect(await checksumTables(target, schema)).toEqual(await checksumTables(source, schema));
});
