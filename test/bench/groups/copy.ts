/** MySQL → MySQL against everything people use by hand. */
import { type Arena, compete, median, type Result } from '../contestant.ts';
import {
  cargoOf,
  DUMP_AND_LOAD,
  dumpAndLoad,
  LOAD_DATA,
  loadDataInfile,
  MYDUMPER,
  mydumper,
  OURS,
  OURS_VALIDATED,
  ours,
  unloadSample,
} from '../mysql-contestants.ts';
import { inMb, peakBytes, ratio, resultLines, seconds, type Verdict } from '../report.ts';
import type { Findings } from './group.ts';

/** Node's share of the work, so that the servers stay the limit on a machine they share with it. */
export const CPU_SECONDS_PER_MILLION = 1.6;
/** For any number of rows. */
export const PEAK_MB = 220;

export async function copyGroup(arena: Arena): Promise<Findings> {
  const { ground, options, schema } = arena;
  const cargo = await cargoOf(ground, schema, options.rows);
  const unload = await unloadSample(ground, schema);
  const contestants = [
    ours(cargo, false),
    dumpAndLoad(cargo),
    mydumper(cargo),
    loadDataInfile(cargo, unload),
    ours(cargo, true),
  ];
  const results = await compete(contestants, schema, arena);
  return {
    lines: resultLines(results, options.rows, 'MySQL → MySQL'),
    verdicts: [
      against(results, 'copy ÷ mariadb-dump | mariadb', DUMP_AND_LOAD, 0.45),
      against(results, 'copy ÷ mydumper + myloader', MYDUMPER, 0.8),
      against(results, "copy ÷ myloader's phase alone", MYDUMPER, 1.05, 'load'),
      against(results, 'copy ÷ LOAD DATA INFILE', LOAD_DATA, 0.9),
      ...resourceVerdicts(results, options.rows, 'copy'),
    ],
    results,
  };
}

/** Ours without validation by a peer (or a part of its time): peers do not validate. */
export function against(
  results: readonly Result[],
  what: string,
  peer: string,
  target: number,
  part?: string,
): Verdict {
  const of = (name: string) => results.find((result) => result.name === name);
  const theirs = median(of(peer), part === undefined ? seconds : (round) => round.parts?.[part]);
  return {
    what,
    figure: ratio(median(of(OURS), seconds), theirs),
    target,
    unit: 'ratio',
    validated: ratio(median(of(OURS_VALIDATED), seconds), theirs),
  };
}

export function resourceVerdicts(results: readonly Result[], rows: number, what: string): Verdict[] {
  const of = (name: string) => results.find((result) => result.name === name);
  const cpu = (name: string) =>
    median(of(name), (round) =>
      round.cpuSeconds === undefined ? undefined : round.cpuSeconds / (rows / 1e6),
    );
  const peak = (name: string) => inMb(peakBytes(of(name)));
  return [
    {
      what: `${what}: CPU of Node per million rows`,
      figure: cpu(OURS),
      target: CPU_SECONDS_PER_MILLION,
      unit: 's',
      validated: cpu(OURS_VALIDATED),
    },
    {
      what: `${what}: peak memory of Node`,
      figure: peak(OURS),
      target: PEAK_MB,
      unit: 'MB',
      validated: peak(OURS_VALIDATED),
    },
  ];
}
