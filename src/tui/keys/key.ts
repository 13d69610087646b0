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

const ENTER: KeyPress = { key: 'enter', text: '' };

/** Of quick fingers and slow lines several letters can come at once, the last of them enter. */
export function arrival(input: string, key: Key): Arrival {
  if (key.eventType === 'release') return { presses: [] };
  const [, line = '', end] = /^([^\r\n]*)(\r?)$/.exec(input) ?? [];
  if (end === undefined) return { pasted: input };
  if (line !== '' && end !== '') return { presses: [{ key: line, text: line }, ENTER] };
  return { presses: [keyPress(line, key)] };
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
