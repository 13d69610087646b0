import { describe, expect, test } from 'vitest';
import {
  type HistoryLimits,
  type RateHistory,
  ratesOf,
  sampled,
} from '../../../../src/tui/screens/run/rate-history.ts';

const limits: HistoryLimits = { stepMs: 1000, most: 4, whenFull: 'forget' };

function history(
  samples: readonly (readonly [number, number])[],
  within: HistoryLimits = limits,
): RateHistory {
  return samples.reduce<RateHistory | null>(
    (before, [atMs, count]) => sampled(before, atMs, count, within),
    null,
  )!;
}

describe('rates over time', () => {
  test('are what grew in each step, however the samples lie', () => {
    expect(
      ratesOf(
        history([
          [0, 0],
          [500, 50],
          [1000, 100],
          [2500, 400],
          [3000, 500],
        ]),
      ),
    ).toEqual([100, 200, 200]);
  });

  test('have none for a step that is not over', () => {
    expect(
      ratesOf(
        history([
          [0, 0],
          [900, 50],
        ]),
      ),
    ).toEqual([]);
  });

  test('are never below nothing, when rows of a chunk were taken back', () => {
    expect(
      ratesOf(
        history([
          [0, 0],
          [1000, 100],
          [2000, 40],
          [3000, 130],
        ]),
      ),
    ).toEqual([100, 0, 30]);
  });

  test('begin anew with another run', () => {
    expect(
      history([
        [0, 0],
        [9000, 900],
        [10, 5],
      ]),
    ).toMatchObject({ fromMs: 10, counts: [5] });
  });

  test('forget the oldest steps, or put two together, when there are too many', () => {
    const samples = Array.from({ length: 9 }, (_, second) => [second * 1000, second * 10] as const);
    expect(history(samples)).toMatchObject({ fromMs: 4000, stepMs: 1000, counts: [40, 50, 60, 70, 80] });
    const folded = history(samples, { ...limits, whenFull: 'fold' });
    expect(folded.stepMs).toBe(2000);
    expect(ratesOf(folded)).toEqual([10, 10, 10, 10]);
  });

  test('come out the same when steps were put together and time goes on', () => {
    const samples = Array.from({ length: 400 }, (_, tick) => [tick * 250, tick * 25] as const);
    const rates = ratesOf(history(samples, { stepMs: 1000, most: 10, whenFull: 'fold' }));
    expect(rates.every((rate) => Math.abs(rate - 100) < 1e-6)).toBe(true);
  });
});
