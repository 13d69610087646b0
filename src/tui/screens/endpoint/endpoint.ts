/** One endpoint: described, tested hop by hop, saved, and changed later. */
import type { SavedEndpoint } from '../../../model/endpoint.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import type { Place, PlaceContext, Visit } from '../../place.ts';
import { formTyped } from '../../state/form.ts';
import { words } from '../../text/words.ts';
import { drawEditor } from './draw-editor.ts';
import { keepEndpoint, startTest } from './editor-effects.ts';
import { editorAfter, editorCommands, editorTakesText, entered } from './editor-keys.ts';
import { changing, type EditorState, editorOf, fields, newEditor, withForm } from './editor-state.ts';
import { withPasted } from './paste.ts';

const place: Place<EditorState> = {
  title: ({ role, fixed }) => fixed?.id ?? words().endpoint.title[role],
  commands(state) {
    if (state.fixed === null || state.changes) return editorCommands(state);
    // The password of a saved one may have to be typed first.
    return editorTakesText(state) ? ['field.done'] : ['endpoint.test', 'endpoint.change'];
  },
  takesText: editorTakesText,
  draw: drawEditor,
  // What was saved is tested as soon as it is looked at.
  opened(context) {
    if (context.state.fixed !== null) startTest(context);
  },
  perform(command, context) {
    const next = editorAfter(context.state, command);
    if (next !== null) context.update(() => next);
    else if (command === 'endpoint.test') startTest(context);
    else if (command === 'endpoint.change') context.update(changing);
    else if (command === 'endpoint.keep') keep(context);
    else if (command === 'field.done') enter(context);
  },
  write(text, isPaste, { update }) {
    update((state) =>
      isPaste ? withPasted(state, text) : withForm(state, formTyped(state.form, fields(state), text, false)),
    );
  },
};

export function newEndpointVisit(role: EndpointRole): Visit<EditorState> {
  const editor = newEditor(role);
  const [first] = fields(editor);
  return { place, state: { ...editor, form: { ...editor.form, focus: first?.name ?? '' } } };
}

export function endpointVisit(endpoint: SavedEndpoint): Visit<EditorState> {
  return { place, state: editorOf(endpoint) };
}

function enter(context: PlaceContext<EditorState>): void {
  const isSaved = context.state.fixed !== null && !context.state.changes;
  const does = isSaved ? 'test' : entered(context.state);
  if (does === 'keep') keep(context);
  else if (does === 'test') startTest(context);
  else context.update(() => does);
}

function keep(context: PlaceContext<EditorState>): void {
  context.work(async () => {
    const { id, keeps } = await keepEndpoint(context.state, context.console.stateFolder);
    context.console.back();
    if (keeps) context.console.confirm(words().endpoint.kept(id));
    else context.console.notice(words().endpoint.notKept(id));
  });
}
