/** Steps: the three preparation modes, and what each does to the rows that stand on the target. */
import type { PlannedTable } from '../../../model/events.ts';
import type { PrepMode } from '../../../model/task-settings.ts';
import { including, runTask } from '../doing/run-task.ts';
import { eventsOf, type LabRun, runsIn } from '../evidence/runs.ts';
import { MOVIES } from '../evidence/tables.ts';
import type { Seen } from '../facts.ts';
import { type Bench, type Step, type StepId, verdict } from '../lesson.ts';
import { taskOf } from './mappings.ts';
import { layOutOwnRow, ownRowOf } from './own-row.ts';

export const prepareNothing = preparationStep('prepare-nothing', 'do-nothing', 'kept');
export const prepareTruncate = preparationStep('prepare-truncate', 'truncate', 'truncated');
export const prepareDrop = preparationStep('prepare-drop', 'drop-and-create', 'recreated');

function preparationStep(id: StepId, mode: PrepMode, prep: PlannedTable['prep']): Step {
  return {
    id,
    screen: 'wizard.settings',
    cards: [],
    needs: ['mappings'],
    async begin({ world }) {
      const rows = await layOutOwnRow(world);
      return rows === null ? null : { rows };
    },
    async check(bench) {
      const runs = runsIn(bench.world.home).filter(({ report }) =>
        report.plan.some((table) => table.source === MOVIES),
      );
      const run = runs.find(({ report }) =>
        report.plan.some((table) => table.source === MOVIES && table.prep === prep),
      );
      if (run === undefined) return verdict([{ what: 'preparation', mode, table: MOVIES }]);
      const before = rowsBefore(run, mode) ?? bench.before.get(id)?.rows ?? null;
      if (before === 0) return verdict([{ what: 'preparation.rows', mode, table: MOVIES }]);
      // What stands on the target now is of this run only when none came after it.
      return verdict([], run === runs[0] ? await after(bench, mode, run, before) : []);
    },
    async doIt(bench, report, signal) {
      const task = await taskOf(bench, 'try-preparation', [including(1, 'dees', 'movies')]);
      await runTask(bench.world.home, { ...task, prep: mode }, report, signal);
    },
  };
}

/** A run that removes rows has asked before, and said how many they are. */
function rowsBefore(run: LabRun, mode: PrepMode): number | null {
  if (mode === 'do-nothing') return null;
  const asked = eventsOf(run).find((event) => event.type === 'question');
  const tables = asked?.type === 'question' ? asked.tables : [];
  return tables.find(({ table }) => table === MOVIES)?.rows ?? 0;
}

async function after(bench: Bench, mode: PrepMode, run: LabRun, before: number | null): Promise<Seen[]> {
  const own = await ownRowOf(bench.world);
  if (own === null) return [];
  const { rows, ownRow, ownIndex } = own;
  const outcome = run.report.outcome!;
  return [{ what: 'preparation', mode, table: MOVIES, before, after: rows, outcome, ownRow, ownIndex }];
}
