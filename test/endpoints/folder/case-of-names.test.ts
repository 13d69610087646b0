import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tellsCaseApart } from '../../../src/endpoints/folder/case-of-names.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('what a file system does with names that differ in case only is known before anything is written', async () => {
  const folder = join(temporaryFolder(), 'Some folder');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a'), '');
  writeFileSync(join(folder, 'A'), '');
  const apart = readdirSync(folder).length === 2;
  expect(await tellsCaseApart(folder)).toBe(apart);
  expect(await tellsCaseApart(join(folder, '한글', 'not', 'there yet'))).toBe(apart);
});

test('a folder beside one of the other case is not taken for it', async () => {
  const parent = temporaryFolder();
  mkdirSync(join(parent, 'out'));
  const apart = await tellsCaseApart(join(parent, 'out'));
  mkdirSync(join(parent, 'OUT'), { recursive: true });
  expect(await tellsCaseApart(join(parent, 'out'))).toBe(apart);
});
