import { describe, expect, test } from 'vitest';
import { en } from '../../../src/tui/text/en/catalogue.ts';
import { moment } from '../../../src/tui/text/moment.ts';
import { bytes, clock, compact, exact, memory, percent } from '../../../src/tui/text/numbers.ts';

describe('numbers', () => {
  test('keep three digits that matter, or every digit', () => {
    expect([0, 999, 9_999, 10_000, 26_900, 161_000, 999_499, 999_500, 5_160_000, 2e9].map(compact)).toEqual([
      '0',
      '999',
      '9,999',
      '10.0 k',
      '26.9 k',
      '161 k',
      '999 k',
      '1.00 M',
      '5.16 M',
      '2.00 G',
    ]);
    expect(exact(5_000_000)).toBe('5,000,000');
    expect([0, 999, 1000, 640e6, 2.5e9].map(bytes)).toEqual(['0 B', '999 B', '1.00 kB', '640 MB', '2.50 GB']);
    expect([1, 0, 1234].map(en.counts.rows)).toEqual(['1 row', '0 rows', '1,234 rows']);
  });

  test('never claim all before all is there, nor nothing when there is something', () => {
    expect([percent(0, 10), percent(1, 1000), percent(999, 1000), percent(10, 10), percent(0, 0)]).toEqual([
      '0 %',
      '1 %',
      '99 %',
      '100 %',
      '0 %',
    ]);
  });

  test('give time as a clock or in seconds', () => {
    expect([18_000, 3_723_000].map(clock)).toEqual(['00:18', '1:02:03']);
    expect([310, 31_240, 725_000].map(en.time.duration)).toEqual(['0.3 s', '31.2 s', '12:05']);
  });
});

const MB = 1024 * 1024;

test('memory is given in the units it is sold in', () => {
  expect([256, 512, 1024, 1536, 24_064].map((size) => memory(size * MB))).toEqual([
    '256 MB',
    '512 MB',
    '1 GB',
    '1.5 GB',
    '23.5 GB',
  ]);
});

test('a moment is the time of this machine, with the day when it is another one', () => {
  const now = new Date(2026, 10, 24, 14, 3);
  expect(moment(new Date(2026, 10, 24, 9, 5).toISOString(), now)).toBe('09:05');
  expect(moment(new Date(2026, 10, 23, 23, 59).toISOString(), now)).toBe('2026-11-23 23:59');
});
