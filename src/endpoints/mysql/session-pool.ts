/**
 * Sessions for short pieces of work, one piece at a time each. Where the server lets no further one in, work
 * waits for one that is there.
 */
import { DmsError } from '../../model/errors.ts';
import type { Session } from './session.ts';

export class SessionPool {
  readonly #open: () => Promise<Session>;
  readonly #idle: Session[] = [];
  #busy = 0;
  #waiting: (() => void)[] = [];

  constructor(open: () => Promise<Session>) {
    this.#open = open;
  }

  /** An abort drops the session, and with it whatever the server does for it. */
  async use<T>(work: (session: Session) => Promise<T>, signal: AbortSignal): Promise<T> {
    const session = await this.#take(signal);
    const abort = () => session.destroy();
    signal.addEventListener('abort', abort, { once: true });
    try {
      const result = await work(session);
      this.#idle.push(session);
      return result;
    } catch (error) {
      session.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#busy--;
      this.#waiting.shift()?.();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.map((session) => session.close()));
  }

  async #take(signal: AbortSignal): Promise<Session> {
    for (;;) {
      signal.throwIfAborted();
      const session = this.#idle.pop();
      // Counted before it is there: whoever finds no place meanwhile waits for this one.
      this.#busy++;
      try {
        return session ?? (await this.#open());
      } catch (error) {
        this.#busy--;
        const isFull = error instanceof DmsError && error.is('connect.full');
        if (!isFull || this.#busy === 0) {
          // Who waits for what was tried here waits in vain.
          this.#waiting.shift()?.();
          throw error;
        }
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}
