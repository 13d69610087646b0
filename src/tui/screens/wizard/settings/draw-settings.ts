/** How the settings are drawn: the fields, and what the choice with the focus means for these tables. */
import { wrapped } from '../../../layout/wrap.ts';
import type { Drawing, Room } from '../../../place.ts';
import { focused, written } from '../../../state/form.ts';
import { words } from '../../../text/words.ts';
import type { Look } from '../../../theme/look.ts';
import { drawForm } from '../../../widgets/form.ts';
import type { Draft } from '../draft.ts';
import { settingsFields } from './settings-form.ts';
import type { SettingsState } from './settings-state.ts';

const WIDEST = 110;

export function drawSettings(state: SettingsState, draft: Draft, room: Room, look: Look): Drawing {
  const columns = Math.min(room.columns, WIDEST);
  const specs = settingsFields(state.form, draft, state.suggestedId);
  const form = drawForm(state.form, specs, formWords(), columns - 2, look);
  const means = meaning(state, draft).flatMap((line) => wrapped(line, columns - 6));
  const sight = Math.max(4, room.rows - means.length - 3);
  const from = Math.max(
    0,
    Math.min((form.cursor?.row ?? rowOf(state, specs)) - sight + 1, form.lines.length - sight),
  );
  const shown = form.lines.slice(from, from + sight).map((line) => ` ${line}`);
  return {
    lines: [
      ` ${look.paint('bold', words().settings.question)}`,
      '',
      ...shown,
      '',
      ...means.map((line) => look.paint('dim', `    ${line}`)),
    ],
    cursor: form.cursor ? { column: form.cursor.column + 1, row: form.cursor.row - from + 2 } : null,
  };
}

function rowOf({ form }: SettingsState, specs: ReturnType<typeof settingsFields>): number {
  const at = focused(form, specs);
  return at === null ? 0 : specs.indexOf(at);
}

function formWords() {
  const { labels, hints, options } = words().settings;
  return {
    label: (name: string) => labels[name as keyof typeof labels] ?? name,
    hint: (name: string) => hints[name as keyof typeof hints] ?? '',
    option: (name: string, option: string) => {
      const ofField = options[name as keyof typeof options] as Readonly<Record<string, string>> | undefined;
      return ofField?.[option] ?? words().settings.yesOrNo[option as 'yes' | 'no'] ?? option;
    },
  };
}

/** What the field with the focus comes to; for the preparation, with what stands on the target. */
function meaning(state: SettingsState, draft: Draft): readonly string[] {
  const specs = settingsFields(state.form, draft, state.suggestedId);
  const name = focused(state.form, specs)?.name ?? '';
  const chosen = written(state.form, specs, name);
  const says = words().settings;
  if (name === 'prep') {
    const { standing } = state;
    const means = says.prep[chosen as keyof typeof says.prep] ?? '';
    if (draft.target?.address.engine !== 'mysql') return [says.prepOfFiles];
    if (standing === null) return [means, says.asking];
    return [means, standing.tables === 0 ? says.noneStands : says.standing(standing.tables, standing.rows)];
  }
  const of = says.means[name as keyof typeof says.means] as Readonly<Record<string, string>> | undefined;
  const text = of?.[chosen] ?? of?.['*'];
  return text === undefined ? [] : [text];
}
