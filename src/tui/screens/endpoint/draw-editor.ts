/** How the editor of an endpoint is drawn: the form, and below it the way as far as it was tested. */
import { keyName } from '../../keys/key-name.ts';
import { printable } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import { errorOnScreen } from '../../lines/error-on-screen.ts';
import { hopPathLines } from '../../lines/hop-path.ts';
import { issueLine } from '../../lines/run-lines.ts';
import type { Drawing, Room } from '../../place.ts';
import { written } from '../../state/form.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { drawForm } from '../../widgets/form.ts';
import { about, type EditorState, type EndpointTest, fields } from './editor-state.ts';
import { chosenId, engineOf, NEW } from './endpoint-form.ts';

/** Beyond this a hint stands too far from its field. */
const WIDEST = 110;
/** With fewer rows nothing is left blank. */
const ROOMY = 14;
const LEAST_FIELDS = 3;

export function drawEditor(state: EditorState, room: Room, look: Look): Drawing {
  const columns = Math.min(room.columns, WIDEST);
  const says = words().endpoint;
  const form = drawForm(state.form, fields(state), formWords(state), columns - 2, look);
  const head = [
    ` ${look.paint('bold', state.fixed === null ? says.question[state.role] : says.title[state.role])}`,
  ];
  if (room.rows >= ROOMY) head.push('');
  const saved = savedLines(state, columns, look);
  // Once there is more to say, that it was filled in is seen.
  const said =
    state.said === null || state.test !== null
      ? []
      : [look.paint('ok', `  ${look.ok} ${printable(state.said)}`)];
  const failure = state.test === null ? null : failureLines(state.test, columns, look);
  // Why it failed comes before the other fields, and before the way: its first sentence names where.
  const least = failure === null ? LEAST_FIELDS : 1;
  const left = room.rows - head.length - saved.length - said.length - least;
  const below =
    state.test === null
      ? hintLines(state, columns, look)
      : [
          ...testLines(state.test, failure, { columns, rows: left }, look),
          ...savingLines(state, columns, look),
        ];
  const found = [...saved, ...said, ...(room.rows >= ROOMY ? [''] : []), ...below];
  // What was found needs room, but the field with the focus stays in sight.
  const sight = Math.max(least, room.rows - head.length - found.length);
  const from = Math.max(0, Math.min((form.cursor?.row ?? 0) - sight + 1, form.lines.length - sight));
  const shown = form.lines.slice(from, from + sight).map((line) => ` ${line}`);
  return {
    lines: [...head, ...shown, ...found],
    cursor: form.cursor
      ? { column: form.cursor.column + 1, row: form.cursor.row - from + head.length }
      : null,
  };
}

function formWords(state: EditorState) {
  const { labels, hints, options, newOne, automatic } = words().endpoint;
  const isFile = engineOf(state.form, state.role) !== 'mysql';
  return {
    label: (name: string) => labels[name as keyof typeof labels] ?? name,
    hint: (name: string) => {
      if (name === 'schema' && state.role === 'target') return words().endpoint.targetSchema;
      return isFile && name === 'folder' ? '' : (hints[name as keyof typeof hints] ?? '');
    },
    option: (name: string, option: string) => {
      if (name === 'use') return option === NEW ? newOne : option;
      if (name === 'tls') return option === 'automatic' ? automatic : option;
      return options[option as keyof typeof options] ?? option;
    },
  };
}

/** What a saved endpoint that was chosen is. */
function savedLines(state: EditorState, columns: number, look: Look): string[] {
  const id = chosenId(state.form, about(state));
  const endpoint = state.saved.find((one) => one.id === id);
  if (endpoint === undefined) return [];
  return wrapped(printable(endpoint.url), columns - 6).map((line) => look.paint('dim', `      ${line}`));
}

function hintLines({ fixed }: EditorState, columns: number, look: Look): string[] {
  if (fixed !== null) return [];
  return wrapped(words().endpoint.paste, columns - 4).map((line) => look.paint('dim', `  ${line}`));
}

/** That a test alone has saved nothing, people find out too late. */
function savingLines(state: EditorState, columns: number, look: Look): string[] {
  const isSaved = chosenId(state.form, about(state)) !== null;
  if (state.test?.state !== 'passed' || isSaved) return [];
  const id = state.fixed?.id ?? written(state.form, fields(state), 'name').trim();
  return wrapped(words().endpoint.savesAs(keyName('field.done'), printable(id)), columns - 4).map(
    (line) => `  ${look.paint('accent', line)}`,
  );
}

/** Null while nothing has failed. */
function failureLines({ hops }: EndpointTest, columns: number, look: Look): string[] | null {
  const error = hops.find((hop) => hop.error !== null)?.error;
  return error ? errorOnScreen(error, look, columns) : null;
}

function testLines(test: EndpointTest, failure: string[] | null, room: Room, look: Look): string[] {
  const { columns } = room;
  const path = hopPathLines(test.planned, test.hops, columns, look);
  if (failure !== null) return path.length + failure.length > room.rows ? failure : [...path, ...failure];
  const issues = test.hops
    .flatMap((hop) => hop.issues)
    .filter((issue) => issue.code !== 'later')
    .flatMap((issue) => wrapped(issueLine(issue), columns - 6))
    .map((line) => look.paint('warn', `  ${line}`));
  if (test.state === 'running') return [...path, ...issues];
  const speed = test.speed === null ? '' : `  ${words().hops.speed(test.speed)}`;
  return [
    ...path,
    look.paint('ok', `  ${look.ok} ${words().endpoint.works}`) + look.paint('dim', speed),
    ...issues,
  ];
}
