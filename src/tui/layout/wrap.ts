/** Breaks text into lines. */
import { width } from './text.ts';

/** Broken at blanks and behind commas; a word that is still wider than the line stands alone. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=[ ,])(?=[^ ])/)) {
    if (line !== '' && width((line + word).trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = word;
    } else {
      line += word;
    }
  }
  return line === '' ? lines : [...lines, line];
}
