/**
 * The product as its package ships it: compiled. A process that strips types itself takes 26 MB more and three
 * times as long to start, and these tests start some two hundred.
 */
import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '../../..');

let entry: string | null = null;

/** Path of the entry file. It is there until the test file is done. */
export function compiledEntry(): string {
  entry ??= compile();
  return entry;
}

function compile(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{"type":"module","version":"0.0.0"}');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const outcome = spawnSync(process.execPath, [compiler, '-p', ROOT, '--outDir', join(folder, 'dist')], {
    encoding: 'utf8',
  });
  if (outcome.status !== 0) throw new Error(`it does not compile:\n${outcome.stdout}`);
  return join(folder, 'dist/bin.js');
}
