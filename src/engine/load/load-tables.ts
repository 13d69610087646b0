/** Moves the rows of all tables: hands chunks to lanes, finishes tables as they become complete. */
import type { TargetSession } from '../../endpoints/contract.ts';
import { DmsError } from '../../model/errors.ts';
import type { TaskSettings } from '../../model/task-settings.ts';
import type { Dials } from '../dials.ts';
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
  /** So many of them work from the start; the others are spare. */
  readonly fromTheStart: number;
  readonly planner: ChunkPlanner;
  readonly session: TargetSession;
  readonly settings: TaskSettings;
  readonly dials: Dials;
  readonly reporter: Reporter;
}

/** @throws DmsError that ended the whole load; errors of single tables stay with their tables */
export async function loadTables(parts: LoadParts, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  parts.dials.begin();
  const ended = AbortSignal.any([signal, stop.signal]);
  const results = await Promise.allSettled(
    parts.lanes.map(async (lane, index) => {
      try {
        await work(lane, index, parts, ended);
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
  // No chunk comes after the last one: what follows may need the places on the target.
  await Promise.all(parts.lanes.map((lane) => lane.close()));
}

async function work(lane: Lane, index: number, parts: LoadParts, signal: AbortSignal): Promise<void> {
  const { dials } = parts;
  for (;;) {
    signal.throwIfAborted();
    if (!(await takeTurn(lane, index, parts, signal))) return await lane.close();
    const news = dials.news;
    const table = await nextTable(parts, signal);
    if (table === null) {
      if (parts.tables.every(needsNobody)) return dials.end();
      // What others have under way may come back: left in a pause, or to be sent again.
      await dials.after(news, lane.keepAlive, signal);
      continue;
    }
    try {
      await step(lane, table, parts, signal);
    } catch (error) {
      signal.throwIfAborted();
      giveUp(table, error, parts);
    }
    dials.tell();
  }
}

/** Whether nothing of it is left that a lane could begin. */
function needsNobody(table: TableRun): boolean {
  return table.hasFailed || table.finished || table.isFinishing;
}

/** Whether the lane may begin something. One that had no work from the start signs in to the target first. */
async function takeTurn(lane: Lane, index: number, parts: LoadParts, signal: AbortSignal): Promise<boolean> {
  const { dials, reporter } = parts;
  if (!(await dials.turn(index, lane.keepAlive, signal))) return false;
  if (index < parts.fromTheStart || lane.isOpen) return true;
  try {
    await lane.open();
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof DmsError)) throw error;
    dials.limit(index);
    const detail = `No more than ${index} lanes: the target lets no further one in (${error.server?.message ?? error.kind}).`;
    reporter.emit({ type: 'issue', issue: { code: 'notice', subject: 'lanes', detail } });
    return await dials.turn(index, lane.keepAlive, signal);
  }
}

/** The first table, in order, that has a chunk to move or only its finish left; null when none has by now. */
async function nextTable(parts: LoadParts, signal: AbortSignal): Promise<TableRun | null> {
  for (const table of parts.tables) {
    if (needsNobody(table)) continue;
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
    // The next boundary is looked up while this chunk moves; what goes wrong there is met when it is needed.
    if (!table.allPlanned) parts.planner.plan(table, signal).catch(() => {});
    try {
      const moved = await lane.move(table, chunk, parts.planner, signal);
      if (moved.how === 'moved') parts.planner.learn(table, moved.ms);
      else if (moved.how === 'left') table.pending.unshift(moved.rest);
      else await startAgain(table, parts, signal);
    } finally {
      table.running--;
    }
  }
  // In a pause that is left to whoever goes on first.
  if (table.isLoaded && table.step !== 'indexes' && !table.hasFailed && !parts.dials.paused)
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
    for (const issue of await withRoom(lane, () => session.finish(table.plan, onStep, signal)))
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

/** Indexes need a session of their own: where the target has no place left, the lane gives up its other one. */
async function withRoom<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('connect.full')) throw error;
    await lane.close();
    return await work();
  }
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
