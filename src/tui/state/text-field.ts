/** A line of text being written: what it holds and where the cursor stands. Drawing is in `widgets/`. */
import type { CommandId } from '../keys/commands.ts';

export interface TextField {
  readonly text: string;
  /** Code units before the cursor; never inside a character. */
  readonly at: number;
}

export function textField(text = ''): TextField {
  return { text, at: text.length };
}

/** With this put in at the cursor. Line breaks and other control characters cannot stand in a line. */
export function typed({ text, at }: TextField, written: string): TextField {
  const line = written.replace(/[\u0000-\u001f\u007f]+/g, ' ');
  return { text: text.slice(0, at) + line + text.slice(at), at: at + line.length };
}

/** What pasting gives: without the line break that was copied along with it. */
export function pasted(field: TextField, text: string): TextField {
  return typed(field, text.replace(/[\r\n]+$/, ''));
}

/** The commands a text field carries out; others are not its own. */
export const EDITING = [
  'field.start',
  'field.end',
  'field.left',
  'field.right',
  'field.word-left',
  'field.word-right',
  'field.erase-back',
  'field.erase',
  'field.erase-to-start',
  'field.erase-to-end',
  'field.erase-word',
] as const satisfies readonly CommandId[];

export type EditingCommand = (typeof EDITING)[number];

export function isEditing(command: CommandId): command is EditingCommand {
  return EDITING.some((one) => one === command);
}

export function edited(field: TextField, command: EditingCommand): TextField {
  const { text, at } = field;
  switch (command) {
    case 'field.start':
      return { text, at: 0 };
    case 'field.end':
      return { text, at: text.length };
    case 'field.left':
      return { text, at: before(text, at) };
    case 'field.right':
      return { text, at: after(text, at) };
    case 'field.word-left':
      return { text, at: wordStart(text, at) };
    case 'field.word-right':
      return { text, at: wordEnd(text, at) };
    case 'field.erase-back':
      return without(field, before(text, at), at);
    case 'field.erase':
      return without(field, at, after(text, at));
    case 'field.erase-to-start':
      return without(field, 0, at);
    case 'field.erase-to-end':
      return without(field, at, text.length);
    case 'field.erase-word':
      return without(field, wordStart(text, at), at);
  }
}

function without({ text }: TextField, from: number, to: number): TextField {
  return { text: text.slice(0, from) + text.slice(to), at: from };
}

/** What a reader takes for one character may be several code points; the cursor never stands inside. */
const characters = new Intl.Segmenter();

function before(text: string, at: number): number {
  let start = 0;
  for (const { index } of characters.segment(text)) {
    if (index >= at) break;
    start = index;
  }
  return start;
}

function after(text: string, at: number): number {
  const [first] = characters.segment(text.slice(at));
  return first === undefined ? at : at + first.segment.length;
}

function wordStart(text: string, at: number): number {
  return text.slice(0, at).replace(/[\p{L}\p{N}_]*[^\p{L}\p{N}_]*$/u, '').length;
}

function wordEnd(text: string, at: number): number {
  return at + /^[^\p{L}\p{N}_]*[\p{L}\p{N}_]*/u.exec(text.slice(at))![0].length;
}
