/** How fast something grew over time: its count at even steps, on the clock of the run. */

export interface RateHistory {
  readonly stepMs: number;
  /** When the first count was taken. */
  readonly fromMs: number;
  /** What was counted then, and after each step. */
  readonly counts: readonly number[];
  /** The newest sample: it may lie behind the last step. */
  readonly atMs: number;
  readonly count: number;
}

export interface HistoryLimits {
  readonly stepMs: number;
  /** Steps that are kept. */
  readonly most: number;
  /** What becomes of a history that is longer: the oldest steps go, or two steps become one. */
  readonly whenFull: 'forget' | 'fold';
}

/** With one sample more. A count that went down (a chunk was rolled back) is taken for one that stood still. */
export function sampled(
  before: RateHistory | null,
  atMs: number,
  count: number,
  limits: HistoryLimits,
): RateHistory {
  // Another run began, or its clock did.
  if (before === null || atMs < before.atMs) {
    return { stepMs: limits.stepMs, fromMs: atMs, counts: [count], atMs, count };
  }
  const now = Math.max(count, before.count);
  const counts = [...before.counts];
  for (let next = stepAt(before, counts.length); next <= atMs; next = stepAt(before, counts.length)) {
    const share = (next - before.atMs) / Math.max(1, atMs - before.atMs);
    counts.push(before.count + (now - before.count) * share);
  }
  return shortened({ ...before, counts, atMs, count: now }, limits);
}

/** Counts per second of each step, the oldest first. */
export function ratesOf({ counts, stepMs }: RateHistory): number[] {
  return counts.slice(1).map((count, index) => ((count - counts[index]!) * 1000) / stepMs);
}

function stepAt({ fromMs, stepMs }: RateHistory, step: number): number {
  return fromMs + step * stepMs;
}

function shortened(history: RateHistory, { most, whenFull }: HistoryLimits): RateHistory {
  const over = history.counts.length - 1 - most;
  if (over <= 0) return history;
  const { counts, stepMs, fromMs } = history;
  return whenFull === 'forget'
    ? { ...history, counts: counts.slice(over), fromMs: fromMs + over * stepMs }
    : { ...history, counts: counts.filter((_, index) => index % 2 === 0), stepMs: stepMs * 2 };
}
