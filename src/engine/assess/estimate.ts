/** How long a task will take: by its bytes, the lines to both ends, and what servers have been seen to do. */
import type { CheckFacts } from '../../model/assessment.ts';
import type { LineSpeed } from '../../model/hops.ts';
import type { TablePlan } from '../../model/table.ts';
import { estimatedChunks } from '../load/chunk-planner.ts';
import { lanesOf } from '../plan/lanes.ts';
import type { World } from './world.ts';

/**
 * Bytes per second of one lane on common hardware, source, target and this side on one machine: medians of the
 * bench (README, "How fast"). A larger machine does more, one in use less.
 */
const LANE_BYTES_PER_S = { 'load data': 31e6, insert: 16e6, files: 95e6 };
/** More lanes than this compete for the disk of the target more than they help each other. */
const LANES_THAT_HELP = 4;
/** Of the comparison behind the load, on all lanes. */
const COMPARED_BYTES_PER_S = 65e6;
/** Statements that a table costs besides its rows: making it, its ledger, its indexes. */
const TRIPS_PER_TABLE = 12;
/** What a server needs to make a table and to commit, however few rows there are. */
const TABLE_MS = 30;

export interface TableEstimate {
  readonly plan: TablePlan;
  readonly chunks: number;
  readonly milliseconds: number;
}

export interface Estimate {
  readonly tables: readonly TableEstimate[];
  readonly total: CheckFacts['estimate'];
}

export interface Pace {
  readonly lanes: number;
  readonly chunkBytes: number;
  readonly commitRows: number | null;
  readonly validates: boolean;
  readonly way: keyof typeof LANE_BYTES_PER_S;
  readonly source: LineSpeed | null;
  readonly target: LineSpeed | null;
}

export async function paceOf(world: World): Promise<Pace> {
  const [target, speeds] = [await world.target(), await world.speeds()];
  const look = await (await world.targetSurvey()).look(world.signal);
  const { settings } = world.task;
  return {
    lanes: lanesOf(world.task),
    chunkBytes: target.chunkBytes,
    commitRows: settings.commitRows,
    validates: settings.validate,
    way: look === null ? 'files' : look.statementLimitBytes === null ? 'load data' : 'insert',
    ...speeds,
  };
}

export function estimate(plans: readonly TablePlan[], pace: Pace): Estimate {
  const { lanes, chunkBytes, commitRows, validates, source, target } = pace;
  const servers = LANE_BYTES_PER_S[pace.way] * Math.min(lanes, LANES_THAT_HELP);
  const [fromSource, toTarget] = [speedOf(source), speedOf(target)];
  const bytesPerMs = Math.min(servers, fromSource, toTarget) / 1_000;
  const bytesPerMsAlone = Math.min(LANE_BYTES_PER_S[pace.way], fromSource, toTarget) / 1_000;
  // What a table waits for besides its bytes, other tables on other lanes wait for at the same time.
  const overheadMs =
    (TABLE_MS + TRIPS_PER_TABLE * ((source?.latencyMs ?? 0) + (target?.latencyMs ?? 0))) / lanes;
  const tables = plans.map((plan) => {
    const { dataBytes } = plan.source;
    const chunks = estimatedChunks(plan, { chunkBytes, commitRows, lanes });
    const moving = dataBytes / (chunks === 1 ? bytesPerMsAlone : bytesPerMs);
    const comparing = validates ? dataBytes / (COMPARED_BYTES_PER_S / 1_000) : 0;
    return { plan, chunks, milliseconds: moving + comparing + overheadMs };
  });
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const bytes = sum(plans.map((plan) => plan.source.dataBytes));
  const comparing = validates ? bytes / (COMPARED_BYTES_PER_S / 1_000) : 0;
  const together = bytes / bytesPerMs;
  // Single streams go side by side, but none is over before it is over.
  const longest = Math.max(
    0,
    ...tables.filter(({ chunks }) => chunks === 1).map(({ plan }) => plan.source.dataBytes / bytesPerMsAlone),
  );
  return {
    tables,
    total: {
      milliseconds: Math.max(together, longest) + comparing + overheadMs * plans.length,
      rows: sum(plans.map((plan) => plan.source.estimatedRows)),
      bytes,
      chunks: sum(tables.map(({ chunks }) => chunks)),
      lanes,
      validates,
      limitedBy:
        longest > together
          ? 'single stream'
          : servers <= Math.min(fromSource, toTarget)
            ? 'servers'
            : fromSource <= toTarget
              ? 'source line'
              : 'target line',
      source,
      target,
    },
  };
}

function speedOf(line: LineSpeed | null): number {
  return line?.bytesPerSecond ?? Number.POSITIVE_INFINITY;
}
