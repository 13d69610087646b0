/** Text on a terminal: what it may hold, how wide it is, and how it is cut. */

/** Combining marks, joiners and variation selectors stand on the character before them. */
const NO_WIDTH = /^[\p{M}\u200b-\u200f\u2060\ufeff]$/u;
const TWO_WIDE =
  /^(?![\uff61-\uffdc])[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]$/u;

/**
 * Shows control characters instead of sending them: a table name or a server's message may hold line
 * breaks and escape sequences, and must not be able to draw on the screen.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (character === '\t') return '\\t';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Columns a text takes; Korean, Chinese, Japanese and emoji take two. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += characterWidth(character);
  return columns;
}

function characterWidth(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  if (NO_WIDTH.test(character)) return 0;
  return TWO_WIDE.test(character) ? 2 : 1;
}

/** Cuts the end of a line that is too wide. */
export function cut(text: string, columns: number, ellipsis = '…'): string {
  if (width(text) <= columns) return text;
  return take(graphemes(text), columns - width(ellipsis)) + ellipsis;
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
function graphemes(text: string): string[] {
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
