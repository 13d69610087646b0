/** Step 4: how the tables go. */

import { DmsError } from '../../../../model/errors.ts';
import { isTaskId, TASK_ID_ALLOWED } from '../../../../model/task-id.ts';
import { parseTaskSettings } from '../../../../model/task-settings-parser.ts';
import { readTasks } from '../../../../store/tasks.ts';
import { focusOn, formAfter, formCommands, formTyped, written } from '../../../state/form.ts';
import type { Draft } from '../draft.ts';
import type { StepContext, WizardStep } from '../wizard-step.ts';
import { drawSettings } from './draw-settings.ts';
import { fileSettingsDocument, objectsOf, settingsDocument, settingsFields } from './settings-form.ts';
import { newSettings, type SettingsState } from './settings-state.ts';
import { readStanding } from './target-standing.ts';

export const settingsStep: WizardStep<SettingsState> = {
  name: 'settings',
  enter: (draft, before) => ({
    ...(before ?? newSettings('')),
    suggestedId: suggestion(draft),
    standing: null,
  }),
  commands: (state, draft) => ['wizard.next', ...formCommands(state.form, fieldsOf(state, draft))],
  takesText: ({ form }) => TEXT_FIELDS.has(form.focus),
  draw: drawSettings,
  opened(context) {
    context.work(async (signal) => {
      const taken = readTasks(context.console.stateFolder).tasks.map(({ id }) => id);
      context.update((state) => ({ ...state, suggestedId: free(state.suggestedId, taken) }));
      const standing = await readStanding(context.draft, signal);
      context.update((state) => ({ ...state, standing }));
    });
  },
  perform(command, context) {
    const { state, draft, update } = context;
    const form = formAfter(state.form, fieldsOf(state, draft), command);
    if (form !== null) update((now) => ({ ...now, form }));
    else if (command === 'wizard.next') goOn(context);
  },
  write(text, isPaste, { update, draft }) {
    update((state) => ({ ...state, form: formTyped(state.form, fieldsOf(state, draft), text, isPaste) }));
  },
};

/** Those that letters go into; the others are choices. */
const TEXT_FIELDS: ReadonlySet<string> = new Set(['task', 'lob-kb', 'lanes', 'commit-rate']);

function fieldsOf(state: SettingsState, draft: Draft) {
  return settingsFields(state.form, draft, state.suggestedId);
}

/** The documents are read as the run will read them, so that what is wrong is said where it was typed. */
function goOn({ state, draft, next, console, update }: StepContext<SettingsState>): void {
  const { form } = state;
  const taskId = written(form, fieldsOf(state, draft), 'task').trim();
  const settings = settingsDocument(form);
  try {
    if (!isTaskId(taskId)) {
      throw new DmsError('usage', { problem: `"${taskId}" is no name for a task`, allowed: TASK_ID_ALLOWED });
    }
    parseTaskSettings(settings, 'settings');
  } catch (error) {
    update((now) => ({ ...now, form: isTaskId(taskId) ? now.form : focusOn(now.form, 'task') }));
    console.fail(error);
    return;
  }
  const objects = objectsOf(form);
  const local = objects === null ? {} : { objects };
  const fileSettings = fileSettingsDocument(form);
  next((before) => ({ ...before, taskId, settings, local, fileSettings }));
}

/** `dees-to-rds`: from the ends, without what says that they are ends. */
function suggestion({ source, target }: Draft): string {
  const short = (id: string) => id.replace(/-(?:source|target)(?:-\d+)?$/, '');
  return `${short(source?.id ?? 'source')}-to-${short(target?.id ?? 'target')}`.slice(0, LONGEST);
}

const LONGEST = 60;

function free(id: string, taken: readonly string[]): string {
  let name = id;
  for (let number = 2; taken.includes(name); number += 1) name = `${id}-${number}`;
  return name;
}
