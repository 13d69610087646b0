/** What stands on a target where a table is to go. */
import type { Issue } from '../../model/errors.ts';
import { showTable, type TablePlan } from '../../model/table.ts';
import type { TargetState } from '../contract.ts';
import { readColumns } from './catalog.ts';
import { isTransactional } from './ddl/table-options.ts';
import type { Session } from './session.ts';
import { quoteTable, quoteText } from './sql-text.ts';

const NOTHING: TargetState = { exists: false, rows: 0, issues: [], withoutTransactions: null };

export async function inspectTable(session: Session, table: TablePlan): Promise<TargetState> {
  const stands = await standing(session, table);
  if (stands === null) return NOTHING;
  if (stands.kind === 'VIEW') {
    const issue = unfit(table, 'it is a view on the target, not a table');
    return { ...NOTHING, exists: true, issues: [issue] };
  }
  const [count] = await session.rows<{ n: string | number }>(
    `SELECT COUNT(*) AS n FROM ${quoteTable(table.target)}`,
  );
  const withoutTransactions = isTransactional(stands.engine ?? '') ? null : (stands.engine ?? 'unknown');
  const engine = withoutTransactions === null ? [] : [unfitEngine(table, withoutTransactions)];
  const issues = [...engine, ...(await unfitColumns(session, table))];
  return { exists: true, rows: Number(count!.n), issues, withoutTransactions };
}

export interface Standing {
  /** `BASE TABLE`, `VIEW` … */
  readonly kind: string;
  /** Null for a view. */
  readonly engine: string | null;
}

/** What stands under the table's name; null where nothing does. */
export async function standing(session: Session, plan: TablePlan): Promise<Standing | null> {
  const { schema, table } = plan.target;
  const [row] = await session.rows<Standing>(
    `SELECT TABLE_TYPE AS kind, ENGINE AS engine FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = ${quoteText(schema)} AND TABLE_NAME = ${quoteText(table)}`,
  );
  return row ?? null;
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

function unfitEngine(table: TablePlan, engine: string): Issue {
  const problem = `its engine ${engine} has no transactions, without which rows could be doubled`;
  return unfit(table, problem, `ALTER TABLE ${quoteTable(table.target)} ENGINE = InnoDB;`);
}

function unfit(table: TablePlan, problem: string, fix?: string): Issue {
  const issue: Issue = { code: 'notice', subject: showTable(table.target), detail: problem };
  return fix === undefined ? issue : { ...issue, fix };
}
