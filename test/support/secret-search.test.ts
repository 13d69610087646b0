import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { findSecret, placesBelow, placesInProcessList } from './secret-search.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SECRET = `Tr0ub4dor&'3"/쉿@%`;

test.each<[form: string, content: string]>([
  ['plain', `password=${SECRET};`],
  ['plain', inspect({ password: SECRET })],
  ['a part of it', 'mysql://u:***Tr0ub4dor'],
  ['URL-encoded', `mysql://u:${encodeURIComponent(SECRET)}@h`],
  ['URL-encoded', `?p=${encodeURIComponent(SECRET).toLowerCase()}`.replace('tr0ub4dor', 'Tr0ub4dor')],
  ['URL-encoded', new URLSearchParams({ p: SECRET }).toString()],
  ['in JSON', JSON.stringify({ deep: JSON.stringify({ password: SECRET }) })],
  ['in JSON', String.raw`{"p":"Tr0ub4dor&'3\"/\uc27f@%"}`],
  ...['', 'u', 'us', 'use', 'user:'].map((user): [string, string] => [
    'base64',
    Buffer.from(`${user}${SECRET} and more`).toString('base64'),
  ]),
  ['base64', Buffer.from(`u${SECRET}`).toString('base64url')],
  ['hexadecimal', Buffer.from(SECRET).toString('hex')],
])('a secret is found %s', (form, content) => {
  expect(findSecret(SECRET, [['there', content]])).toContain(`there: ${form}`);
  expect(findSecret('another-Secret', [['there', content]])).toEqual([]);
});

test('a secret is found in a file, in the name of one and among binary', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep', 'a'), Buffer.concat([Buffer.of(0, 255), Buffer.from('Tr0ub4dor')]));
  writeFileSync(join(folder, 'Tr0ub4dor'), '');
  writeFileSync(join(folder, 'b'), '');
  expect(findSecret(SECRET, placesBelow(folder)).toSorted()).toEqual([
    `${join(folder, 'Tr0ub4dor')}: a part of it`,
    `${join(folder, 'deep', 'a')}: a part of it`,
  ]);
});

test.runIf(process.platform === 'linux')(
  'what a process was started with is found in the process list',
  () => {
    expect(findSecret(process.execPath, placesInProcessList(process.pid))).toContainEqual(
      expect.stringMatching(/^the process list, \d+: plain/),
    );
  },
);
