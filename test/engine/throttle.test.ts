import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Throttle } from '../../src/engine/load/throttle.ts';

const never = new AbortController().signal;
const MB = 1_000_000;

/** Takes blocks, one after the other, for so long; how many bytes came through. */
async function read(throttle: Throttle, blockBytes: number, ms: number): Promise<number> {
  const until = performance.now() + ms;
  let bytes = 0;
  while (performance.now() < until) {
    await throttle.granted(throttle.ask(blockBytes), Number.POSITIVE_INFINITY, never);
    bytes += blockBytes;
  }
  return bytes;
}

describe('a bound on bytes per second', () => {
  test.each([1, 4])('holds for %i lanes together', async (lanes) => {
    const throttle = new Throttle();
    throttle.rate = 10 * MB;
    const started = performance.now();
    const all = await Promise.all(Array.from({ length: lanes }, () => read(throttle, 50_000, 1_500)));
    const perSecond = (all.reduce((sum, one) => sum + one, 0) / (performance.now() - started)) * 1000;
    expect(perSecond).toBeGreaterThan(8 * MB);
    expect(perSecond).toBeLessThan(12 * MB);
  });

  test('saves nothing up worth speaking of while nobody reads', async () => {
    const throttle = new Throttle();
    throttle.rate = MB;
    await read(throttle, 50_000, 100);
    await pause(1_000);
    // A second of rest would be a million bytes at once.
    const bytes = await read(throttle, 50_000, 200);
    expect(bytes).toBeLessThan(0.6 * MB);
  });

  test('that is lifted lets go at once whoever waits', async () => {
    const throttle = new Throttle();
    throttle.rate = 1_000;
    const waiting = throttle.granted(throttle.ask(MB), Number.POSITIVE_INFINITY, never);
    setTimeout(() => {
      throttle.rate = null;
    }, 50);
    const started = performance.now();
    expect(await waiting).toBe(true);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(await read(throttle, 50_000, 20)).toBeGreaterThan(MB);
  });

  test('that is raised is reckoned with at once', async () => {
    const throttle = new Throttle();
    throttle.rate = 1_000;
    const waiting = throttle.granted(throttle.ask(100_000), Number.POSITIVE_INFINITY, never);
    setTimeout(() => {
      throttle.rate = MB;
    }, 50);
    const started = performance.now();
    await waiting;
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  test('is waited for no longer than was said, and what came too early is owed', async () => {
    const throttle = new Throttle();
    throttle.rate = 1_000;
    expect(await throttle.granted(throttle.ask(10_000), 20, never)).toBe(false);
    expect(await throttle.granted(throttle.ask(1), 20, never)).toBe(false);
  });

  test('ends its wait with a stop', async () => {
    const throttle = new Throttle();
    throttle.rate = 1_000;
    const stop = new AbortController();
    const waiting = throttle.granted(throttle.ask(MB), Number.POSITIVE_INFINITY, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });
});
