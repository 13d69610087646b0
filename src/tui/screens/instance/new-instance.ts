/** A new instance: its id, its class, and where its run logs go. */
import { isAbsolute, resolve } from 'node:path';
import { thisMachine } from '../../../host/machine.ts';
import {
  capacityOf,
  INSTANCE_CLASSES,
  type InstanceClass,
  parseInstanceId,
} from '../../../model/instance.ts';
import { instanceFolder } from '../../../store/home.ts';
import { addInstance } from '../../../store/instances.ts';
import { printable } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import type { Drawing, Place, PlaceContext, Room, Visit } from '../../place.ts';
import {
  type FieldSpec,
  type FormState,
  formAfter,
  formCommands,
  formTyped,
  newForm,
  writes,
  written,
} from '../../state/form.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { drawForm } from '../../widgets/form.ts';

interface NewInstance {
  readonly form: FormState;
  readonly stateFolder: string;
}

const SPECS: readonly FieldSpec[] = [
  { name: 'id', kind: 'text' },
  { name: 'class', kind: 'choice', options: INSTANCE_CLASSES, initial: 'auto' },
  { name: 'home', kind: 'text' },
];

export function newInstanceVisit(stateFolder: string): Visit<NewInstance> {
  return { place, state: { form: newForm(SPECS), stateFolder } };
}

const place: Place<NewInstance> = {
  title: () => words().home.newInstance.title,
  commands: ({ form }) => ['field.done', ...formCommands(form, SPECS)],
  takesText: ({ form }) => writes(form, SPECS),
  draw,
  perform(command, context) {
    if (command === 'field.done') save(context);
    else context.update((state) => ({ ...state, form: formAfter(state.form, SPECS, command) ?? state.form }));
  },
  write: (text, isPaste, { update }) =>
    update((state) => ({ ...state, form: formTyped(state.form, SPECS, text, isPaste) })),
};

function save({ state, console, work }: PlaceContext<NewInstance>): void {
  const { form, stateFolder } = state;
  work(async () => {
    const id = parseInstanceId(written(form, SPECS, 'id').trim());
    const typed = written(form, SPECS, 'home').trim();
    const home = typed === '' ? instanceFolder(stateFolder, id) : resolve(typed);
    const chosen = written(form, SPECS, 'class') as InstanceClass;
    addInstance(stateFolder, { id, class: chosen, home, created: new Date().toISOString() });
    console.back();
    console.confirm(words().home.newInstance.done(id));
  });
}

const INDENT = '  ';

function draw({ form, stateFolder }: NewInstance, room: Room, look: Look): Drawing {
  const says = words().home.newInstance;
  const head = wrapped(says.says, room.columns - 4).map((line) => INDENT + line);
  const id = written(form, SPECS, 'id').trim();
  const typed = written(form, SPECS, 'home').trim();
  const usual = typed === '' || !isAbsolute(typed) ? instanceFolder(stateFolder, id || '…') : '';
  const drawn = drawForm(
    form,
    SPECS,
    {
      label: (name) => says.labels[name as keyof typeof says.labels],
      option: (_name, option) => says.classWords(option, sizeOf(option as InstanceClass)),
      hint: (name) => {
        if (name === 'home')
          return typed === '' ? says.hints.home(printable(usual)) : printable(resolve(typed));
        return says.hints[name as 'id' | 'class'];
      },
    },
    room.columns,
    look,
  );
  const lines = ['', ...head, '', ...drawn.lines];
  const { cursor } = drawn;
  return { lines, cursor: cursor ? { ...cursor, row: cursor.row + head.length + 2 } : null };
}

function sizeOf(name: InstanceClass): string {
  return words().instance.capacity(capacityOf(name, thisMachine()));
}
