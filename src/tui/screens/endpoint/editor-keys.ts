/** The keys of the editor of an endpoint. */
import type { CommandId } from '../../keys/commands.ts';
import { focused, focusOn, formAfter, formCommands, writes } from '../../state/form.ts';
import { about, type EditorState, fields, withForm } from './editor-state.ts';
import { missingFields } from './endpoint-form.ts';
import { withTypedUrl } from './paste.ts';

export function editorCommands(state: EditorState): readonly CommandId[] {
  const keeps: readonly CommandId[] = state.test?.state === 'failed' ? ['endpoint.keep'] : [];
  return ['field.done', ...keeps, 'endpoint.test', ...formCommands(state.form, fields(state))];
}

export function editorTakesText(state: EditorState): boolean {
  return writes(state.form, fields(state));
}

/** Null when the command is none of the form's own. */
export function editorAfter(state: EditorState, command: CommandId): EditorState | null {
  if (command === 'field.next' || command === 'field.previous') {
    const typed = withTypedUrl(state);
    if (typed !== state) return typed;
  }
  const form = formAfter(state.form, fields(state), command);
  return form === null ? null : withForm(state, form);
}

/** What enter does: `test` it, go on with it (`keep`), or go to the next field that wants to be filled. */
export function entered(state: EditorState): 'test' | 'keep' | EditorState {
  if (state.test?.state === 'passed') return 'keep';
  const typed = withTypedUrl(state);
  if (typed !== state) return typed;
  const all = fields(state);
  const at = focused(state.form, all);
  const from = at === null ? 0 : all.indexOf(at) + 1;
  const wanted = new Set([...missingFields(state.form, about(state)), ...emptySecrets(state)]);
  const next = all.slice(from).find(({ name }) => wanted.has(name));
  const first = next ?? all.find(({ name }) => missingFields(state.form, about(state)).includes(name));
  return first === undefined ? 'test' : { ...state, form: focusOn(state.form, first.name) };
}

/** An account may have no password; then enter on the empty field goes on. */
function emptySecrets(state: EditorState): string[] {
  return fields(state)
    .filter(({ name, kind }) => kind === 'secret' && (state.form.values[name]?.text ?? '') === '')
    .map(({ name }) => name);
}
