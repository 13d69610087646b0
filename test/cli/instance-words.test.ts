import { expect, test } from 'vitest';
import { memory, ownerWords } from '../../src/tui/text/en/instance.ts';
import { moment } from '../../src/tui/text/en/moment.ts';

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

test('an owner that never said what it does is told without it', () => {
  const owner = { pid: 4711, host: 'db1', since: '2026-01-01T12:00:00.000Z' };
  expect(ownerWords({ ...owner, doing: '' })).toMatch(/^pid 4711 on db1, since 2026-01-0\d \d\d:\d\d$/);
  expect(ownerWords({ ...owner, doing: 'loading dees.sample1 (43 %)' })).toMatch(
    /, loading dees\.sample1 \(43 %\)$/,
  );
});
