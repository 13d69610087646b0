/** What the screen of a run does by itself: it follows the run, asks what the run asks, and remembers its end. */
import { setTimeout as wait } from 'node:timers/promises';
import type { PlaceContext } from '../../place.ts';
import { farewell } from './farewell.ts';
import { peekAt, tableToPeek } from './peek.ts';
import { answerQuestion } from './run-commands.ts';
import { followedOn, type RunState, stageOf } from './run-state.ts';
import type { RunSubject } from './run-subject.ts';
import { askNobody } from './task-ends.ts';

type Context = PlaceContext<RunState>;

const SECOND_MS = 1_000;

export function followRun(subject: RunSubject, context: Context): void {
  const { follower } = subject;
  follower.subscribe(() => told(subject, context), context.signal);
  context.work((signal) => follower.follow(signal));
  context.work((signal) => countSeconds(context, signal));
}

/** What is waited for is shown growing, even when nothing is told. */
async function countSeconds({ update }: Context, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await wait(SECOND_MS, undefined, { signal }).catch(() => {});
    update((state) => ({ ...state, now: performance.now() }), 'tick');
  }
}

function told(subject: RunSubject, context: Context): void {
  const before = context.state;
  // The place may be gone in this very moment.
  if (before === undefined) return;
  const { followed } = subject.follower;
  context.update((state) => followedOn(state, followed), 'tick');
  const lines = farewell(followed, before.taskId, context.room.columns);
  if (lines !== null) context.console.remember(before.taskId, lines);
  const { question, report } = followed.view;
  if (question !== null && question !== before.followed.view.question) answerQuestion(subject, context);
  const hasEnded = stageOf(context.state) === 'ended' && stageOf(before) !== 'ended';
  if (hasEnded && report.tables.length > 0) peek(subject, context);
}

function peek({ ends }: RunSubject, context: Context): void {
  const { runId, tables } = context.state.followed.view.report;
  const target = tableToPeek(tables);
  if (target === null) return;
  context.update((state) => ({ ...state, peek: { kind: 'reading' } }));
  context.work(async (signal) => {
    const closing = new AbortController();
    try {
      const shelf = await ends.look('target', askNobody, AbortSignal.any([signal, closing.signal]));
      const found = await peekAt(shelf, target, signal);
      context.update((state) =>
        state.followed.view.report.runId === runId ? { ...state, peek: found } : state,
      );
    } catch {
      // The task is not saved any more, or not readable: there is nothing to look at.
      context.update((state) => ({ ...state, peek: { kind: 'none' } }));
    } finally {
      closing.abort();
    }
  });
}
