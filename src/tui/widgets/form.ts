/** How a form is drawn: labels in a column, values beside them, the one with the focus marked. */
import { cut, padEnd, width } from '../layout/text.ts';
import type { Drawing } from '../place.ts';
import { type FieldSpec, type FormState, fieldOf, focused } from '../state/form.ts';
import type { Look } from '../theme/look.ts';
import { type DrawnField, drawField, drawSecret } from './text-field.ts';

export interface FormWords {
  /** What stands before the field. */
  label(name: string): string;
  /** How an option of a choice is said. */
  option(name: string, option: string): string;
  /** Beside the field while it has the focus; empty for none. */
  hint(name: string): string;
}

/** Widest label and the gap behind it take no more than a third of the room. */
export function drawForm(
  form: FormState,
  specs: readonly FieldSpec[],
  says: FormWords,
  columns: number,
  look: Look,
): Drawing {
  const longest = Math.max(0, ...specs.map((spec) => width(says.label(spec.name))));
  const labels = Math.min(longest, Math.floor(columns / 3));
  const room = columns - labels - 6;
  const at = focused(form, specs);
  let cursor: Drawing['cursor'] = null;
  const lines = specs.map((spec, row) => {
    const hasFocus = spec === at;
    const label = padEnd(cut(says.label(spec.name), labels, look.ellipsis), labels);
    const mark = hasFocus ? look.paint('accent', look.pointer) : ' ';
    const value = drawValue(form, spec, says, room, hasFocus, look);
    if (hasFocus && spec.kind !== 'choice') cursor = { column: labels + 4 + value.cursor, row };
    const hint = hasFocus ? hintBeside(says.hint(spec.name), room - width(value.text) - 3, look) : '';
    return `${mark} ${hasFocus ? look.paint('bold', label) : label}  ${value.text}${hint}`;
  });
  return { lines, cursor };
}

function drawValue(
  form: FormState,
  spec: FieldSpec,
  says: FormWords,
  room: number,
  hasFocus: boolean,
  look: Look,
): DrawnField {
  const field = fieldOf(form, spec);
  if (spec.kind === 'secret') return drawSecret(field, room, hasFocus && form.revealed, look);
  if (spec.kind === 'text') {
    // A value that is not being written is shown from its start.
    return drawField(hasFocus ? field : { text: field.text, at: 0 }, room, look);
  }
  const [before, after] = look.turn;
  const option = cut(says.option(spec.name, field.text), room - 4, look.ellipsis);
  const text = `${before} ${option} ${after}`;
  return { text: hasFocus ? look.paint('accent', text) : text, cursor: 0 };
}

function hintBeside(hint: string, room: number, look: Look): string {
  return hint === '' || room < 10 ? '' : `   ${look.paint('dim', cut(hint, room, look.ellipsis))}`;
}
