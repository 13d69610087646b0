/** Doing something again and again while a place is there. */
import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 1_000;
/** What takes long never fills more than this part of the time. */
const SHARE = 1 / 10;

/** Once at once, then every second until the signal comes; `wake` has it done earlier. */
export async function everySecond(
  work: () => Promise<void>,
  signal: AbortSignal,
  wake: () => AbortSignal = () => signal,
): Promise<void> {
  while (!signal.aborted) {
    const woken = AbortSignal.any([signal, wake()]);
    const began = performance.now();
    await work();
    const took = performance.now() - began;
    try {
      await pause(Math.max(EVERY_MS, took / SHARE), undefined, { signal: woken });
    } catch {
      // Woken, or over.
    }
  }
}
