/** Asks for a secret: one field that shows nothing of it. */
import { DmsError } from '../../../model/errors.ts';
import type { AskPerson, SecretQuestion } from '../../../store/find-secrets.ts';
import { printable } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import type { ConsoleActions, Drawing, Place, Room, Visit } from '../../place.ts';
import {
  type FieldSpec,
  type FormState,
  formAfter,
  formCommands,
  formTyped,
  newForm,
  written,
} from '../../state/form.ts';
import { wordError } from '../../text/errors.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { drawForm } from '../../widgets/form.ts';
import { knownSecret } from './known-secrets.ts';

interface SecretState {
  readonly question: SecretQuestion;
  readonly form: FormState;
}

const SPECS: readonly FieldSpec[] = [{ name: 'secret', kind: 'secret' }];

/**
 * Asks in the console, and not again for what has opened it since it was opened.
 * @throws DmsError 'interrupted' when the person goes back instead of answering
 */
export function askInConsole(console: ConsoleActions): AskPerson {
  return (question) => {
    const known = knownSecret(console, question);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const declined = () => reject(new DmsError('interrupted', { task: '' }));
      console.open({
        place: secretPlace(resolve, declined),
        state: { question, form: newForm(SPECS) },
      } satisfies Visit<SecretState>);
    });
  };
}

function secretPlace(answered: (secret: string | null) => void, declined: () => void): Place<SecretState> {
  return {
    title: () => words().secret.title,
    commands: ({ form }) => [
      'field.done',
      ...formCommands(form, SPECS).filter((one) => one === 'field.reveal'),
    ],
    takesText: () => true,
    draw,
    opened({ signal }) {
      // Whatever way the place is left. After an answer this changes nothing.
      signal.addEventListener('abort', declined, { once: true });
    },
    perform(command, { state, console, update }) {
      if (command === 'field.done') {
        const secret = written(state.form, SPECS, 'secret');
        answered(secret === '' ? null : secret);
        console.back();
        return;
      }
      update((before) => ({ ...before, form: formAfter(before.form, SPECS, command) ?? before.form }));
    },
    write(text, isPaste, { console, update }) {
      // A line break inside would become a blank, and a secret that is changed opens nothing.
      if (isPaste && /[\r\n]/.test(text.replace(/[\r\n]+$/, ''))) console.notice(words().secret.severalLines);
      else update((before) => ({ ...before, form: formTyped(before.form, SPECS, text, isPaste) }));
    },
  };
}

const INDENT = '  ';

function draw({ question, form }: SecretState, room: Room, look: Look): Drawing {
  const { use, user, role, where, because } = question;
  const says = words().secret;
  const asked = says.question[use](printable(user), role, printable(where));
  const why = because === null ? [] : [wordError(because).what, ''];
  const head = [...why.map(printable), asked].flatMap((line) =>
    line === '' ? [''] : wrapped(line, room.columns - 4),
  );
  const fieldWords = { label: () => says.field[use], option: () => '', hint: () => says.hint };
  const field = drawForm(form, SPECS, fieldWords, room.columns, look);
  const lines = ['', ...head.map((line) => INDENT + line), '', ...field.lines];
  const row = lines.length - 1;
  return { lines, cursor: field.cursor ? { column: field.cursor.column, row } : null };
}
