/** Text put into a form: an address, or a whole note, fills every field it speaks of. */
import { type NotedEndpoint, readNote } from '../../../model/endpoint-import/note.ts';
import { parseEndpointUrl } from '../../../model/endpoint-url.ts';
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

/** A URL that was typed for the server says as much as one that was pasted; the state itself where there is none. */
export function withTypedUrl(state: EditorState): EditorState {
  const field = focused(state.form, fields(state));
  const text = field?.name === 'host' ? (state.form.values.host?.text ?? '') : '';
  return text.includes('://') ? (withNote(state, text) ?? state) : state;
}

/** Null when the text is nothing but a value for one field. */
function withNote(state: EditorState, text: string): EditorState | null {
  const isSecret = focused(state.form, fields(state))?.kind === 'secret';
  // A password may look like anything; a note has more than one line.
  if (isSecret && !text.trim().includes('\n')) return null;
  const note = readNote(text);
  const noted = note[state.role] ?? note.either;
  // Only a target can be something else than a database.
  if (noted === null || (noted.engine !== 'mysql' && state.role === 'source')) return null;
  const parts = [noted.host, noted.user, noted.password, noted.port].filter((part) => part !== null);
  const says = noted.url !== null || noted.engine !== 'mysql' || parts.length > 1;
  if (!says && !/\.rds\.|amazonaws/.test(text)) return null;
  return filledWith(state, noted);
}

const PARTS = ['host', 'port', 'user', 'password', 'schema', 'bucket', 'folder', 'region', 'role'] as const;

function filledWith(state: EditorState, noted: NotedEndpoint): EditorState | null {
  const fresh = withValue(withValue(state.form, 'use', NEW), 'engine', noted.engine);
  let form = fresh;
  const found: string[] = [];
  const { labels } = words().endpoint;
  try {
    if (noted.url !== null) form = withAddress(fresh, parseEndpointUrl(noted.url, state.role).address);
  } catch (error) {
    if (error instanceof DmsError && error.is('url')) return null;
    throw error;
  }
  for (const part of PARTS) {
    const value = noted[part];
    if (value === null) continue;
    const name = part === 'folder' && noted.engine === 'folder' ? 'path' : part;
    form = withValue(form, name, String(value));
    found.push(labels[name]);
  }
  if (noted.endpoint !== null) found.push(labels.store);
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
