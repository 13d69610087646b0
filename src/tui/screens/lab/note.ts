/** The four-field note: the connection data of both databases, written down before anything is typed elsewhere. */

import {
  type NoteSide,
  noteFrom,
  readSavedNote,
  saveNote,
  type WrittenNote,
} from '../../../lab/world/notes.ts';
import { keyName } from '../../keys/key-name.ts';
import type { Drawing, Place, PlaceContext, Room, Visit } from '../../place.ts';
import {
  type FieldSpec,
  type FormState,
  focusOn,
  formAfter,
  formCommands,
  formTyped,
  withValue,
  writes,
} from '../../state/form.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { drawForm } from '../../widgets/form.ts';

interface NoteState {
  readonly form: FormState;
}

const SIDES: readonly NoteSide[] = ['source', 'target'];
const FIELDS = ['url', 'user', 'password', 'port'] as const;

/** All eight fields below each other; `source.url` and so on. */
const SPECS: readonly FieldSpec[] = SIDES.flatMap((side) =>
  FIELDS.map(
    (field) => ({ name: `${side}.${field}`, kind: field === 'password' ? 'secret' : 'text' }) as const,
  ),
);

const place: Place<NoteState> = {
  title: () => words().lab.guide.note,
  commands: ({ form }) => ['field.done', ...formCommands(form, SPECS)],
  takesText: ({ form }) => writes(form, SPECS),
  draw,
  opened({ work, update, console }) {
    work(async () => {
      for (const side of SIDES) {
        const note = await readSavedNote(console.stateFolder, side);
        if (note !== null) update((state) => ({ form: filled(state.form, side, note) }));
      }
    });
  },
  perform(command, context) {
    const form = formAfter(context.state.form, SPECS, command);
    if (form !== null) context.update(() => ({ form }));
    else if (command === 'field.done') enter(context);
  },
  write(text, isPaste, { update }) {
    update((state) => ({
      form: (isPaste ? pastedNote(state.form, text) : null) ?? formTyped(state.form, SPECS, text, isPaste),
    }));
  },
};

export function noteVisit(): Visit<NoteState> {
  return { place, state: { form: { values: {}, focus: 'source.url', revealed: false } } };
}

function draw({ form }: NoteState, room: Room, look: Look): Drawing {
  const { note, guide } = words().lab;
  const says = {
    label: (name: string) => {
      const [side, field] = name.split('.') as [NoteSide, (typeof FIELDS)[number]];
      return `${note[side]}  ${note[field]}`;
    },
    hint: () => '',
    option: () => '',
  };
  const drawn = drawForm(form, SPECS, says, room.columns - 4, look);
  const head = ['', `  ${look.paint('dim', guide.noteHow(keyName('field.done')))}`, ''];
  const { cursor = null } = drawn;
  return {
    lines: [...head, ...drawn.lines.map((line) => `  ${line}`)],
    cursor: cursor && { column: cursor.column + 2, row: cursor.row + head.length },
  };
}

/** A whole note fills what it speaks of; null when the text is the value of one field. */
function pastedNote(form: FormState, text: string): FormState | null {
  if (!text.trim().includes('\n')) return null;
  const side: NoteSide = form.focus.startsWith('target') ? 'target' : 'source';
  const sides = speaksOfBoth(text) ? SIDES : [side];
  const notes = sides.map((one) => [one, noteFrom(text, one)] as const);
  if (notes.every(([, note]) => note === null)) return null;
  return notes.reduce((all, [one, note]) => (note === null ? all : filled(all, one, note)), form);
}

/** Two different notes in one text. */
function speaksOfBoth(text: string): boolean {
  const [source, target] = SIDES.map((side) => JSON.stringify(noteFrom(text, side)));
  return source !== target;
}

function filled(form: FormState, side: NoteSide, note: WrittenNote): FormState {
  return FIELDS.reduce((all, field) => {
    const value = note[field];
    return value === null ? all : withValue(all, `${side}.${field}`, String(value));
  }, form);
}

/** To the next field that is still empty; when none is, the note is kept. */
function enter(context: PlaceContext<NoteState>): void {
  const { form } = context.state;
  const isEmpty = ({ name }: FieldSpec) => (form.values[name]?.text.trim() ?? '') === '';
  const from = SPECS.findIndex(({ name }) => name === form.focus) + 1;
  const next = [...SPECS.slice(from), ...SPECS.slice(0, from)].find(isEmpty);
  if (next === undefined) save(context);
  else context.update(() => ({ form: focusOn(form, next.name) }));
}

function save({ state, work, console }: PlaceContext<NoteState>): void {
  const value = (side: NoteSide, field: string) => state.form.values[`${side}.${field}`]?.text.trim() || null;
  work(async () => {
    for (const side of SIDES) {
      const port = value(side, 'port');
      await saveNote(console.stateFolder, side, {
        url: value(side, 'url'),
        user: value(side, 'user'),
        password: value(side, 'password'),
        port: port === null ? null : Number(port),
      });
    }
    console.back();
  });
}
