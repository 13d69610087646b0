/** The product as its package ships it: compiled, since a process that strips types takes 26 MB more. */
import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Path of the entry file. It goes when the test file is done. */
export function compiledEntry(): string {
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
