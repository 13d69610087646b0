/** Steps 1 and 2: where the data comes from, and where it goes. */
import { readNote } from '../../../model/endpoint-import/note.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import { linksOf } from '../../../model/way.ts';
import { formTyped } from '../../state/form.ts';
import { words } from '../../text/words.ts';
import { drawEditor } from '../endpoint/draw-editor.ts';
import { keepEndpoint, readSaved, startTest } from '../endpoint/editor-effects.ts';
import { editorAfter, editorCommands, editorTakesText, entered } from '../endpoint/editor-keys.ts';
import { type EditorState, fields, newEditor, withForm } from '../endpoint/editor-state.ts';
import { withPasted } from '../endpoint/paste.ts';
import type { StepContext, WizardStep } from './wizard-step.ts';

export function endpointStep(role: EndpointRole): WizardStep<EditorState> {
  return {
    name: role,
    enter: (_draft, before) => before ?? newEditor(role),
    commands: editorCommands,
    takesText: editorTakesText,
    draw: (state, _draft, room, look) => drawEditor(state, room, look),
    opened(context) {
      // One who comes back finds the form as it was left.
      const { note } = context.draft;
      if (context.draft[role] !== null) return;
      readSaved(context, (state) => (note === null ? state : withPasted(state, note)));
    },
    perform(command, context) {
      const next = editorAfter(context.state, command);
      if (next !== null) context.update(() => next);
      else if (command === 'endpoint.test') startTest(context);
      else if (command === 'endpoint.keep') keepAndGoOn(context, role);
      else if (command === 'field.done') enter(context, role);
    },
    write(text, isPaste, { update, answer }) {
      if (isPaste && speaksOfBoth(text)) answer((draft) => ({ ...draft, note: text }));
      update((state) =>
        isPaste
          ? withPasted(state, text)
          : withForm(state, formTyped(state.form, fields(state), text, false)),
      );
    },
  };
}

function enter(context: StepContext<EditorState>, role: EndpointRole): void {
  const does = entered(context.state);
  if (does === 'keep') keepAndGoOn(context, role);
  else if (does === 'test') startTest(context);
  else context.update(() => does);
}

function keepAndGoOn(context: StepContext<EditorState>, role: EndpointRole): void {
  const { test } = context.state;
  if (test === null) return;
  context.work(async () => {
    const { id, keeps } = await keepEndpoint(context.state, context.console.stateFolder);
    const { address, secrets, planned, hops } = test;
    const end = { role, id, address, secrets, links: linksOf(planned, hops) };
    context.next((draft) => ({ ...draft, [role]: end }));
    if (!keeps) context.console.notice(words().endpoint.notKept(id));
  });
}

function speaksOfBoth(text: string): boolean {
  const { source, target } = readNote(text);
  return source !== null && target !== null;
}
