/** Writes the file of a task, for `dms-tui run` and for others to keep: it holds no secret. */
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DmsError } from '../../../model/errors.ts';
import { printable } from '../../layout/text.ts';
import { wrapped, wrappedWhole } from '../../layout/wrap.ts';
import type { Drawing, Place, PlaceContext, Room, Visit } from '../../place.ts';
import {
  type FieldSpec,
  type FormState,
  formAfter,
  formTyped,
  newForm,
  withValue,
  written,
} from '../../state/form.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { drawForm } from '../../widgets/form.ts';

interface ExportState {
  readonly taskId: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly form: FormState;
}

const SPECS: readonly FieldSpec[] = [{ name: 'file', kind: 'text' }];

/** `document` is that of the task file. */
export function exportTaskVisit(taskId: string, document: ExportState['document']): Visit<ExportState> {
  return { place, state: { taskId, document, form: withValue(newForm(SPECS), 'file', `${taskId}.json`) } };
}

const place: Place<ExportState> = {
  title: () => words().exportTask.title,
  commands: () => ['field.done'],
  takesText: () => true,
  draw,
  perform(command, context) {
    if (command === 'field.done') write(context);
    else context.update((state) => ({ ...state, form: formAfter(state.form, SPECS, command) ?? state.form }));
  },
  write: (text, isPaste, { update }) =>
    update((state) => ({ ...state, form: formTyped(state.form, SPECS, text, isPaste) })),
};

function write(context: PlaceContext<ExportState>): void {
  const { state, console } = context;
  const typed = written(state.form, SPECS, 'file').trim();
  if (typed === '') return;
  const file = resolve(typed);
  const says = words().exportTask;
  if (!existsSync(file)) {
    save(context, file);
    return;
  }
  console.ask({
    title: says.replace,
    lines: [file],
    typed: null,
    yes: says.yes,
    onYes: () => save(context, file),
  });
}

function save({ state, console }: PlaceContext<ExportState>, file: string): void {
  try {
    writeFileSync(file, `${JSON.stringify(state.document, null, 2)}\n`);
  } catch (error) {
    console.fail(
      new DmsError('document', { file, path: '', problem: `cannot be written: ${(error as Error).message}` }),
    );
    return;
  }
  console.back();
  console.confirm(words().exportTask.done(printable(file)));
}

const INDENT = '  ';

function draw({ form }: ExportState, room: Room, look: Look): Drawing {
  const says = words().exportTask;
  const file = resolve(written(form, SPECS, 'file').trim() || '.');
  const head = [
    ...wrapped(says.says, room.columns - 4),
    '',
    ...wrappedWhole(says.runWith(printable(file)), room.columns - 4),
  ];
  const drawn = drawForm(
    form,
    SPECS,
    { label: () => says.file, option: () => '', hint: () => '' },
    room.columns,
    look,
  );
  const lines = ['', ...head.map((line) => INDENT + line), '', ...drawn.lines];
  const { cursor } = drawn;
  return {
    lines,
    cursor: cursor ? { ...cursor, row: lines.length - drawn.lines.length + cursor.row } : null,
  };
}
