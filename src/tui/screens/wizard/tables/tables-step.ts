/** Step 3: which tables go, under which names. */
import { pasted, typed } from '../../../state/text-field.ts';
import type { Draft } from '../draft.ts';
import type { WizardStep } from '../wizard-step.ts';
import { drawTables } from './draw-tables.ts';
import { type Rule, withPattern } from './rules.ts';
import { readTables } from './tables-effects.ts';
import { closeInner, pasteRules, performTables, tablesCommands, withPrompt } from './tables-keys.ts';
import { newTables, type TablesState } from './tables-state.ts';

export const tablesStep: WizardStep<TablesState> = {
  name: 'tables',
  // The list is read again each time: the source may be another one by now.
  enter: (draft, before) => newTables(before?.rules ?? rulesOf(draft)),
  commands: tablesCommands,
  takesText: ({ prompt }) => prompt !== null,
  draw: (state, _draft, room, look) => drawTables(state, room, look),
  opened: readTables,
  perform(command, context) {
    if (command === 'tables.again') {
      context.update((state) => ({ ...state, stage: 'reading' }));
      readTables(context);
    } else performTables(command, context);
  },
  write(text, isPaste, context) {
    const { prompt } = context.state;
    if (isPaste && pasteRules(context, text)) return;
    if (prompt !== null) {
      withPrompt(context, {
        ...prompt,
        field: isPaste ? pasted(prompt.field, text) : typed(prompt.field, text),
      });
    }
  },
  mayLeave: closeInner,
};

/** A source that names a schema means its tables. */
function rulesOf({ mappings, source }: Draft): readonly Rule[] {
  if (mappings !== null) return mappings.rules;
  const schema = source?.address.engine === 'mysql' ? source.address.schema : null;
  return schema === null ? [] : withPattern([], `\`${schema.replaceAll('`', '``')}\`.%`);
}
