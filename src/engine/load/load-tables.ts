/** Moves the rows of all tables: hands chunks to lanes, finishes tables as they become complete. */
import type { TargetSession } from '../../endpoints/contract.ts';
import { DmsError } from '../../model/errors.ts';
import type { TaskSettings } from '../../model/task-settings.ts';
import type { Reporter } from '../progress.ts';
import type { TableRun } from '../table-run.ts';
import type { ChunkPlanner } from './chunk-planner.ts';
import type { Lane } from './lane.ts';
import { StopTask } from './refused-rows.ts';

/** Errors after which no other table can do better. */
const ENDS_ALL: ReadonlySet<string> = new Set([
  'connect.lost',
  'connect.unreachable',
  'connect.login',
  'target.full',
  'target.read-only',
  'bucket.missing',
  'bucket.denied',
  'bucket.credentials',
  'internal',
]);

export interface LoadParts {
  readonly tables: readonly TableRun[];
  readonly lanes: readonly Lane[];
  readonly planner: ChunkPlanner;
  readonly session: TargetSession;
  readonly settings: TaskSettings;
  readonly reporter: Reporter;
}

/** @throws DmsError that ended the whole load; errors of single tables stay with their tables */
export async function loadTables(parts: LoadParts, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  const results = await Promise.allSettled(
    parts.lanes.map(async (lane) => {
      try {
        await work(lane, parts, ended);
      } catch (error) {
        // The other lanes would only wait for what this one has lost.
        stop.abort(error);
        throw error;
      }
    }),
  );
  signal.throwIfAborted();
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw stop.signal.reason ?? failed.reason;
}

async function work(lane: Lane, parts: LoadParts, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const table = await nextTable(parts, signal);
    if (!table) return;
    try {
      await step(lane, table, parts, signal);
    } catch (error) {
      signal.throwIfAborted();
      giveUp(table, error, parts);
    }
  }
}

/** The first table, in order, that has a chunk to move or only its finish left; null when none will have. */
async function nextTable(parts: LoadParts, signal: AbortSignal): Promise<TableRun | null> {
  for (const table of parts.tables) {
    if (table.hasFailed || table.finished || table.isFinishing) continue;
    try {
      // Again and again: another lane may take the chunk that was planned for this one.
      while (table.pending.length === 0 && !table.allPlanned && !table.hasFailed) {
        await parts.planner.plan(table, signal);
      }
    } catch (error) {
      signal.throwIfAborted();
      giveUp(table, error, parts);
    }
    if (!table.hasFailed && (table.pending.length > 0 || (table.isLoaded && !table.isFinishing)))
      return table;
  }
  return null;
}

async function step(lane: Lane, table: TableRun, parts: LoadParts, signal: AbortSignal): Promise<void> {
  const chunk = table.pending.shift();
  if (chunk) {
    table.running++;
    table.begin();
    parts.reporter.tell(table);
    const started = performance.now();
    // The next boundary is looked up while this chunk moves; what goes wrong there is met when it is needed.
    if (!table.allPlanned) parts.planner.plan(table, signal).catch(() => {});
    try {
      const how = await lane.move(table, chunk, parts.planner, signal);
      if (how === 'moved') parts.planner.learn(table, performance.now() - started);
      else await startAgain(table, parts, signal);
    } finally {
      table.running--;
    }
  }
  if (table.isLoaded && table.step !== 'indexes' && !table.hasFailed)
    await finish(lane, table, parts, signal);
}

/** Takes back what is stored of a table without a key, so that its one stream can be planned once more. */
async function startAgain(table: TableRun, { session }: LoadParts, signal: AbortSignal): Promise<void> {
  await session.restart(table.plan, signal);
  table.forget();
}

async function finish(lane: Lane, table: TableRun, parts: LoadParts, signal: AbortSignal): Promise<void> {
  const { session, reporter } = parts;
  table.begin();
  table.isFinishing = true;
  lane.clock.turn('target');
  lane.clock.doing = `adds the indexes of ${table.target}`;
  await session.ledger.setTable(table.plan, table.entry('loaded'), signal);
  if (table.created) {
    const onStep = (statement: string) => {
      table.step = 'indexes';
      reporter.tell(table);
      reporter.emit({ type: 'step', table: table.source, statement });
    };
    for (const issue of await session.finish(table.plan, onStep, signal))
      reporter.emit({ type: 'issue', issue });
  }
  await session.ledger.setTable(table.plan, table.entry('finished'), signal);
  lane.clock.turn(null);
  table.finished = true;
  table.step = null;
  table.state = 'Table completed';
  table.stop();
  reporter.tell(table);
}

/** A failed table stops alone, unless its policy or the nature of the error says otherwise. */
function giveUp(table: TableRun, error: unknown, parts: LoadParts): void {
  const cause = error instanceof StopTask ? error.cause : error;
  // Of lanes that fail on one table the first has said why.
  if (!table.hasFailed) {
    table.fail(cause);
    parts.reporter.tell(table);
    parts.reporter.emit({ type: 'error', table: table.source, error: table.error! });
  }
  const endsAll = error instanceof StopTask || !(cause instanceof DmsError) || ENDS_ALL.has(cause.kind);
  if (endsAll || parts.settings.tableErrors === 'STOP_TASK') throw cause;
}
