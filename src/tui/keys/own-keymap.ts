/** The keys as a person has them: the default ones, with what stands in a file of their profile. */
import { readFileSync } from 'node:fs';
import { DmsError } from '../../model/errors.ts';
import { parseJson } from '../../model/json.ts';
import { keysFile } from '../../store/home.ts';
import { words } from '../text/words.ts';
import { DEFAULT_KEYMAP, keymapWith, type OwnKeymap } from './keymap.ts';

/** Whatever is wrong with the file, the console opens: with the default keys where it says nothing of use. */
export function ownKeymap(stateFolder: string): OwnKeymap {
  const file = keysFile(stateFolder);
  try {
    return keymapWith(parseJson(readFileSync(file, 'utf8'), file), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { keymap: DEFAULT_KEYMAP, problems: null };
    return { keymap: DEFAULT_KEYMAP, problems: problemOf(error, file) };
  }
}

function problemOf(error: unknown, file: string): DmsError<'document'> {
  if (error instanceof DmsError && error.is('document')) return error;
  return new DmsError('document', { file, path: '', problem: `cannot be read: ${(error as Error).message}` });
}

/** What is wrong, in one line. */
export function problemLine({ facts }: DmsError<'document'>): string {
  const { path, problem, others = [] } = facts;
  return words().frame.keys(path, words().said(problem), others.length);
}
