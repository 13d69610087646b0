/** What is done to tasks from their list. */
import { attach } from '../../../host/attach.ts';
import { runCount } from '../../../host/newest-run.ts';
import { startTask } from '../../../host/start-task.ts';
import type { TaskState } from '../../../host/task-state.ts';
import { DmsError } from '../../../model/errors.ts';
import type { RunMode } from '../../../model/events.ts';
import { deleteTask } from '../../../store/tasks.ts';
import type { CommandId } from '../../keys/commands.ts';
import { keyName } from '../../keys/key-name.ts';
import { printable } from '../../layout/text.ts';
import type { PlaceContext } from '../../place.ts';
import { words } from '../../text/words.ts';
import { chooseLook, speaksUnicode } from '../../theme/look.ts';
import { exportTaskVisit } from '../export/export-task.ts';
import { runVisit } from '../run/run.ts';
import { TaskEnds } from '../run/task-ends.ts';
import { askInConsole } from '../secret/secret.ts';
import type { TaskRow } from './home-rows.ts';
import type { HomeState } from './home-state.ts';
import { wayOf } from './task-list.ts';

type Context = PlaceContext<HomeState>;

/** What can be done with it as it stands, the most important first. */
export function taskCommands({ state }: TaskRow): readonly CommandId[] {
  if (state === null) return ['task.delete'];
  const { owner, run } = state;
  if (owner !== null) return ['task.open', 'task.stop', 'task.export'];
  const again: readonly CommandId[] = run?.canResume ? ['task.resume', 'task.start'] : ['task.start'];
  return ['task.open', ...again, 'task.validate', 'task.export', 'task.delete'];
}

export function actOnTask(command: CommandId, context: Context, row: TaskRow, done: () => void): void {
  const { console } = context;
  const { state, id } = row;
  switch (command) {
    case 'task.open':
      // One that has never run has nothing to show yet.
      if (state !== null && state.run === null && state.owner === null) askToStart(context, state);
      else console.open(runVisit({ stateFolder: console.stateFolder, taskId: id }));
      break;
    case 'task.start':
      if (state !== null) askToStart(context, state);
      break;
    case 'task.resume':
      start(context, id, 'resume');
      break;
    case 'task.validate':
      start(context, id, 'validate');
      break;
    case 'task.stop':
      askToStop(context, id);
      break;
    case 'task.export':
      if (state !== null) console.open(exportTaskVisit(id, state.task.document));
      break;
    case 'task.delete':
      askToDelete(context, id, done);
      break;
  }
}

/** From the beginning: the run itself asks again before a row of the target is removed. */
function askToStart(context: Context, state: TaskState): void {
  const says = words().home.startTask;
  const { id } = state.task;
  const look = chooseLook({ unicode: speaksUnicode(), colour: false });
  context.console.ask({
    title: says.title(printable(id)),
    lines: [
      wayOf(state, look),
      ...(state.run?.canResume ? [says.forgetsCheckpoint(keyName('task.resume'))] : []),
      says.asksBeforeRemoving,
    ],
    typed: null,
    yes: says.yes,
    onYes: () => start(context, id, 'start'),
  });
}

/** In a process of its own; its screen is opened once it runs. */
function start({ console, work }: Context, taskId: string, mode: RunMode): void {
  const { stateFolder } = console;
  work(async () => {
    try {
      const secrets = await new TaskEnds(stateFolder, taskId, null).secrets(askInConsole(console));
      await startTask({ stateFolder, taskId, mode, secrets, confirmed: false });
      console.open(runVisit({ stateFolder, taskId, secrets }));
    } catch (error) {
      // A person who would not say a password has chosen not to start it.
      if (!(error instanceof DmsError && error.is('interrupted'))) throw error;
    }
  });
}

function askToStop(context: Context, id: string): void {
  const { title, lines, yes } = words().runScreen.stop;
  context.console.ask({
    title: title(printable(id)),
    lines,
    typed: null,
    yes,
    onYes: () => stop(context, id),
  });
}

function stop({ console, work }: Context, id: string): void {
  work(async (signal) => {
    const handlers = { onEvent: () => {}, onEnd: () => {} };
    const run = await attach(console.stateFolder, id, handlers, signal, { wish: 'watch' });
    try {
      const answer = await run.send({ type: 'stop' });
      const says = words().runScreen;
      if (answer.result === 'done') console.confirm(says.stopping);
      else console.notice(answer.result === 'busy' ? says.busy(answer) : says.refusal(answer));
    } finally {
      run.close();
    }
  });
}

/** With the logs of its runs: the name is typed. */
function askToDelete({ console, work }: Context, id: string, done: () => void): void {
  const says = words().home.deleteTask;
  const { stateFolder } = console;
  console.ask({
    title: says.title(printable(id)),
    lines: [says.logs(runCount(stateFolder, id)), says.target],
    typed: id,
    yes: says.yes,
    onYes: () =>
      work(async () => {
        deleteTask(stateFolder, id);
        done();
        console.confirm(says.done(printable(id)));
      }),
  });
}
