/** What comes in from a terminal, told apart: keys, typed text, pasted text. */
import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { arrival } from '../../src/tui/keys/key.ts';

const NONE = {} as Key;

function keys(input: string, key: Partial<Key> = {}): unknown {
  const came = arrival(input, { ...NONE, ...key });
  return 'pasted' in came ? came : came.presses.map((press) => press.key);
}

test.each<[string, Partial<Key>, unknown]>([
  ['n', {}, ['n']],
  ['N', { shift: true }, ['N']],
  ['', { upArrow: true }, ['up']],
  ['', { tab: true, shift: true }, ['shift+tab']],
  ['\r', { return: true }, ['enter']],
  ['c', { ctrl: true }, ['ctrl+c']],
  [' ', {}, ['space']],
  ['dees\r', {}, ['dees', 'enter']],
  ['10.0.0.7\t\x153306\t', {}, ['10.0.0.7', 'tab', 'ctrl+u', '3306', 'tab']],
  ['\r ', {}, ['enter', 'space']],
  ['한국\x7f', {}, ['한국', 'backspace']],
  ['Host: a\nPort: 1', {}, { pasted: 'Host: a\nPort: 1' }],
  ['Host: a\rPort: 1\rUser: b', {}, { pasted: 'Host: a\rPort: 1\rUser: b' }],
])('%j', (input, key, expected) => {
  expect(keys(input, key)).toEqual(expected);
});
