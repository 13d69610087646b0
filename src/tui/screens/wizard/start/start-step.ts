/** Step 6: the plan as it would be carried out; the task begins from here. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startTask } from '../../../../host/start-task.ts';
import type { ErrorRecord } from '../../../../model/errors.ts';
import { DmsError } from '../../../../model/errors.ts';
import type { TaskPreview } from '../../../../model/task-preview.ts';
import { taskFolder } from '../../../../store/home.ts';
import { writePrivateFile } from '../../../../store/private-files.ts';
import { findTask, readTasks, saveTask } from '../../../../store/tasks.ts';
import { isMoving, LIST_START, type ListPlace, MOVING, moved } from '../../../state/list.ts';
import { exact } from '../../../text/numbers.ts';
import { words } from '../../../text/words.ts';
import { runVisit } from '../../run/run.ts';
import { type Draft, taskDocument } from '../draft.ts';
import { requestOf } from '../draft-request.ts';
import type { StepContext, WizardStep } from '../wizard-step.ts';
import { drawStart, tableSight } from './draw-start.ts';

export interface StartState {
  readonly preview: TaskPreview | null;
  readonly list: ListPlace;
  /** Between the key and the first word of the run. */
  readonly isStarting: boolean;
  readonly folder: string;
}

export const startStep: WizardStep<StartState> = {
  name: 'start',
  enter: () => ({ preview: null, list: LIST_START, isStarting: false, folder: '' }),
  commands: ({ preview, isStarting }) =>
    isStarting ? [] : preview === null ? ['start.export'] : ['start.begin', 'start.export', ...MOVING],
  takesText: () => false,
  draw: drawStart,
  opened({ draft, console, update, work }) {
    const folder = taskFolder(console.stateFolder, draft.taskId);
    update((state) => ({ ...state, folder }));
    work(async (signal) => {
      const { previewTask } = await import('../../../../engine/assess/preview-task.ts');
      const preview = await previewTask(await requestOf(draft, console.stateFolder), signal);
      update((state) => ({ ...state, preview }));
    });
  },
  perform(command, context) {
    const { state, update, room } = context;
    if (isMoving(command)) {
      const rows = state.preview?.tables.length ?? 0;
      update((now) => ({ ...now, list: moved(now.list, command, rows, tableSight(room)) }));
    } else if (command === 'start.begin') begin(context);
    else if (command === 'start.export') exportFile(context);
  },
};

/** What would remove rows is agreed to here, by name, so that the run has nothing left to ask. */
function begin(context: StepContext<StartState>): void {
  const { state, console } = context;
  const [problem] = state.preview?.problems ?? [];
  const destruction = state.preview?.destruction ?? null;
  const says = words().start;
  if (problem !== undefined) console.fail(thrown(problem));
  else if (destruction === null) start(context);
  else {
    console.ask({
      title: says.removes[destruction.prep],
      lines: destruction.tables.map(({ table, rows }) => says.tableRows(table, exact(rows))),
      typed: destruction.name,
      yes: says.yes,
      onYes: () => start(context),
    });
  }
}

function thrown({ kind, facts, server, fix }: ErrorRecord): DmsError {
  return new DmsError(kind, facts, { server, fix });
}

function start({ draft, console, update, work, state }: StepContext<StartState>): void {
  update((now) => ({ ...now, isStarting: true }));
  work(async () => {
    const { stateFolder } = console;
    const { taskId } = draft;
    try {
      await save(draft, stateFolder);
      const secrets = { source: draft.source!.secrets, target: draft.target!.secrets };
      const confirmed = state.preview?.destruction !== null;
      await startTask({ stateFolder, taskId, mode: 'start', secrets, confirmed });
      console.replace(runVisit({ stateFolder, taskId, secrets }));
    } finally {
      update((now) => ({ ...now, isStarting: false }));
    }
  });
}

/** One who came back from a start that failed saves the same task again. */
async function save(draft: Draft, stateFolder: string): Promise<void> {
  const isThere = readTasks(stateFolder).tasks.some(({ id }) => id === draft.taskId);
  const replaced = isThere ? findTask(stateFolder, draft.taskId) : null;
  await saveTask(stateFolder, taskDocument(draft), replaced);
}

/** The file that `dms-tui run` takes; one that is there is never written over. */
function exportFile({ draft, console, work }: StepContext<StartState>): void {
  work(async () => {
    const file = resolve(join(process.cwd(), `${draft.taskId}.json`));
    if (existsSync(file)) throw new DmsError('usage', { problem: words().start.fileThere(file) });
    writePrivateFile(file, `${JSON.stringify(taskDocument(draft), null, 2)}\n`);
    console.confirm(words().start.exported(file));
  });
}
