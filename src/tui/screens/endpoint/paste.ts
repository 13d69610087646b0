/** Text pasted into a form: an address, or a whole note, fills every field it speaks of. */
import { noteAddress, readNote } from '../../../model/endpoint-import/note.ts';
import { DmsError } from '../../../model/errors.ts';
import { focused, focusOn, formTyped, withValue } from '../../state/form.ts';
import { words } from '../../text/words.ts';
import { type EditorState, fields, withForm } from './editor-state.ts';
import { NEW, withAddress } from './endpoint-form.ts';

export function withPasted(state: EditorState, text: string): EditorState {
  const filled = withNote(state, text);
  if (filled !== null) return filled;
  return withForm(state, formTyped(state.form, fields(state), text, true));
}

/** Null when the text is nothing but a value for one field. */
function withNote(state: EditorState, text: string): EditorState | null {
  const isSecret = focused(state.form, fields(state))?.kind === 'secret';
  // A password may look like anything; a note has more than one line.
  if (isSecret && !text.trim().includes('\n')) return null;
  const note = readNote(text);
  const parts = [note.host, note.user, note.password, note.port].filter((part) => part !== null);
  const says = note.url !== null || note.engine === 's3' || note.engine === 'folder' || parts.length > 1;
  if (!says && !/\.rds\.|amazonaws/.test(text)) return null;
  return filledWith(state, note);
}

function filledWith(state: EditorState, note: ReturnType<typeof readNote>): EditorState | null {
  const fresh = withValue(state.form, 'use', NEW);
  let form = fresh;
  const found: string[] = [];
  const { labels } = words().endpoint;
  try {
    if (note.url !== null) {
      form = withAddress(fresh, noteAddress(note, state.role));
    }
  } catch (error) {
    if (error instanceof DmsError && error.is('url')) return null;
    throw error;
  }
  for (const name of ['host', 'port', 'user', 'password', 'schema'] as const) {
    const value = note[name];
    if (value === null) continue;
    form = withValue(form, name, String(value));
    found.push(labels[name]);
  }
  const all = { ...state, form };
  const next = fields(all).find(
    ({ name, kind }) => kind !== 'choice' && name !== 'name' && isEmpty(all, name),
  );
  return {
    ...withForm(state, focusOn(form, next?.name ?? 'name')),
    said: words().endpoint.filled(found.length > 0 ? found : [labels.engine]),
  };
}

function isEmpty({ form }: EditorState, name: string): boolean {
  const wanted = ['host', 'user', 'password', 'bucket', 'path'];
  return wanted.includes(name) && (form.values[name]?.text ?? '') === '';
}
