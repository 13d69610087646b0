/** Step: everything arrived, by counts and by looking. */
import { findEndpoint, readEndpoints } from '../../../store/endpoints.ts';
import type { World } from '../../world/world.ts';
import { looking } from '../doing/look.ts';
import { secretsOf } from '../doing/save-endpoint.ts';
import { readsTable } from '../evidence/looking.ts';
import { plannedTables, runsIn } from '../evidence/runs.ts';
import { ALL_TABLES, columnsOf, contentSum, countRows } from '../evidence/tables.ts';
import type { Missing, Seen } from '../facts.ts';
import { type Step, verdict } from '../lesson.ts';
import { bothEnds } from './endpoints.ts';

const FIRST_ROWS = 5;

export const verify: Step = {
  id: 'verify',
  screen: 'browse.target',
  cards: ['cost'],
  needs: ['dial'],
  async check({ world }) {
    const missing: Missing[] = [];
    const seen: Seen[] = [];
    for (const table of ALL_TABLES) {
      const wrong = await difference(world, table);
      if (wrong !== null) missing.push(wrong);
      else {
        const [counted] = await countRows(world, 'target', [table]);
        seen.push({ what: 'equal', table, rows: counted!.rows });
      }
    }
    if (missing.length === 0 && !(await hasLooked(world))) missing.push({ what: 'look.rows' });
    return verdict(missing, seen);
  },
  async doIt(bench, report, signal) {
    const { target } = await bothEnds(bench);
    const saved = findEndpoint(await readEndpoints(bench.world.home), target!.id);
    const secrets = await secretsOf(bench.world.home, saved);
    await looking(saved.address, secrets, signal, async (catalog) => {
      for (const { name } of await catalog.tables(['dees'], signal)) {
        const { rows } = await catalog.rows(name, FIRST_ROWS, signal);
        report.done({ what: 'look.rows', table: `${name.schema}.${name.table}`, rows: rows.length });
      }
    });
  },
};

/** By the servers' own arithmetic, apart from anything this program computes. */
async function difference(world: World, table: string): Promise<Missing | null> {
  const source = (await columnsOf(world, 'source', table)).map(({ name }) => name);
  const target = (await columnsOf(world, 'target', table)).map(({ name }) => name);
  if (target.length === 0) return { what: 'table.gone', side: 'target', table };
  const [[from], [to]] = await Promise.all([
    countRows(world, 'source', [table]),
    countRows(world, 'target', [table]),
  ]);
  if (from!.rows !== to!.rows) return { what: 'rows', table, source: from!.rows, target: to!.rows };
  // Those that have another name on the target were compared by the run itself.
  const common = source.filter((name) => target.includes(name));
  const sums = await Promise.all([
    contentSum(world, 'source', table, common),
    contentSum(world, 'target', table, common),
  ]);
  return sums[0] === sums[1] ? null : { what: 'content', table };
}

/** Whether somebody has asked the target for rows since the last run was over. */
async function hasLooked(world: World): Promise<boolean> {
  const run = runsIn(world.home).find(({ report }) =>
    plannedTables(report).some((table) => ALL_TABLES.includes(table)),
  );
  const over = run === undefined ? 0 : Date.parse(run.report.finished);
  return (await world.statements()).some(
    (one) => one.side === 'target' && one.time > over && ALL_TABLES.some((table) => readsTable(one, table)),
  );
}
