/** Ctrl-C and its kin: the first asks for a stop that keeps the checkpoint, the second leaves at once. */

/** SIGHUP comes when the terminal or SSH session goes away: no reason to lose the clean stop. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a shell reports for a program ended by Ctrl-C. */
const INTERRUPTED = 130;

export interface StopSignals {
  readonly signal: AbortSignal;
  /** Gives the signals back to whoever had them; after a stop it was asked for, a second one still leaves at once. */
  dispose(): void;
}

/** `onFirst` may tell the person that a stop is under way and what a second signal does. */
export function listenForStop(onFirst: () => void): StopSignals {
  const controller = new AbortController();
  const listener = () => {
    // What is committed is safe whatever happens to this process, so leaving in the midst loses nothing.
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
    onFirst();
  };
  for (const name of SIGNALS) process.on(name, listener);
  return {
    signal: controller.signal,
    dispose() {
      // The program is about to end, and somebody may press again meanwhile: that must not be another ending.
      if (controller.signal.aborted) return;
      for (const name of SIGNALS) process.off(name, listener);
    },
  };
}
