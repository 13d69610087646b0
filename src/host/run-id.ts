/** Ids of runs: `<date>-<time>-<process>`, so that their order is that of the runs. */

/**
 * Two runs of one machine cannot share one. It sorts behind the ids of `earlier` runs even where one of them
 * began in this very second, or the clock was set back since: or that one would be taken for the newest.
 */
export function newRunId(now: Date, earlier: readonly string[]): string {
  const behind = Math.max(...earlier.map(startOf)) + 1_000;
  const stamp = new Date(Math.max(now.getTime(), behind)).toISOString();
  return `${stamp.replace(/[-:]/g, '').replace(/\..*/, '').replace('T', '-')}-${process.pid}`;
}

/** When a run began, by its id; -Infinity for what is no id of a run. */
function startOf(runId: string): number {
  const [, date, time] = /^(\d{8})-(\d{6})-/.exec(runId) ?? [];
  if (date === undefined) return Number.NEGATIVE_INFINITY;
  const day = date.replace(/(....)(..)(..)/, '$1-$2-$3');
  const began = Date.parse(`${day}T${time!.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`);
  return Number.isNaN(began) ? Number.NEGATIVE_INFINITY : began;
}

/** The earlier one first. Written out, as a collator that knows numbers takes 10 ms to be made. */
export function byTime(one: string, other: string): number {
  const [a, b] = [splitId(one), splitId(other)];
  return a.time < b.time ? -1 : a.time > b.time ? 1 : a.process - b.process;
}

function splitId(runId: string): { readonly time: string; readonly process: number } {
  const at = runId.lastIndexOf('-');
  return { time: runId.slice(0, at), process: Number(runId.slice(at + 1)) };
}
