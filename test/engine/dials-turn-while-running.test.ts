import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { ProgressSnapshot } from '../../src/model/events.ts';
import { checksumTables } from '../support/checksum.ts';
import {
  connect,
  describeProducts,
  dropAfterwards,
  freshSchema,
  type TestServer,
} from '../support/servers.ts';
import { eventually } from '../support/waiting.ts';
import { type Copied, type Copy, copy } from './copying.ts';
import { Turning } from './turning.ts';

const MB = 1_000_000;
/** So many rows make a chunk, and all of them a table. */
const COMMIT_ROWS = 400;
const ROWS = 12_000;
/** Together 12 MB as they travel. */
const ROW_BYTES = 1_000;

const running = (now: ProgressSnapshot) => now.tables.reduce((sum, table) => sum + table.chunksRunning, 0);

describeProducts('while a run goes on', (server) => {
  let source: TestServer;
  let target: TestServer;
  let schema: string;

  beforeAll(async () => {
    source = await server('a');
    target = await server('b');
    schema = await freshSchema(source, 'dials');
    dropAfterwards(target, schema);
    await source.query(`CREATE TABLE ${schema}.pictures (id INT PRIMARY KEY, note VARCHAR(2000))`);
    for (let at = 0; at < ROWS; at += 1_000) {
      const values = Array.from({ length: 1_000 }, (_, row) => [
        at + row,
        `${at + row} `.padEnd(ROW_BYTES, 'x'),
      ]);
      await source.query(`INSERT INTO ${schema}.pictures VALUES ?`, [values]);
    }
    await source.query(`ANALYZE TABLE ${schema}.pictures`);
  });

  const request = (more: Partial<Copy> = {}): Copy => ({
    source,
    target,
    schema,
    lanes: 1,
    taskSettings: { FullLoadSettings: { CommitRate: COMMIT_ROWS, TargetTablePrepMode: 'DROP_AND_CREATE' } },
    ...more,
  });

  async function arrived({ outcome, tables }: Copied): Promise<void> {
    expect(outcome).toBe('done');
    expect([...tables.values()].map((table) => table.validation)).toEqual(['Validated']);
    expect(await checksumTables(target, schema)).toEqual(await checksumTables(source, schema));
  }

  test('lanes come and go, and every row arrives once', async () => {
    const run = new Turning(request(), 5, (dials) => dials.setRate(4 * MB));
    expect(running(await run.until((now) => now.rows > 0 && running(now) > 0))).toBe(1);
    expect(run.dials.setLanes(6)).toBe(false);
    expect(run.dials.setLanes(0)).toBe(false);
    expect(run.dials.setLanes(4)).toBe(true);
    expect((await run.until((now) => running(now) === 4)).lanes).toBe(4);
    run.dials.setLanes(1);
    await run.until((now) => now.lanes === 1 && running(now) === 1);
    run.dials.setRate(null);
    await arrived(await run.done);
    expect(run.told.map(({ lanes, most, rate, paused }) => [lanes, most, rate, paused])).toEqual([
      [1, 5, 4 * MB, false],
      [4, 5, 4 * MB, false],
      [1, 5, 4 * MB, false],
      [1, 5, null, false],
    ]);
  });

  test('a pause stops all movement with everything safe, counts as no stall, and ends where it began', async () => {
    const run = new Turning(request({ lanes: 2 }), 4, (dials) => dials.setRate(4 * MB));
    await run.until((now) => now.rows > COMMIT_ROWS);
    run.dials.setPaused(true);
    const rowsThere = async () =>
      Number((await target.query(`SELECT COUNT(*) AS n FROM ${schema}.pictures`))[0]!.n);
    // What was read is committed, and nothing more is read.
    const rows = await eventually(async () => {
      const there = await rowsThere();
      expect(run.progress.at(-1)).toMatchObject({ paused: true, rows: there });
      return there;
    });
    const seen = run.progress.length;
    await pause(6_000);
    expect(await rowsThere()).toBe(rows);
    const meanwhile = run.progress.slice(seen);
    expect(meanwhile.length).toBeGreaterThan(10);
    expect(new Set(meanwhile.map((now) => now.rows))).toEqual(new Set([rows]));
    expect(meanwhile.flatMap((now) => now.stalled)).toEqual([]);
    run.dials.setRate(null);
    run.dials.setPaused(false);
    await arrived(await run.done);
  });

  test('a paused run keeps no lock on the source, and goes on with fewer lanes', async () => {
    const run = new Turning(request({ lanes: 3 }), 3, (dials) => dials.setRate(4 * MB));
    await run.until((now) => running(now) === 3);
    run.dials.setPaused(true);
    await run.until((now) => now.paused && running(now) === 0);
    const locker = await connect(source);
    try {
      await locker.query('SET SESSION lock_wait_timeout = 5');
      await locker.query(`LOCK TABLES ${schema}.pictures WRITE`);
    } finally {
      await locker.end();
    }
    run.dials.setLanes(1);
    run.dials.setRate(null);
    run.dials.setPaused(false);
    await arrived(await run.done);
  });

  test('a pause holds the comparison, too', async () => {
    const run = new Turning(request(), 2);
    await run.until((now) => now.phase === 'load' && now.rows > 0);
    run.dials.setRate(3 * MB);
    await run.until((now) => now.phase === 'validation' && now.rows > 0);
    run.dials.setPaused(true);
    const held = await run.until((now) => now.paused);
    await pause(1_500);
    const later = run.progress.at(-1)!;
    expect(later).toMatchObject({ paused: true, phase: 'validation', stalled: [] });
    // One piece of the table may have been under way.
    expect(later.rows).toBeLessThanOrEqual(held.rows + 2 * COMMIT_ROWS);
    expect(later.rows).toBeLessThan(ROWS);
    run.dials.setRate(null);
    run.dials.setPaused(false);
    await arrived(await run.done);
  });

  test.each([1, 3])('a rate holds for %i lanes together, within a fifth', async (lanes) => {
    const rate = 2 * MB;
    const run = new Turning(request({ lanes }), 3, (dials) => dials.setRate(rate));
    const from = await run.until((now) => now.bytes > rate / 2);
    const to = await run.until((now) => now.elapsedMs > from.elapsedMs + 3_000);
    const perSecond = ((to.bytes - from.bytes) / (to.elapsedMs - from.elapsedMs)) * 1000;
    expect(perSecond).toBeGreaterThan(0.8 * rate);
    expect(perSecond).toBeLessThan(1.2 * rate);
    run.dials.setRate(null);
    await arrived(await run.done);
  });

  test('a stop ends a paused run at once, and the checkpoint goes on from there', async () => {
    const stop = new AbortController();
    const task = `stopped-${schema.replaceAll('_', '-')}`;
    const run = new Turning(request({ task, signal: stop.signal }), 2, (dials) => dials.setRate(4 * MB));
    await run.until((now) => now.rows > COMMIT_ROWS);
    run.dials.setPaused(true);
    await run.until((now) => now.paused);
    stop.abort();
    expect((await run.done).outcome).toBe('interrupted');
    const resumed = await copy(request({ task, mode: 'resume' }));
    await arrived(resumed);
  });
});
