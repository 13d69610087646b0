/** Text on a terminal: what it may hold, how wide it is, and how it is cut. */
import { createRequire } from 'node:module';

/**
 * Shows control characters instead of sending them: a table name or a server's message may hold line
 * breaks and escape sequences, and must not be able to draw on the screen. So with what turns the direction
 * of writing, and with what is there and cannot be seen.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (character === '\t') return '\\t';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Joiners and variation selectors are left alone: emoji and Persian are written with them. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;

type StringWidth = typeof import('string-width');
let stringWidth: StringWidth | null = null;

/** Every character takes a column: ASCII, and the marks that this program itself writes in its lines. */
const NARROW = /^[\x20-\x7e·…→✔✖⚠]*$/;

/**
 * Columns a text takes; Korean, Chinese, Japanese and emoji take two. What knows them takes 50 ms to be loaded,
 * which a copy of ASCII names does without.
 */
export function width(text: string): number {
  if (NARROW.test(text)) return text.length;
  stringWidth ??= createRequire(import.meta.url)('string-width') as StringWidth;
  return stringWidth.default(text);
}

/** Cuts the end of a line that is too wide. */
export function cut(text: string, columns: number, ellipsis = '…'): string {
  if (width(text) <= columns) return text;
  return take(graphemes(text), columns - width(ellipsis)) + ellipsis;
}

/** Cuts a line with styles in it. What ends a style stays, so that no style runs on into what stands beside it. */
export function cutStyled(line: string, columns: number): string {
  if (width(line) <= columns) return line;
  let used = 0;
  let kept = '';
  for (const [piece] of line.matchAll(/\x1b\[[\d;]*m|[^\x1b]+/g)) {
    if (piece.startsWith('\x1b')) {
      kept += piece;
      continue;
    }
    const part = take(graphemes(piece), columns - used);
    used = part.length < piece.length ? columns : used + width(part);
    kept += part;
  }
  return kept;
}

/** Cuts the middle of a name that is too wide: names differ at their ends (`_2026_11`). */
export function cutMiddle(name: string, columns: number, ellipsis = '…'): string {
  if (width(name) <= columns) return name;
  const room = columns - width(ellipsis);
  if (room <= 1) return cut(name, columns, ellipsis);
  const characters = graphemes(name);
  const end = takeLast(characters, Math.ceil(room / 2));
  const start = take(characters, room - width(end));
  return start + ellipsis + end;
}

/** What a reader takes for one character, though it may be several code points; never cut inside. */
export function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

function take(characters: readonly string[], columns: number): string {
  let used = 0;
  const over = characters.findIndex((character) => {
    used += width(character);
    return used > columns;
  });
  return (over < 0 ? characters : characters.slice(0, over)).join('');
}

function takeLast(characters: readonly string[], columns: number): string {
  let used = 0;
  const last = characters.findLastIndex((character) => {
    used += width(character);
    return used > columns;
  });
  return characters.slice(last + 1).join('');
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - width(text))) + text;
}
