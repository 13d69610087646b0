/**
 * One session for many questions. They take turns, each one can be called off, and calling off ends its own
 * query on the server and never that of the next.
 */
import { untilAborted } from '../until-aborted.ts';
import { endQuery } from './end-query.ts';
import type { Session } from './session.ts';

/** A server that has not let go of a query by then does not answer; nobody waits for it. */
const LET_GO_MS = 2_000;

export class Turns {
  readonly #session: Session;
  #last: Promise<void> = Promise.resolve();

  constructor(session: Session) {
    this.#session = session;
  }

  async take<Result>(signal: AbortSignal, work: (session: Session) => Promise<Result>): Promise<Result> {
    const before = this.#last;
    const turn = Promise.withResolvers<void>();
    // One that is called off while it waits gives its turn on, and not before it has come.
    this.#last = before.then(() => turn.promise);
    try {
      await untilAborted(before, signal);
      return await this.#abortable(signal, work);
    } finally {
      turn.resolve();
    }
  }

  async #abortable<Result>(
    signal: AbortSignal,
    work: (session: Session) => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted();
    const working = work(this.#session);
    try {
      return await untilAborted(working, signal);
    } catch (error) {
      if (signal.aborted) await this.#callOff(working);
      throw error;
    }
  }

  /** Comes back when the session is free again, or is gone. */
  async #callOff(working: Promise<unknown>): Promise<void> {
    const ended = Promise.allSettled([working, endQuery(this.#session)]);
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), LET_GO_MS);
    if ((await Promise.race([ended, late.promise])) === 'late') this.#session.destroy();
    clearTimeout(timer);
  }
}
