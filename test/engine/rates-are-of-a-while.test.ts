/** A rate is told once it was measured for a while: also where one phase follows another. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Dials } from '../../src/engine/dials.ts';
import { Reporter } from '../../src/engine/progress.ts';

/** Four times a second. */
const TICK_MS = 250;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the first of a new phase comes a whole tick after its beginning', () => {
  const told: string[] = [];
  const reporter = new Reporter((event) => {
    if (event.type === 'progress') told.push(event.progress.phase);
  }, new Dials(2));
  reporter.watch('load', [], []);
  vi.advanceTimersByTime(TICK_MS + 200);
  expect(told).toEqual(['load']);
  reporter.watch('validation', [], []);
  vi.advanceTimersByTime(TICK_MS - 1);
  expect(told).toEqual(['load']);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['load', 'validation']);
  reporter.close();
});
