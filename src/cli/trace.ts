/** Keeps the stack of a fault of ours out of sight, in a file. */
import { join } from 'node:path';
import { inspect } from 'node:util';
import { hideUrlSecretsIn } from '../model/url-secret.ts';
import { homeFolder } from '../store/home.ts';
import { makePrivateFolder, writePrivateFile } from '../store/private-files.ts';
import { words } from '../tui/text/words.ts';

export function keepTrace(error: unknown): void {
  const file = join(homeFolder(), 'trace.log');
  try {
    makePrivateFolder(homeFolder());
    writePrivateFile(file, `${hideUrlSecretsIn(inspect(error))}\n`);
    process.stderr.write(`  ${words().errorLabels.trace(file)}\n`);
  } catch {
    // No place for it: the message above is all there is.
  }
}
