/** How a line of text being written is drawn: the part around the cursor, when all of it is too wide. */
import { graphemes, printable, width } from '../layout/text.ts';
import type { TextField } from '../state/text-field.ts';
import type { Look } from '../theme/look.ts';

export interface DrawnField {
  readonly text: string;
  /** Cells before the cursor. */
  readonly cursor: number;
}

/** Never more than this says how long a secret is. */
const SECRET_BULLETS = 8;

export function drawField({ text, at }: TextField, columns: number, look: Look): DrawnField {
  // One cell is kept for the cursor behind the last character.
  const room = Math.max(1, columns - 1);
  const before = printable(text.slice(0, at));
  const shownBefore = takeEnd(before, room, look);
  const rest = takeStart(printable(text.slice(at)), columns - width(shownBefore), look);
  return { text: shownBefore + rest, cursor: width(shownBefore) };
}

/** Bullets of a number that tells nothing; `revealed` shows it as it is. */
export function drawSecret(field: TextField, columns: number, revealed: boolean, look: Look): DrawnField {
  if (revealed) return drawField(field, columns, look);
  const bullets = look.bullet.repeat(field.text === '' ? 0 : SECRET_BULLETS);
  return { text: bullets, cursor: bullets.length };
}

function takeEnd(text: string, columns: number, look: Look): string {
  if (width(text) <= columns) return text;
  let taken = '';
  for (const character of graphemes(text).reverse()) {
    if (width(taken) + width(character) > columns - width(look.ellipsis)) break;
    taken = character + taken;
  }
  return look.ellipsis + taken;
}

function takeStart(text: string, columns: number, look: Look): string {
  if (width(text) <= columns) return text;
  let taken = '';
  for (const character of graphemes(text)) {
    if (width(taken) + width(character) > columns - width(look.ellipsis)) break;
    taken += character;
  }
  return columns < width(look.ellipsis) ? '' : taken + look.ellipsis;
}
