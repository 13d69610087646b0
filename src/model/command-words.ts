/** Takes a command apart as a shell would, without being one: nothing is expanded, piped or redirected. */

/** The words of a command; null when a quote is never closed. */
export function commandWords(command: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '"' | "'" | null = null;
  for (let at = 0; at < command.length; at++) {
    const character = command[at]!;
    if (quote === null && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === quote) quote = null;
    else if (quote === null && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === '\\' && isEscape(command[at + 1], quote)) {
      word = (word ?? '') + command[++at]!;
    } else word = (word ?? '') + character;
  }
  if (quote !== null) return null;
  if (word !== null) words.push(word);
  return words;
}

/** Before letters a backslash stays: paths of Windows are full of them. */
function isEscape(next: string | undefined, quote: '"' | "'" | null): boolean {
  if (next === undefined || quote === "'") return false;
  return quote === '"' ? /["\\]/.test(next) : /[\s"'\\]/.test(next);
}
