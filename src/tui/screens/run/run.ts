/** A run, while it goes on and after: how far it is, who it waits for, what it can be told, what came of it. */
import type { Secrets } from '../../../endpoints/mask-secrets.ts';
import type { Place, PlaceContext, Visit } from '../../place.ts';
import { filterAfter, filterTyped } from '../../state/filter.ts';
import { isMoving } from '../../state/list.ts';
import { pasted, typed } from '../../state/text-field.ts';
import { drawRun, tableSight } from './draw-run.ts';
import { errorsVisit } from './errors/errors.ts';
import { followRun } from './follow-run.ts';
import { tableAt } from './listed-tables.ts';
import { logVisit } from './log/log.ts';
import { commandsOf } from './offers.ts';
import { answerQuestion, askToStop, setRate, startAgain, turnDial } from './run-commands.ts';
import { RunFollower } from './run-follower.ts';
import {
  listMoved,
  newRun,
  type RunState,
  rateEdited,
  rateOpened,
  toNextAtWork,
  withFilter,
} from './run-state.ts';
import type { RunSubject } from './run-subject.ts';
import { statementsVisit } from './statements/statements.ts';
import { tableVisit } from './table/table.ts';
import { TaskEnds } from './task-ends.ts';

export interface RunRequest {
  readonly stateFolder: string;
  readonly taskId: string;
  /** Those that the task was started with, so that nobody is asked again. */
  readonly secrets?: Secrets | null;
}

/** Shows the run of a task that is under way, or else its last one. */
export function runVisit({ stateFolder, taskId, secrets = null }: RunRequest): Visit<RunState> {
  const follower = new RunFollower(stateFolder, taskId);
  const ends = new TaskEnds(stateFolder, taskId, secrets);
  return { place: runPlace({ taskId, follower, ends }), state: newRun(taskId, follower.followed) };
}

function runPlace(subject: RunSubject): Place<RunState> {
  return {
    title: ({ taskId }) => taskId,
    commands: commandsOf,
    takesText: ({ rate, filter }) => rate !== null || filter.open,
    draw: drawRun,
    opened: (context) => followRun(subject, context),
    perform: (command, context) => perform(subject, command, context),
    write: (text, isPaste, { update }) => update((state) => written(state, text, isPaste)),
  };
}

function written(state: RunState, text: string, isPaste: boolean): RunState {
  const { rate, filter } = state;
  if (rate !== null) return { ...state, rate: isPaste ? pasted(rate, text) : typed(rate, text) };
  return filter.open ? withFilter(state, filterTyped(filter, text, isPaste)) : state;
}

function perform(
  subject: RunSubject,
  command: Parameters<Place<RunState>['perform']>[0],
  context: PlaceContext<RunState>,
): void {
  const { state, update, console, room } = context;
  if (isMoving(command)) {
    update((before) => listMoved(before, command, tableSight(before, room)));
    return;
  }
  switch (command) {
    case 'list.open': {
      const table = tableAt(state);
      if (table !== undefined) console.open(tableVisit(subject, table));
      break;
    }
    case 'run.to-work':
      update((before) => toNextAtWork(before, tableSight(before, room)));
      break;
    case 'run.rate':
      update(rateOpened);
      break;
    case 'run.set-rate':
      setRate(subject, context);
      break;
    case 'run.keep-rate':
      update((before) => ({ ...before, rate: null }));
      break;
    case 'run.stop':
      askToStop(subject, context);
      break;
    case 'run.answer':
      answerQuestion(subject, context);
      break;
    case 'run.errors':
      console.open(errorsVisit(subject));
      break;
    case 'run.log':
      console.open(logVisit(subject));
      break;
    case 'run.statements':
      console.open(statementsVisit(subject));
      break;
    case 'run.detach':
      console.back();
      break;
    case 'run.resume':
      startAgain(subject, context, 'resume');
      break;
    case 'run.start':
      startAgain(subject, context, 'start');
      break;
    case 'run.validate':
      startAgain(subject, context, 'validate');
      break;
    case 'run.again':
      subject.follower.again();
      break;
    default: {
      if (state.rate !== null) update((before) => rateEdited(before, command));
      const filter = filterAfter(state.filter, command);
      if (filter !== null) update((before) => withFilter(before, filter));
      turnDial(subject, context, command);
    }
  }
}
