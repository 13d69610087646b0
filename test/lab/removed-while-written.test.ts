/** A server that was killed writes on for a moment: what it still makes goes with its folder, and soon. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeFolder } from '../../src/lab/servers/home-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';

/** Removing these takes a while, in which new ones come. */
const FILES = 1_000;
/** More than are made before the folder is removed for the first time. */
const LATE_FILES = 1_500;

test('a folder goes with the files that are made in it meanwhile', async () => {
  const folder = join(temporaryFolder(), 'server');
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  for (let file = 0; file < FILES; file++) writeFileSync(join(data, `old${file}`), '');
  const writing = `i=0; while [ $i -lt ${LATE_FILES} ]; do i=$((i+1)); : > ${data}/late$i || exit; done`;
  const dying = spawn('sh', ['-c', writing], { stdio: 'ignore' });
  const gone = once(dying, 'exit');
  await eventually(() => expect(existsSync(join(data, 'late1'))).toBe(true));
  removeFolder(folder);
  await gone;
  expect(existsSync(folder)).toBe(false);
});
