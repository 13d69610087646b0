/** Contestants, and how they are run against each other. */
import type { BenchOptions } from './bench-options.ts';
import type { Ground } from './ground.ts';

/** One run of a contestant. */
export interface Round {
  readonly seconds: number;
  /** Parts of the time by name, in seconds. */
  readonly parts?: Readonly<Record<string, number>>;
  /** Of our own process, user and system; null where a contestant is not ours. */
  readonly cpuSeconds?: number;
  readonly peakBytes?: number;
}

/** Enough for the sizes targets are set for; runs of few rows would go on for ever. */
const MOST_WARM_UPS = 2;

export interface Contestant {
  readonly name: string;
  /** Why it cannot run here (what is missing and how to get it); null when it can. */
  readonly missing: string | null;
  run(): Promise<Round>;
  /** @throws Error when the copy that the run made is not the source's content */
  prove(): Promise<void>;
}

export interface Result {
  readonly name: string;
  readonly rounds: readonly Round[];
  /** Why there is no figure: a missing program, a failure, a wrong copy. */
  readonly problem: string | null;
  /** Whether the problem is only that a program is not here. */
  readonly missing: boolean;
}

/** What a group works with. */
export interface Arena {
  readonly ground: Ground;
  readonly options: BenchOptions;
  /** Main schema: `sample1` of `options.rows` rows on the source. */
  readonly schema: string;
}

/**
 * Runs all of them in turn, each into an emptied target, as many rounds as asked for. Before the first group
 * of a bench one of them runs without being counted until the target is warm: memory and redo log are touched
 * for the first time in it, and whoever came first would pay for that.
 */
export async function compete(
  contestants: readonly Contestant[],
  schema: string,
  { ground, options }: Pick<Arena, 'ground' | 'options'>,
): Promise<Result[]> {
  const rounds = new Map<Contestant, Round[]>(contestants.map((one) => [one, []]));
  const problems = new Map<Contestant, string>();
  await warmUp(contestants[0], schema, ground);
  for (let round = 0; round < options.rounds; round++) {
    // Everyone goes first once: nobody's figure rests on its place in the order.
    const first = round % contestants.length;
    for (const one of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      if (one.missing !== null || problems.has(one)) continue;
      try {
        await ground.empty(schema);
        const done = await one.run();
        await one.prove();
        rounds.get(one)!.push(done);
        ground.say(`${one.name}: ${done.seconds.toFixed(2)} s`);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        problems.set(one, reason);
        ground.say(`${one.name}: no figure: ${reason}`);
      }
    }
  }
  return contestants.map((one) => ({
    name: one.name,
    rounds: problems.has(one) ? [] : rounds.get(one)!,
    problem: one.missing ?? problems.get(one) ?? null,
    missing: one.missing !== null,
  }));
}

async function warmUp(one: Contestant | undefined, schema: string, ground: Ground): Promise<void> {
  if (!one || one.missing !== null) return;
  for (let run = 0; run < MOST_WARM_UPS && (await ground.isCold()); run++) {
    await ground.empty(schema);
    // What fails here fails again where it is counted, and is told there.
    await one.run().catch(() => undefined);
  }
}

/** The middle one of the rounds' figures, or null when there is none. */
export function median(
  result: Result | undefined,
  figure: (round: Round) => number | undefined,
): number | null {
  const values = (result?.rounds ?? [])
    .map(figure)
    .filter((value) => value !== undefined)
    .toSorted((a, b) => a - b);
  if (values.length === 0) return null;
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

/** Generous for the slowest contestant; a hanging one costs this and not the night. */
export function timeLimitMs(rows: number): number {
  return 120_000 + rows * 0.2;
}
