/** Steps: large objects cut to a size, with every cut counted, and then whole. */
import { POSTERS_SCHEMA } from '../../dees/posters.ts';
import type { World } from '../../world/world.ts';
import { including, runTask } from '../doing/run-task.ts';
import { type LabRun, plannedTables, runsIn } from '../evidence/runs.ts';
import { columnsOf, contentSum, quoted } from '../evidence/tables.ts';
import { type Bench, type Report, type Step, verdict } from '../lesson.ts';
import { taskOf } from './mappings.ts';

const POSTERS = `${POSTERS_SCHEMA}.posters`;
const LARGE = ['image', 'screenplay'];

/** What AWS DMS takes when nobody says otherwise: much less than the posters. */
const LIMIT_KB = 32;

export const lobsLimited: Step = {
  id: 'lobs-limited',
  screen: 'wizard.settings',
  cards: [],
  needs: ['source-endpoint', 'target-endpoint'],
  async check({ world }) {
    const runs = runsOfPosters(world);
    const run = runs.find((one) => truncatedIn(one) > 0);
    if (run === undefined) return verdict([{ what: 'lobs.limited', table: POSTERS }]);
    // What stands on the target now is of this run only when none came after it.
    return verdict([], run === runs[0] ? [await lengths(world, 'limited', truncatedIn(run))] : []);
  },
  doIt: (bench, report, signal) => runPosters(bench, LIMIT_KB, report, signal),
};

export const lobsFull: Step = {
  id: 'lobs-full',
  screen: 'wizard.settings',
  cards: [],
  needs: ['source-endpoint', 'target-endpoint'],
  async check({ world }) {
    const run = runsOfPosters(world).find((one) => one.report.outcome === 'done' && truncatedIn(one) === 0);
    if (run === undefined) return verdict([{ what: 'lobs.full', table: POSTERS }]);
    const there = (await columnsOf(world, 'target', POSTERS)).map((column) => column.name);
    if (there.length === 0) return verdict([{ what: 'table.gone', side: 'target', table: POSTERS }]);
    const columns = there.filter((column) => LARGE.includes(column));
    const sums = await Promise.all([
      contentSum(world, 'source', POSTERS, columns),
      contentSum(world, 'target', POSTERS, columns),
    ]);
    if (sums[0] !== sums[1]) return verdict([{ what: 'lobs.cut', table: POSTERS }]);
    return verdict([], [await lengths(world, 'full', 0)]);
  },
  doIt: (bench, report, signal) => runPosters(bench, null, report, signal),
};

/** The newest first. */
function runsOfPosters(world: World): LabRun[] {
  return runsIn(world.home).filter(({ report }) => plannedTables(report).includes(POSTERS));
}

function truncatedIn({ report }: LabRun): number {
  return report.tables.find((table) => table.source === POSTERS)?.truncated ?? 0;
}

async function lengths(world: World, mode: 'limited' | 'full', truncated: number) {
  const longest = LARGE.map((column) => `COALESCE(MAX(LENGTH(${column})), 0)`).join(', ');
  const of = async (side: 'source' | 'target') => {
    const [row] = await world.ask(side, `SELECT GREATEST(${longest}) AS n FROM ${quoted(POSTERS)}`);
    return Number(row!.n);
  };
  return { what: 'lobs' as const, mode, truncated, source: await of('source'), target: await of('target') };
}

async function runPosters(
  bench: Bench,
  lobKilobytes: number | null,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const task = await taskOf(bench, 'posters', [including(1, POSTERS_SCHEMA, '%')]);
  await runTask(bench.world.home, { ...task, prep: 'drop-and-create', lobKilobytes }, report, signal);
}
