/** Cuts addresses out of the lines of a note, and into their pieces. */
import { known, type NoteParts } from './parts.ts';

/** Longer than any address. */
const LONGEST = 2_000;

/** The address that begins here: within quotes up to them, elsewhere up to what ends a URL in a sentence. */
export function wordAt(line: string, index: number): string {
  const before = line[index - 1] ?? '';
  const behind = line.slice(index, index + LONGEST);
  const isQuoted = before !== '' && `"'\``.includes(before) && behind.includes(before);
  if (isQuoted) return behind.slice(0, behind.indexOf(before));
  const [word = ''] = behind.split(before === '<' ? /[\s>]/ : /[\s"'`|]/, 1);
  return word.replace(/[,;.)\]}*]+$/, '');
}

/** What a program hands over behind an address: `'mysql:host=db1', 'user', 'password'`. */
export function callArguments(line: string, index: number): { parts: NoteParts; end: number } {
  const [whole = '', , user, , password] =
    /^["']\s{0,5},\s{0,5}(["'])([^"']{1,100})\1\s{0,5},\s{0,5}(["'])((?:(?!\3).){1,200})\3/.exec(
      line.slice(index, index + LONGEST),
    ) ?? [];
  return { parts: known({ user, password }), end: index + whole.length };
}

/** What stands before the first mark and behind it. */
export function halves(text: string, mark: string): [before: string, behind: string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

/** As it stands where it is not encoded. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
