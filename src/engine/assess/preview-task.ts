/** What a task would do, table by table. Nothing is changed on either side by looking. */
import type { LedgerTable } from '../../endpoints/contract.ts';
import { prepAction } from '../../endpoints/prep-action.ts';
import { untilAborted } from '../../endpoints/until-aborted.ts';
import { type DmsError, errorRecord } from '../../model/errors.ts';
import type { PlannedTable } from '../../model/events.ts';
import { tableId } from '../../model/table.ts';
import type { TaskPreview } from '../../model/task-preview.ts';
import { isBegun } from '../plan/checkpoint.ts';
import { plannedTable } from '../plan/planned-table.ts';
import { prepMode } from '../plan/preflight.ts';
import { estimate, paceOf } from './estimate.ts';
import type { AssessRequest } from './request.ts';
import { Unmet } from './unmet.ts';
import { World } from './world.ts';

/**
 * @throws DmsError where no plan can be made: an endpoint that is not there, no table that is selected, a
 * missing right. What else would be refused is among the `problems`. An abort throws its reason.
 */
export async function previewTask(request: AssessRequest, signal: AbortSignal): Promise<TaskPreview> {
  const over = new AbortController();
  const world = new World(request, AbortSignal.any([signal, over.signal]));
  try {
    return await untilAborted(preview(world), signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Unmet ? await reason(error, world) : error;
  } finally {
    over.abort();
    await world.close();
  }
}

async function preview(world: World): Promise<TaskPreview> {
  const [source, target, planned] = [await world.source(), await world.target(), await world.planned()];
  const { problems } = planned;
  const addresses = { source: source.identity.address, target: target.identity.address };
  // Settings may say that this is all right.
  if (planned.plans.length === 0 && problems.length === 0) {
    const { total } = estimate([], await paceOf(world));
    return { ...addresses, guarantee: null, tables: [], total, destruction: null, problems: [] };
  }
  const [plans, { tables, verdict, entries }] = [await world.plans(), await world.standing()];
  const [{ problem }, { unfit }] = [await world.earlier(), await world.rights()];
  const moment = await (await world.sourceSurvey()).moment(plans, world.signal);
  const estimated = estimate(plans, await paceOf(world));
  const states = new Map(tables.map(({ plan, state }) => [plan, state]));
  const taken = new Map(entries?.filter(isBegun).map((entry) => [tableId(entry.source), entry]));
  return {
    ...addresses,
    guarantee: moment?.guarantee ?? null,
    tables: estimated.tables.map(({ plan, chunks, milliseconds }) => {
      const state = states.get(plan);
      const prep = state
        ? prepAction(state.exists, prepMode(world.task))
        : prepOf(taken.get(tableId(plan.source.name))!);
      return { ...plannedTable(plan, prep), chunks, milliseconds, standingRows: state?.rows ?? 0 };
    }),
    total: estimated.total,
    destruction: verdict.destruction,
    problems: [...problems, ...present(unfit), ...present(problem), ...verdict.problems].map(errorRecord),
  };
}

function prepOf(entry: LedgerTable): PlannedTable['prep'] {
  return entry.progress === 'finished' ? 'complete' : 'resumed';
}

function present(problem: DmsError | null): DmsError[] {
  return problem === null ? [] : [problem];
}

/** What kept the plan from being made, where it was not the failing part itself that said so. */
async function reason(unmet: Unmet, world: World): Promise<unknown> {
  if (unmet.cause !== undefined) return unmet.cause;
  const { problems } = await world.planned();
  return problems[0] ?? unmet;
}
