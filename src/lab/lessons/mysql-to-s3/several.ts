/** Step: the same with several tables, each in a folder of its own. */
import type { World } from '../../world/world.ts';
import { including, runTask } from '../doing/run-task.ts';
import { csvRecords } from '../evidence/csv-records.ts';
import { listObjects, prefixOf, readObject, runsToStore } from '../evidence/objects.ts';
import { type LabRun, plannedTables } from '../evidence/runs.ts';
import { ALL_TABLES, countRows, SCHEMA } from '../evidence/tables.ts';
import type { Missing, Seen } from '../facts.ts';
import { type Step, verdict } from '../lesson.ts';
import { noRun } from '../mysql-to-mysql/mappings.ts';
import { taskToStore } from './movies.ts';
import { storeEndpoint } from './s3-endpoint.ts';

export const several: Step = {
  id: 'several',
  screen: 'wizard.tables',
  cards: ['cost'],
  needs: ['s3-endpoint'],
  async check(bench) {
    const { world } = bench;
    const run = runsToStore(world).find(({ report }) => report.plan.length > 1);
    if (run === undefined) return verdict([noRun(world.home, ALL_TABLES)]);
    const { endpoint } = await storeEndpoint(bench);
    // A line of names in each file is no row.
    const heads = endpoint?.address.engine === 's3' && endpoint.address.files.header ? 1 : 0;
    const missing: Missing[] = [];
    const seen: Seen[] = [];
    for (const table of plannedTables(run.report)) {
      const found = await filesOf(world, run, table, heads);
      const [counted] = await countRows(world, 'source', [table]);
      if (counted?.rows === found.rows) seen.push({ what: 'file', table, ...found });
      else missing.push({ what: 'file.rows', table, source: counted?.rows ?? 0, files: found.rows });
    }
    return verdict(missing, seen);
  },
  async doIt(bench, report, signal) {
    const task = await taskToStore(bench, 'dees-to-s3', [including(1, SCHEMA, '%')]);
    await runTask(bench.world.home, task, report, signal);
  },
};

async function filesOf(world: World, run: LabRun, table: string, heads: number) {
  const objects = await listObjects(world, prefixOf(run, table));
  let rows = 0;
  for (const { key } of objects) {
    await readObject(world, key, async (bytes) => {
      for await (const _record of csvRecords(bytes)) rows++;
    });
  }
  const bytes = objects.reduce((sum, object) => sum + object.bytes, 0);
  return { rows: rows - heads * objects.length, files: objects.length, bytes };
}
