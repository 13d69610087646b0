/** From a source's tables and a task's documents to what is done with each table. */
import type { SourceEndpoint, TargetEndpoint } from '../../endpoints/contract.ts';
import { keepsKeyInUtf8 } from '../../endpoints/row-key.ts';
import { foldedTable, problemsOfNames } from '../../model/check-targets.ts';
import { DmsError, type Issue } from '../../model/errors.ts';
import { distinctIssues } from '../../model/issues.ts';
import { planTable } from '../../model/plan-table.ts';
import { type Selection, selectTables } from '../../model/select-tables.ts';
import { showTable, type TableName, type TablePlan, tableId } from '../../model/table.ts';
import type { Task } from '../../model/task.ts';

/** What of a target decides how tables are planned. */
export type PlanTarget = Pick<TargetEndpoint, 'text' | 'ownerOf' | 'namesAreCaseSensitive'> & {
  readonly identity: Pick<TargetEndpoint['identity'], 'serverId' | 'address'>;
};

export interface PlannedTask {
  readonly plans: readonly TablePlan[];
  readonly issues: readonly Issue[];
  /** Selection rules that match no table. */
  readonly idle: Selection['idle'];
  /** Columns that the LOB mode leaves behind. */
  readonly tooLarge: ReadonlyMap<TablePlan, readonly string[]>;
}

/**
 * What is done with every selected table. What must be refused is given to `onProblem`: a run throws it,
 * and who wants to know of all problems goes on; a table with a problem of its own is not among the plans
 * then.
 * @throws DmsError of the `mapping.*`, `rights.*` and `table.*` kinds, unless `onProblem` takes them
 */
export async function planTask(
  task: Task,
  source: SourceEndpoint,
  target: PlanTarget,
  signal: AbortSignal,
  onProblem: (problem: DmsError) => void = refuse,
): Promise<PlannedTask> {
  const caseSensitive = source.namesAreCaseSensitive;
  const selection = selectTables(task.mappings, await source.tables(signal), { caseSensitive });
  const issues: Issue[] = [...task.issues, ...selection.issues];
  const plans: TablePlan[] = [];
  const tooLarge = new Map<TablePlan, readonly string[]>();
  if (selection.nothing && task.settings.failOnNoTables) onProblem(selection.nothing);
  await source.readAhead(
    selection.selected.map(({ name }) => name),
    signal,
  );
  for (const selected of selection.selected) {
    signal.throwIfAborted();
    try {
      const shape = await source.shape(selected.name, signal);
      const planned = planTable(selected, shape, task.mappings, task.settings, { caseSensitive });
      issues.push(...planned.issues);
      const usable = target.text === 'stored' || keepsKeyInUtf8(planned.plan);
      const plan = usable ? planned.plan : { ...planned.plan, key: null };
      if (!usable) issues.push(keyLeftUnused(planned.plan));
      if (planned.tooLarge.length > 0) tooLarge.set(plan, planned.tooLarge);
      plans.push(plan);
    } catch (error) {
      if (!(error instanceof DmsError) || error.kind.startsWith('connect.')) throw error;
      onProblem(error);
    }
  }
  for (const problem of problemsOfNames(plans, target.namesAreCaseSensitive)) onProblem(problem);
  for (const problem of problemsOfPlaces(plans, source, target)) onProblem(problem);
  return { plans: biggestFirst(plans), issues: distinctIssues(issues), idle: selection.idle, tooLarge };
}

function refuse(problem: DmsError): never {
  throw problem;
}

function keyLeftUnused({ source, key, columns }: TablePlan): Issue {
  const charsets = new Set(key!.map((position) => columns[position]!.source.charset).filter((one) => one));
  const detail = `Its key is in ${[...charsets].join(', ')}, where text and UTF-8 cannot always be told from each other: it is read as one stream, and starts again after a stop.`;
  return { code: 'notice', subject: showTable(source.name), detail };
}

/**
 * A table must not be written while it is read, nor one that another plan still reads; and some places are
 * not ours to write to.
 */
function problemsOfPlaces(
  plans: readonly TablePlan[],
  source: SourceEndpoint,
  target: PlanTarget,
): DmsError[] {
  const isSame = source.identity.serverId === target.identity.serverId;
  const idOf = (name: TableName) => tableId(foldedTable(name, target.namesAreCaseSensitive));
  const sources = new Set(isSame ? plans.map((plan) => idOf(plan.source.name)) : []);
  return plans.flatMap((plan) => {
    const table = showTable(plan.target);
    const owner = target.ownerOf(plan.target);
    if (owner !== null) {
      return new DmsError('target.unfit', { table, problems: [`its place is kept for ${owner}`] });
    }
    if (!sources.has(idOf(plan.target))) return [];
    return new DmsError('mapping.same-table', { table, address: target.identity.address });
  });
}

/** By load order, then by size: the table that takes longest must not be the one that starts last. */
function biggestFirst(plans: readonly TablePlan[]): TablePlan[] {
  return plans.toSorted(
    (a, b) =>
      b.loadOrder - a.loadOrder ||
      b.source.dataBytes - a.source.dataBytes ||
      (showTable(a.source.name) < showTable(b.source.name) ? -1 : 1),
  );
}

/** @throws DmsError `mapping.strict` when a part of the documents would not be carried out */
export function refuseUnsaid(issues: readonly Issue[]): void {
  const problems = issues
    .filter((issue) => issue.code === 'not-carried-out')
    .map((issue) => `${issue.subject}: ${issue.detail}`);
  if (problems.length > 0) throw new DmsError('mapping.strict', { problems });
}
