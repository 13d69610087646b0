import { expect, test } from 'vitest';
import { en } from '../../../src/tui/text/en/catalogue.ts';

test('an owner that never said what it does is told without it', () => {
  const owner = { pid: 4711, host: 'db1', since: '2026-01-01T12:00:00.000Z' };
  expect(en.instance.owner({ ...owner, doing: '' })).toMatch(
    /^pid 4711 on db1, since 2026-01-0\d \d\d:\d\d$/,
  );
  expect(en.instance.owner({ ...owner, doing: 'loading dees.sample1 (43 %)' })).toMatch(
    /, loading dees\.sample1 \(43 %\)$/,
  );
});
