/** Waiting for an endpoint so that the screen says what for, and goes on saying how long. */
import { setTimeout as pause } from 'node:timers/promises';
import { DmsError, type ErrorRecord, errorRecord } from '../../../model/errors.ts';
import { wrapped } from '../../layout/wrap.ts';
import { errorOnScreen } from '../../lines/error-on-screen.ts';
import type { PlaceContext } from '../../place.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';

/** Part of the state of every place that asks an endpoint. */
export interface Asking {
  /** What is waited for, and since how many seconds; null while nothing is. */
  readonly waiting: { readonly what: string; readonly seconds: number } | null;
  /** Why the last question had no answer. */
  readonly error: ErrorRecord | null;
}

export const NOT_ASKING: Asking = { waiting: null, error: null };

/**
 * Asks the endpoint for something, in the sight of the person. A person who would not say a password has
 * chosen not to come in, and is taken back.
 */
export function askEndpoint<State extends Asking>(
  context: PlaceContext<State>,
  what: string,
  ask: (signal: AbortSignal) => Promise<void>,
): void {
  const { console, update, signal } = context;
  update((state) => ({ ...state, waiting: { what, seconds: 0 }, error: null }));
  const done = new AbortController();
  void sayHowLong(context, AbortSignal.any([signal, done.signal]));
  context.work(async () => {
    try {
      await ask(signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof DmsError && error.is('interrupted')) console.back();
      else update((state) => ({ ...state, error: errorRecord(error) }));
    } finally {
      done.abort();
      update((state) => ({ ...state, waiting: null }));
    }
  });
}

async function sayHowLong<State extends Asking>(
  { update }: PlaceContext<State>,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      await pause(1_000, undefined, { signal });
      update((state) => waitedFor(state, (state.waiting?.seconds ?? 0) + 1), 'tick');
    }
  } catch {
    // It came, or nobody waits any more.
  }
}

/** The endpoint is waited for since so many seconds: 0 when the person has just stopped being waited for. */
export function waitedFor<State extends Asking>(state: State, seconds: number): State {
  return state.waiting === null ? state : { ...state, waiting: { ...state.waiting, seconds } };
}

const INDENT = '  ';
/** Shorter waits are over before they are read. */
const SAY_SECONDS = 1;

/**
 * What is waited for, or why there was no answer. `there`: something is in sight already, which a short wait
 * need not say anything about.
 */
export function askingLines(
  { waiting, error }: Asking,
  there: boolean,
  columns: number,
  look: Look,
): string[] {
  if (waiting !== null) {
    const { what, seconds } = waiting;
    if (there && seconds < SAY_SECONDS) return [];
    const long = seconds < SAY_SECONDS ? '' : `  ${words().browse.seconds(seconds)}`;
    const line = `${what} ${look.ellipsis}${long}`;
    return wrapped(line, columns - 4).map((one) => INDENT + look.paint('dim', one));
  }
  if (error === null) return [];
  return errorOnScreen(error, look, columns);
}
