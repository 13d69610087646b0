/** Keys while something stands over the place. */
import type { Console } from '../console.ts';
import type { KeyPress } from '../keys/key.ts';
import { resolveKey } from '../keys/keymap.ts';
import type { Overlay } from '../state/console-state.ts';
import { isMoving, LIST_START, type ListPlace, MOVING, moved } from '../state/list.ts';
import { EDITING, edited, isEditing, pasted, type TextField, textField, typed } from '../state/text-field.ts';
import { commandLines, helpLines } from './overlay-lists.ts';

export function openHelp(): Overlay {
  return { kind: 'help', filter: textField(), list: LIST_START };
}

export function openCommand(): Overlay {
  return { kind: 'command', field: textField(), list: LIST_START };
}

/** Arrows move in a list that is filtered by typing; letters belong to the filter. */
const ARROWS: ReadonlySet<string> = new Set(['up', 'down', 'pageup', 'pagedown']);

export function pressOverlay(console: Console, overlay: Overlay, press: KeyPress): void {
  if (press.key === 'escape') console.over(null);
  else if (overlay.kind === 'leave') pressLeave(console, press);
  else if (overlay.kind === 'error') pressError(console, overlay, press);
  else if (overlay.kind === 'question') pressQuestion(console, overlay, press);
  else if (overlay.kind === 'help') pressHelp(console, overlay, press);
  else pressCommand(console, overlay, press);
}

function pressLeave(console: Console, { key }: KeyPress): void {
  if (key === 'enter') console.leave();
}

export function writeOverlay(console: Console, overlay: Overlay, text: string, isPaste: boolean): void {
  const put = (field: TextField) => (isPaste ? pasted(field, text) : typed(field, text));
  if (overlay.kind === 'help') console.over({ ...overlay, filter: put(overlay.filter), list: LIST_START });
  else if (overlay.kind === 'command')
    console.over({ ...overlay, field: put(overlay.field), list: LIST_START });
  else if (overlay.kind === 'question' && overlay.question.typed !== null)
    console.over({ ...overlay, field: put(overlay.field) });
}

function pressError(console: Console, overlay: Extract<Overlay, { kind: 'error' }>, { key }: KeyPress): void {
  const command = resolveKey(console.keymap, key, MOVING);
  // The list is the text: its end is found when it is drawn.
  const list = command && isMoving(command) ? moved(overlay.list, command, Number.MAX_SAFE_INTEGER, 1) : null;
  console.over(list && { ...overlay, list });
}

function pressQuestion(
  console: Console,
  overlay: Extract<Overlay, { kind: 'question' }>,
  press: KeyPress,
): void {
  const { question, field } = overlay;
  if (press.key === 'enter') {
    if (question.typed !== null && field.text.trim() !== question.typed) return;
    console.over(null);
    question.onYes();
  } else if (question.typed !== null) {
    const next = written(console, field, press);
    if (next !== null) console.over({ ...overlay, field: next });
  }
}

function pressHelp(console: Console, overlay: Extract<Overlay, { kind: 'help' }>, press: KeyPress): void {
  const next = filtered(console, overlay.filter, press);
  const rows = helpLines(console.offered(), console.keymap, overlay.filter.text).length;
  if (next !== null) console.over({ ...overlay, filter: next, list: LIST_START });
  else console.over({ ...overlay, list: listAfter(console, overlay.list, press, rows) });
}

function pressCommand(
  console: Console,
  overlay: Extract<Overlay, { kind: 'command' }>,
  press: KeyPress,
): void {
  const found = commandLines(console.offered(), overlay.field.text);
  if (press.key === 'enter') {
    const chosen = found[overlay.list.at]?.command;
    if (chosen === undefined) return;
    console.over(null);
    console.perform(chosen);
    return;
  }
  const next = filtered(console, overlay.field, press);
  if (next !== null) console.over({ ...overlay, field: next, list: LIST_START });
  else console.over({ ...overlay, list: listAfter(console, overlay.list, press, found.length) });
}

function listAfter(console: Console, list: ListPlace, press: KeyPress, rows: number): ListPlace {
  const command = resolveKey(console.keymap, press.key, MOVING);
  return command !== null && isMoving(command) ? moved(list, command, rows, console.sight) : list;
}

/** Above a list the arrows belong to the list. */
function filtered(console: Console, field: TextField, press: KeyPress): TextField | null {
  return ARROWS.has(press.key) ? null : written(console, field, press);
}

/** The field after a key; null when the key writes nothing. */
function written(console: Console, field: TextField, press: KeyPress): TextField | null {
  if (press.text !== '') return typed(field, press.text);
  const command = resolveKey(console.keymap, press.key, EDITING);
  return command !== null && isEditing(command) ? edited(field, command) : null;
}
