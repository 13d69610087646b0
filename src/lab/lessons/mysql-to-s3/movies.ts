/** Step: a task with `movies` only, into the bucket. */

import { including, type LabTask, runTask } from '../doing/run-task.ts';
import { databaseEndpoint } from '../evidence/endpoints.ts';
import { runsToStore } from '../evidence/objects.ts';
import { runOf } from '../evidence/runs.ts';
import { MOVIES } from '../evidence/tables.ts';
import { type Bench, type Step, verdict } from '../lesson.ts';
import { noRun } from '../mysql-to-mysql/mappings.ts';
import { storeEndpoint } from './s3-endpoint.ts';

export const movies: Step = {
  id: 'movies',
  screen: 'wizard.tables',
  cards: [],
  needs: ['s3-endpoint'],
  async check({ world }) {
    const run = runOf(runsToStore(world), [MOVIES]);
    if (run === null) return verdict([noRun(world.home, [MOVIES])]);
    const { task, rows, elapsedMs: ms, plan } = run.report;
    return verdict([], [{ what: 'run', task, tables: plan.length, rows, ms }]);
  },
  async doIt(bench, report, signal) {
    const task = await taskToStore(bench, 'movies-to-s3', [including(1, 'dees', 'movies')]);
    await runTask(bench.world.home, task, report, signal);
  },
};

export async function taskToStore(bench: Bench, id: string, rules: readonly object[]): Promise<LabTask> {
  const { world } = bench;
  const source = await databaseEndpoint(world.home, 'source', world.source);
  const target = await storeEndpoint(bench);
  const ends = { source: source.endpoint!.id, target: target.endpoint!.id };
  // Files of an earlier run of the lab may stand there.
  return { id, ...ends, rules, prep: 'drop-and-create', lobKilobytes: null };
}
