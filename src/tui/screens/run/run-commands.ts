/** What the person tells a run, and what comes back. */

import { startTask } from '../../../host/start-task.ts';
import { DmsError } from '../../../model/errors.ts';
import type { CommandAnswer, RunCommand } from '../../../model/run-commands.ts';
import type { CommandId } from '../../keys/commands.ts';
import { printable } from '../../layout/text.ts';
import type { PlaceContext } from '../../place.ts';
import { words } from '../../text/words.ts';
import { askInConsole } from '../secret/secret.ts';
import { type RunState, type StartMode, writtenRate } from './run-state.ts';
import type { RunSubject } from './run-subject.ts';

type Context = PlaceContext<RunState>;

/** More of them would push what is asked out of sight. */
const MOST_TABLES = 12;

/** `p`, `+` and `-`. */
export function turnDial(subject: RunSubject, context: Context, command: CommandId): void {
  const { dials, progress } = context.state.followed.view;
  const lanes = dials?.lanes ?? progress?.lanes ?? 1;
  if (command === 'run.pause') tell(subject, context, { type: 'pause' });
  if (command === 'run.go-on') tell(subject, context, { type: 'resume' });
  if (command === 'run.more-lanes') tell(subject, context, { type: 'lanes', lanes: lanes + 1 });
  if (command === 'run.fewer-lanes') tell(subject, context, { type: 'lanes', lanes: lanes - 1 });
}

/** Takes the limit that was written; one that is none stays to be put right. */
export function setRate(subject: RunSubject, context: Context): void {
  const { rate } = context.state;
  if (rate === null) return;
  const bytesPerSecond = writtenRate(rate);
  if (bytesPerSecond === undefined) {
    context.console.notice(words().runScreen.rateWrong(printable(rate.text)));
    return;
  }
  context.update((state) => ({ ...state, rate: null }));
  tell(subject, context, { type: 'rate', bytesPerSecond });
}

export function askToStop(subject: RunSubject, context: Context): void {
  const { title, lines, yes } = words().runScreen.stop;
  context.console.ask({
    title: title(printable(context.state.taskId)),
    lines,
    typed: null,
    yes,
    onYes: () => {
      context.update((state) => ({ ...state, asked: 'stop' }));
      tell(subject, context, { type: 'stop' });
    },
  });
}

/** The run waits before rows are removed: what would go is listed, and the target's name is typed. */
export function answerQuestion(subject: RunSubject, context: Context): void {
  const { question } = context.state.followed.view;
  if (question === null) return;
  const says = words().runScreen.question;
  const { prep, name, tables } = question;
  const listed = tables
    .slice(0, MOST_TABLES)
    .map(({ table, rows }) => `${printable(table)}  ${words().counts.rows(rows)}`);
  const rest = tables.length - listed.length;
  context.console.ask({
    title: says.title[prep],
    lines: [...listed, ...(rest > 0 ? [says.more(rest)] : [])],
    typed: name,
    yes: says.yes[prep],
    onYes: () => tell(subject, context, { type: 'answer', yes: true }),
  });
}

/** Starts the task once more in a process of its own, and follows that. */
export function startAgain(subject: RunSubject, context: Context, mode: StartMode): void {
  const { console, update } = context;
  if (context.state.asked !== null) return;
  update((state) => ({ ...state, asked: mode }));
  context.work(async () => {
    try {
      const secrets = await subject.ends.secrets(askInConsole(console));
      const { stateFolder } = console;
      await startTask({ stateFolder, taskId: subject.taskId, mode, secrets, confirmed: false });
      subject.follower.again();
    } catch (error) {
      update((state) => ({ ...state, asked: null }));
      // A person who would not say a password has chosen not to start it.
      if (!(error instanceof DmsError && error.is('interrupted'))) throw error;
    }
  });
}

function tell(subject: RunSubject, context: Context, command: RunCommand): void {
  context.work(async () => {
    const answer = await subject.follower.send(command);
    if (answer.result === 'done') return;
    if (command.type === 'stop') context.update((state) => ({ ...state, asked: null }));
    context.console.notice(refused(answer));
  });
}

function refused(answer: Exclude<CommandAnswer, { result: 'done' }>): string {
  const says = words().runScreen;
  return answer.result === 'busy' ? says.busy(answer) : says.refusal(answer);
}
