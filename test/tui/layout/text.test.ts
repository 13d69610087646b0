/** Lines with styles in them are cut by what can be seen of them. */

import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { cutStyled, width } from '../../../src/tui/layout/text.ts';

test.each([
  ['plain text', 5, 'plain'],
  ['\x1b[1mbold\x1b[22m and more', 6, '\x1b[1mbold\x1b[22m a'],
  ['\x1b[31mred\x1b[39m', 2, '\x1b[31mre\x1b[39m'],
  ['한국어', 5, '한국'],
  ['short', 10, 'short'],
])('%j in %d columns', (line, columns, expected) => {
  expect(cutStyled(line, columns)).toBe(expected);
  expect(width(cutStyled(line, columns))).toBeLessThanOrEqual(columns);
});

test.each([
  'copy dees.movies ~3',
  '·…→✔✖⚠',
  '✔\ufe0f',
  '⚠\ufe0f done',
  'a\u0301',
  '영화',
  '✔ 영화 🎬',
  '\x1b[31mred\x1b[0m',
])('is as wide as the library says it is: %j', (text) => {
  expect(width(text)).toBe(stringWidth(text));
});
