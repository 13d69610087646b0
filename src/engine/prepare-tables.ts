/** Makes the target tables ready, or takes up what an earlier run has left. */
import type { LedgerTable, TargetEndpoint, TargetSession, TargetState } from '../endpoints/contract.ts';
import { trap } from '../endpoints/trap.ts';
import { DmsError } from '../model/errors.ts';
import type { PlannedTable } from '../model/events.ts';
import { type TablePlan, tableId } from '../model/table.ts';
import type { PrepMode } from '../model/task-settings.ts';
import { isBegun } from './plan/checkpoint.ts';
import { plannedTable } from './plan/planned-table.ts';
import type { Reporter } from './progress.ts';
import type { TableRun } from './table-run.ts';

export interface PrepareParts {
  readonly tables: readonly TableRun[];
  /** What stands on the target, for every table the task has not begun. */
  readonly states: ReadonlyMap<TablePlan, TargetState>;
  /** What the ledger has of the task's tables. */
  readonly entries: readonly LedgerTable[];
  readonly mode: PrepMode;
  readonly target: TargetEndpoint;
  readonly session: TargetSession;
  readonly reporter: Reporter;
}

/** Returns the plan for people; a table that cannot be made fails alone. */
export async function prepareTables(parts: PrepareParts, signal: AbortSignal): Promise<PlannedTable[]> {
  const entries = new Map(parts.entries.map((entry) => [tableId(entry.source), entry]));
  const planned: PlannedTable[] = [];
  for (const table of parts.tables) {
    signal.throwIfAborted();
    const entry = entries.get(tableId(table.plan.source.name));
    try {
      const prep =
        entry && isBegun(entry)
          ? await takeUp(table, entry, parts, signal)
          : await prepareAnew(table, parts.states.get(table.plan)!, entry ?? null, parts, signal);
      planned.push(plannedTable(table.plan, prep));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof DmsError) || error.is('connect.lost') || error.is('target.read-only'))
        throw error;
      table.fail(error);
      parts.reporter.tell(table);
      parts.reporter.emit({ type: 'error', table: table.source, error: table.error! });
    }
  }
  return planned;
}

async function prepareAnew(
  table: TableRun,
  state: TargetState,
  entry: LedgerTable | null,
  parts: PrepareParts,
  signal: AbortSignal,
): Promise<PlannedTable['prep']> {
  const { mode, session, target } = parts;
  table.wasEmpty = mode !== 'do-nothing' || state.rows === 0;
  table.created = !state.exists || mode === 'drop-and-create' || (entry?.created ?? false);
  table.restartable = table.wasEmpty || target.knowsItsOwn;
  // The intention first: a table that stands there without its indexes must be known as ours.
  await session.ledger.setTable(table.plan, table.entry('preparing'), signal);
  const prepared = await session.prepare(table.plan, mode, signal);
  trap('after-prepare');
  await session.ledger.setTable(table.plan, table.entry('loading'), signal);
  for (const issue of prepared.issues) parts.reporter.emit({ type: 'issue', issue });
  return prepared.action;
}

async function takeUp(
  table: TableRun,
  entry: LedgerTable,
  parts: PrepareParts,
  signal: AbortSignal,
): Promise<PlannedTable['prep']> {
  table.restore(entry);
  table.restartable = entry.wasEmpty || parts.target.knowsItsOwn;
  if (table.finished) return 'complete';
  // Rows without a key have no order to go on in: what came before is taken back and sent again.
  const mustRestart =
    table.plan.key === null && entry.progress === 'loading' && table.done.length > 0 && !table.isLoaded;
  if (mustRestart) {
    await parts.session.restart(table.plan, signal);
    table.forget();
  }
  return 'resumed';
}
