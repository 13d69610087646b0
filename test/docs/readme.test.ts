import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyTable, withKeyTable } from './key-table.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

test('the keys in the README are those of the console; npm run docs writes them anew', () => {
  expect(withKeyTable(readme)).toBe(readme);
});

test('a key table tells every key with what it does', () => {
  expect(keyTable()).toContain(
    '| everywhere | `?` help, `:` command, `esc` back, `ctrl+c` leave the console,',
  );
});
