/** Step: a task whose mappings are `dees` and `%`, run once. */
import { including, type LabTask, runTask } from '../doing/run-task.ts';
import { runOf, runsIn } from '../evidence/runs.ts';
import { ALL_TABLES, columnsOf, SCHEMA } from '../evidence/tables.ts';
import type { Missing } from '../facts.ts';
import { type Bench, type Step, verdict } from '../lesson.ts';
import { bothEnds } from './endpoints.ts';

export const mappings: Step = {
  id: 'mappings',
  screen: 'wizard.tables',
  cards: [],
  needs: ['source-endpoint', 'target-endpoint'],
  async check({ world }) {
    const run = runOf(
      runsIn(world.home).filter(({ report }) => report.outcome === 'done'),
      ALL_TABLES,
    );
    if (run === null) return verdict([noRun(world.home, ALL_TABLES)]);
    const missing: Missing[] = [];
    for (const table of ALL_TABLES) {
      const gone = (await columnsOf(world, 'target', table)).length === 0;
      if (gone) missing.push({ what: 'table.gone', side: 'target', table });
    }
    const { task, rows, elapsedMs: ms, plan } = run.report;
    return verdict(missing, [{ what: 'run', task, tables: plan.length, rows, ms }]);
  },
  async doIt(bench, report, signal) {
    const task = await taskOf(bench, 'dees-to-target', [including(1, SCHEMA, '%')]);
    // What stands there is of an earlier try, if anything is.
    await runTask(bench.world.home, { ...task, prep: 'drop-and-create' }, report, signal);
  },
};

/** What to say of a run that has not been, or has not come to a good end. */
export function noRun(home: string, tables: readonly string[]): Missing {
  const run = runOf(runsIn(home), tables);
  if (run === null) return { what: 'run', tables };
  return { what: 'run.outcome', task: run.report.task, outcome: run.report.outcome! };
}

/** A task between the two databases of the lab. */
export async function taskOf(bench: Bench, id: string, rules: readonly object[]): Promise<LabTask> {
  const { source, target } = await bothEnds(bench);
  return { id, source: source!.id, target: target!.id, rules, prep: null, lobKilobytes: null };
}
