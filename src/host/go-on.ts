/** Carries a task out, and goes on from its checkpoint when a connection was lost on the way. */
import { setTimeout as pause } from 'node:timers/promises';
import { DmsError, type ErrorKind, type ErrorRecord, errorRecord } from '../model/errors.ts';
import type { EventBody, RunMode, RunOutcome } from '../model/events.ts';
import { mostTries, pauseBefore, type Recovery } from '../model/recovery.ts';

/**
 * What passes by itself once a run is under way: a server starts again, a line comes back; and the server may
 * keep a lost session, which holds the task, for a while.
 */
const PASSING: ReadonlySet<ErrorKind> = new Set([
  'connect.lost',
  'connect.name',
  'connect.unreachable',
  'connect.timeout',
  'connect.silent',
  'connect.full',
  'target.busy',
]);

type RunEnd = Extract<EventBody, { type: 'run.finished' }>;

export interface GoingOn {
  readonly mode: RunMode;
  readonly recovery: Recovery;
  /** One try: opens both ends, works, closes both. */
  readonly attempt: (mode: RunMode, emit: (event: EventBody) => void) => Promise<RunOutcome>;
  readonly emit: (event: EventBody) => void;
  /** Told before each pause. */
  readonly onPause: () => void;
  readonly signal: AbortSignal;
}

/** @throws whatever the first try has thrown, or one that nothing mends */
export async function goOn(going: GoingOn): Promise<RunOutcome> {
  const { recovery, emit, signal } = going;
  const started = performance.now();
  let isUnderWay = false;
  /** How it stood at the end of the last try that came so far. */
  let end: RunEnd | null = null;
  for (let before = 0; ; before++) {
    const held = new HeldEvents(emit, performance.now() - started);
    const mode = before > 0 && going.mode === 'start' ? 'resume' : going.mode;
    let outcome: RunOutcome | null = null;
    let thrown: unknown = null;
    try {
      outcome = await going.attempt(mode, held.take);
    } catch (error) {
      thrown = error;
      if (isPassing(error)) held.lost ??= errorRecord(error);
    }
    isUnderWay ||= held.hasPlan;
    end = held.end ?? end;
    const mayGoOn = isUnderWay && held.lost !== null && (outcome === null || outcome === 'failed');
    const pauseMs = mayGoOn && !signal.aborted ? pauseBefore(recovery, before) : null;
    if (pauseMs !== null) {
      emit(notice(held.lost!, pauseMs, before + 1, mostTries(recovery)));
      going.onPause();
      await pause(pauseMs, undefined, { signal }).catch(() => {});
      if (!signal.aborted) continue;
    } else if (outcome !== null) {
      held.release();
      return outcome;
    }
    if (end === null || !(signal.aborted || held.lost)) throw thrown;
    // Nobody came back: what there is stands as it was when the connection was lost.
    if (!signal.aborted) emit({ type: 'error', table: null, error: held.lost! });
    const last = signal.aborted ? 'interrupted' : 'failed';
    emit({ ...end, outcome: last, elapsedMs: performance.now() - started });
    return last;
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof DmsError && PASSING.has(error.kind);
}

/** Keeps what says that the run failed until it is known that it did. Everything else goes on at once. */
class HeldEvents {
  /** The first error of those that pass. */
  lost: ErrorRecord | null = null;
  /** Whether there is a checkpoint to go on from. */
  hasPlan = false;
  end: RunEnd | null = null;
  readonly #emit: (event: EventBody) => void;
  readonly #beforeMs: number;
  readonly #held: EventBody[] = [];

  /** `beforeMs` is how long the run had lasted when this try began. */
  constructor(emit: (event: EventBody) => void, beforeMs: number) {
    this.#emit = emit;
    this.#beforeMs = beforeMs;
  }

  readonly take = (event: EventBody): void => {
    const whole = this.#ofWholeRun(event);
    if (event.type === 'plan') this.hasPlan = true;
    if (event.type === 'run.finished') this.end = event;
    const error = errorOf(event);
    if (error !== null && PASSING.has(error.kind)) this.lost ??= error;
    if (this.lost !== null && (error !== null || event.type === 'table.state')) this.#held.push(whole);
    else if (event.type === 'run.finished') this.#held.push(whole);
    else this.#emit(whole);
  };

  release(): void {
    for (const event of this.#held) this.#emit(event);
  }

  #ofWholeRun(event: EventBody): EventBody {
    if (event.type === 'run.finished') return { ...event, elapsedMs: event.elapsedMs + this.#beforeMs };
    if (event.type !== 'progress') return event;
    const { progress } = event;
    return { ...event, progress: { ...progress, elapsedMs: progress.elapsedMs + this.#beforeMs } };
  }
}

function errorOf(event: EventBody): ErrorRecord | null {
  if (event.type === 'error') return event.error;
  return event.type === 'table.state' ? event.table.error : null;
}

function notice(lost: ErrorRecord, pauseMs: number, number: number, most: number | null): EventBody {
  const address = 'address' in lost.facts ? lost.facts.address : 'host' in lost.facts ? lost.facts.host : '';
  const why = lost.server?.message ?? ('reason' in lost.facts ? lost.facts.reason : lost.kind);
  const detail = `The connection was lost (${why}). The run connects again in ${Math.round(pauseMs / 1_000)} s and goes on from its checkpoint; try ${number}${most === null ? '' : ` of ${most}`}.`;
  return { type: 'issue', issue: { code: 'fallback', subject: String(address), detail } };
}
