/** What stands on a target where a table is to go. */

import { foldedTable } from '../../model/check-targets.ts';
import type { Issue } from '../../model/errors.ts';
import { showTable, type TableName, type TablePlan, tableId } from '../../model/table.ts';
import type { TargetState } from '../contract.ts';
import { readColumns } from './catalog.ts';
import { isTransactional } from './ddl/table-options.ts';
import type { Session } from './session.ts';
import { quoteTable, quoteText } from './sql-text.ts';

const NOTHING: TargetState = { exists: false, rows: 0, issues: [], withoutTransactions: null };

/** Names in one statement: it must not become too long to be taken. */
const NAMES_AT_ONCE = 500;

/** The states of the tables in their order. `caseSensitive` is the server's own way with their names. */
export async function inspectTables(
  session: Session,
  tables: readonly TablePlan[],
  caseSensitive: boolean,
  signal: AbortSignal,
): Promise<TargetState[]> {
  const idOf = (name: TableName) => tableId(foldedTable(name, caseSensitive));
  const standing = new Map<string, Standing>();
  for (const schema of new Set(tables.map(({ target }) => target.schema))) {
    const names = tables.filter(({ target }) => target.schema === schema).map(({ target }) => target.table);
    for (let at = 0; at < names.length; at += NAMES_AT_ONCE) {
      signal.throwIfAborted();
      for (const row of await standingOf(session, schema, names.slice(at, at + NAMES_AT_ONCE)))
        standing.set(idOf({ schema, table: row.name }), row);
    }
  }
  const states: TargetState[] = [];
  for (const table of tables) {
    signal.throwIfAborted();
    states.push(await inspectTable(session, table, standing.get(idOf(table.target)) ?? null));
  }
  return states;
}

async function inspectTable(
  session: Session,
  table: TablePlan,
  stands: Standing | null,
): Promise<TargetState> {
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
export async function standing(session: Session, { target }: TablePlan): Promise<Standing | null> {
  const [row] = await standingOf(session, target.schema, [target.table]);
  return row ?? null;
}

/** One name is looked up, several are looked for. */
async function standingOf(
  session: Session,
  schema: string,
  names: readonly string[],
): Promise<(Standing & { readonly name: string })[]> {
  const which = names.length === 1 ? `= ${quoteText(names[0]!)}` : `IN (${names.map(quoteText).join(', ')})`;
  return await session.rows(
    `SELECT TABLE_NAME AS name, TABLE_TYPE AS kind, ENGINE AS engine FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = ${quoteText(schema)} AND TABLE_NAME ${which}`,
  );
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
