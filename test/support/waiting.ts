/** Waiting for a thing to become true, never for time to pass. */
import { setTimeout as pause } from 'node:timers/promises';

/** A thing that has not come true after this long does not come. */
const WITHIN_MS = 30_000;

/** Repeats `check` until it no longer throws; its value. Fails with the last error. */
export async function eventually<T>(check: () => T | Promise<T>, withinMs = WITHIN_MS): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(10);
    }
  }
}
