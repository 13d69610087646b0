/**
 * A form: fields one below the other, one of them with the focus. What the fields are is said by its screen
 * each time it is asked, so that a field can come and go with the value of another.
 */
import type { CommandId } from '../keys/commands.ts';
import { edited, isEditing, pasted, type TextField, textField, typed } from './text-field.ts';

export interface FieldSpec {
  readonly name: string;
  /** `secret` is never drawn but as bullets; `choice` is one of a list. */
  readonly kind: 'text' | 'secret' | 'choice';
  /** Of a `choice`. */
  readonly options?: readonly string[];
  /** What a text field starts with, or the option of a choice. */
  readonly initial?: string;
}

export interface FormState {
  /** By name; a field that is not shown now keeps its value. */
  readonly values: Readonly<Record<string, TextField>>;
  readonly focus: string;
  /** Whether the secret with the focus is shown; it is hidden again with the next move. */
  readonly revealed: boolean;
}

export function newForm(specs: readonly FieldSpec[]): FormState {
  return { values: {}, focus: specs[0]?.name ?? '', revealed: false };
}

export function fieldOf(form: FormState, spec: FieldSpec): TextField {
  return form.values[spec.name] ?? textField(spec.initial ?? spec.options?.[0] ?? '');
}

export function written(form: FormState, specs: readonly FieldSpec[], name: string): string {
  const spec = specs.find((one) => one.name === name);
  return spec === undefined ? '' : fieldOf(form, spec).text;
}

export function withValue(form: FormState, name: string, value: string): FormState {
  return { ...form, values: { ...form.values, [name]: textField(value) } };
}

export function focused(form: FormState, specs: readonly FieldSpec[]): FieldSpec | null {
  return specs.find((one) => one.name === form.focus) ?? specs[0] ?? null;
}

export function focusOn(form: FormState, name: string): FormState {
  return { ...form, focus: name, revealed: false };
}

/** Whether letters go into the field with the focus. */
export function writes(form: FormState, specs: readonly FieldSpec[]): boolean {
  const spec = focused(form, specs);
  return spec !== null && spec.kind !== 'choice';
}

/** The commands that a form carries out where it is now. */
export function formCommands(form: FormState, specs: readonly FieldSpec[]): readonly CommandId[] {
  const spec = focused(form, specs);
  const moves = ['field.next', 'field.previous'] as const;
  if (spec === null) return [];
  if (spec.kind === 'choice') return ['field.choose-next', 'field.choose-previous', ...moves];
  return spec.kind === 'secret' ? [...moves, 'field.reveal'] : moves;
}

/** Null when the command is none of a form. */
export function formAfter(
  form: FormState,
  specs: readonly FieldSpec[],
  command: CommandId,
): FormState | null {
  const spec = focused(form, specs);
  if (spec === null) return null;
  if (isEditing(command)) {
    return spec.kind === 'choice' ? null : changed(form, spec, edited(fieldOf(form, spec), command));
  }
  switch (command) {
    case 'field.next':
      return focusOn(form, neighbour(specs, spec, 1).name);
    case 'field.previous':
      return focusOn(form, neighbour(specs, spec, -1).name);
    case 'field.choose-next':
      return chosen(form, spec, 1);
    case 'field.choose-previous':
      return chosen(form, spec, -1);
    case 'field.reveal':
      return spec.kind === 'secret' ? { ...form, revealed: !form.revealed } : null;
    default:
      return null;
  }
}

export function formTyped(
  form: FormState,
  specs: readonly FieldSpec[],
  text: string,
  isPaste: boolean,
): FormState {
  const spec = focused(form, specs);
  if (spec === null || spec.kind === 'choice') return form;
  const field = fieldOf(form, spec);
  return changed(form, spec, isPaste ? pasted(field, text) : typed(field, text));
}

function changed(form: FormState, spec: FieldSpec, field: TextField): FormState {
  return { ...form, values: { ...form.values, [spec.name]: field } };
}

function neighbour(specs: readonly FieldSpec[], spec: FieldSpec, step: 1 | -1): FieldSpec {
  const at = specs.indexOf(spec);
  return specs[(at + step + specs.length) % specs.length]!;
}

function chosen(form: FormState, spec: FieldSpec, step: 1 | -1): FormState | null {
  const { options = [] } = spec;
  if (spec.kind !== 'choice' || options.length === 0) return null;
  const at = Math.max(0, options.indexOf(fieldOf(form, spec).text));
  return withValue(form, spec.name, options[(at + step + options.length) % options.length]!);
}
