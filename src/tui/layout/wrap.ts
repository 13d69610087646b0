/** Breaks text into lines. */
import { graphemes, width } from './text.ts';

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

/** The same, but a word that is wider than a line goes on in the next: nothing is cut off. */
export function wrappedWhole(text: string, columns: number): string[] {
  const lines = [''];
  const add = (piece: string) => {
    if (width((lines.at(-1)! + piece).trimEnd()) > columns) lines.push('');
    lines[lines.length - 1] += piece;
  };
  for (const word of text.split(/(?<=[ ,])(?=[^ ])/)) {
    if (width(word.trimEnd()) <= columns) add(word);
    else for (const character of graphemes(word)) add(character);
  }
  return lines.map((line) => line.trimEnd());
}

/** The same, with what goes on below set in as far as the line itself: the lines of an error stay apart. */
export function wrappedHanging(line: string, columns: number): string[] {
  const indent = /^ */.exec(line)![0];
  return wrappedWhole(line.slice(indent.length), columns - indent.length).map((part) => indent + part);
}
