/** A filter over a list: a field that opens with one key, is kept with another and cleared with escape. */
import type { CommandId } from '../keys/commands.ts';
import { edited, isEditing, pasted, type TextField, textField, typed } from './text-field.ts';

export interface Filter {
  readonly field: TextField;
  /** Whether it is being written. */
  readonly open: boolean;
}

export const NO_FILTER: Filter = { field: textField(), open: false };

/** What can be done with it now; the list's own commands stand beside these. */
export function filterCommands({ field, open }: Filter): readonly CommandId[] {
  if (open) return ['filter.keep', 'filter.clear'];
  return field.text === '' ? ['list.filter'] : ['list.filter', 'filter.clear'];
}

/** Null when the command is none of a filter. */
export function filterAfter(filter: Filter, command: CommandId): Filter | null {
  if (filter.open && isEditing(command)) return { ...filter, field: edited(filter.field, command) };
  switch (command) {
    case 'list.filter':
      return { ...filter, open: true };
    case 'filter.keep':
      return { ...filter, open: false };
    case 'filter.clear':
      return NO_FILTER;
    default:
      return null;
  }
}

/** Nothing is taken while it is shut: what was pasted may hold a password, and would be seen. */
export function filterTyped(filter: Filter, text: string, isPaste: boolean): Filter {
  if (!filter.open) return filter;
  const field = isPaste ? pasted(filter.field, text) : typed(filter.field, text);
  return { field, open: true };
}

/** What is looked for; null while nothing is. */
export function filterText({ field }: Filter): string | null {
  const text = field.text.trim();
  return text === '' ? null : text;
}

/** Whether every word of the filter is somewhere in the text, in whatever case. */
export function contains(text: string, filter: string): boolean {
  const lower = text.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
