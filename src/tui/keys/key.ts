/** A key press as Ink tells of it, by the name that `commands.ts` gives it. */
import type { Key } from 'ink';

export interface KeyPress {
  /** `n`, `ctrl+c`, `shift+tab`, `up`. */
  readonly key: string;
  /** What a text field takes of it; empty for a key that writes nothing. */
  readonly text: string;
}

/** What came in at once: keys, or text with line breaks that a terminal pasted without saying so. */
export type Arrival = { readonly pasted: string } | { readonly presses: readonly KeyPress[] };

/** Of quick fingers and slow lines several keys can come at once: text, and what is pressed between it. */
export function arrival(input: string, key: Key): Arrival {
  if (key.eventType === 'release') return { presses: [] };
  if (/\n|\r[^\r]+\r[^\r]/.test(input)) return { pasted: input };
  const [first = '', ...more] = input.match(/[^\x00-\x1f\x7f]+|[\x00-\x1f\x7f]/g) ?? [];
  if (more.length === 0) return { presses: [keyPress(first, key)] };
  return { presses: [first, ...more].map((piece) => controlKey(piece) ?? typedText(piece)) };
}

/** A letter as the key it is, or several that came together. */
export function typedText(text: string): KeyPress {
  return { key: text === ' ' ? 'space' : text, text };
}

/** Null for text. */
function controlKey(piece: string): KeyPress | null {
  const named: Readonly<Record<string, string>> = {
    '\t': 'tab',
    '\r': 'enter',
    '\b': 'backspace',
    '\x7f': 'backspace',
  };
  const code = piece.charCodeAt(0);
  if (code >= 0x20 && code !== 0x7f) return null;
  return { key: named[piece] ?? `ctrl+${String.fromCharCode(code + 0x60)}`, text: '' };
}

function keyPress(input: string, key: Key): KeyPress {
  const name = nameOf(input, key);
  // A capital is a key of its own, so shift is named only where it does not show.
  const shift = key.shift && name.length > 1 ? 'shift+' : '';
  const prefix = `${key.ctrl ? 'ctrl+' : ''}${key.meta ? 'alt+' : ''}${shift}`;
  return { key: `${prefix}${name}`, text: prefix === '' ? textOf(input, key) : '' };
}

const NAMED = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const;

function nameOf(input: string, key: Key): string {
  const named = NAMED.find(([flag]) => key[flag]);
  if (named !== undefined) return named[1];
  return input === ' ' ? 'space' : input;
}

function textOf(input: string, key: Key): string {
  return NAMED.some(([flag]) => key[flag]) ? '' : input;
}
