/** How often, and after what pauses, a task goes on by itself when a connection was lost. */

export interface Recovery {
  /** `RecoverableErrorCount`. Null: no limit but that of the pauses. */
  readonly tries: number | null;
  /** `RecoverableErrorInterval`, in milliseconds. */
  readonly pauseMs: number;
  /** `RecoverableErrorThrottlingMax`, up to which each pause is twice the one before; null: all are alike. */
  readonly longestMs: number | null;
  /** `RecoverableErrorStopRetryAfterThrottlingMax`: whether the task ends rather than pause for so long. */
  readonly endsAtLongest: boolean;
}

/** What AWS DMS does when a document says nothing: nine tries within three quarters of an hour. */
export const USUAL_RECOVERY: Recovery = {
  tries: null,
  pauseMs: 5_000,
  longestMs: 1_800_000,
  endsAtLongest: true,
};

/** The pause before the next try; null when there is none. `before` is how many there were. */
export function pauseBefore(recovery: Recovery, before: number): number | null {
  const { tries, pauseMs, longestMs, endsAtLongest } = recovery;
  if (tries !== null && before >= tries) return null;
  if (longestMs === null) return pauseMs;
  const doubled = pauseMs * 2 ** before;
  if (doubled < longestMs) return doubled;
  return endsAtLongest ? null : longestMs;
}

/** How many tries there are at most; null when there is no end to them. */
export function mostTries(recovery: Recovery): number | null {
  if (recovery.longestMs === null || !recovery.endsAtLongest) return recovery.tries;
  let most = 0;
  while (pauseBefore(recovery, most) !== null) most++;
  return most;
}
