/** What stands on a target where a table is to go. */
import type { Issue } from '../../model/errors.ts';
import { showTable, type TablePlan } from '../../model/table.ts';
import type { TargetState } from '../contract.ts';
import { readColumns } from './catalog.ts';
import type { Session } from './session.ts';
import { quoteTable, quoteText } from './sql-text.ts';

export async function inspectTable(session: Session, table: TablePlan): Promise<TargetState> {
  const kind = await standing(session, table);
  if (kind === null) return { exists: false, rows: 0, issues: [] };
  if (kind === 'VIEW') {
    return { exists: true, rows: 0, issues: [unfit(table, 'it is a view on the target, not a table')] };
  }
  const [count] = await session.rows<{ n: string | number }>(
    `SELECT COUNT(*) AS n FROM ${quoteTable(table.target)}`,
  );
  return { exists: true, rows: Number(count!.n), issues: await unfitColumns(session, table) };
}

/** `BASE TABLE`, `VIEW` …, or null where nothing of that name stands. */
export async function standing(session: Session, plan: TablePlan): Promise<string | null> {
  const { schema, table } = plan.target;
  const [row] = await session.rows<{ kind: string }>(
    `SELECT TABLE_TYPE AS kind FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = ${quoteText(schema)} AND TABLE_NAME = ${quoteText(table)}`,
  );
  return row?.kind ?? null;
}

async function unfitColumns(session: Session, table: TablePlan): Promise<Issue[]> {
  const columns = await readColumns(session, table.target);
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  return table.columns.flatMap((planned) => {
    const column = byName.get(planned.target.toLowerCase());
    if (!column) return [unfit(table, `it has no column ${planned.target}`)];
    return column.generated
      ? [unfit(table, `its column ${planned.target} is computed and takes no values`)]
      : [];
  });
}

function unfit(table: TablePlan, problem: string): Issue {
  return { code: 'notice', subject: showTable(table.target), detail: problem };
}
