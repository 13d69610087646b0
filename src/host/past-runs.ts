/** The runs whose logs are in the home of an instance. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { DmsEvent, RunOutcome } from '../model/events.ts';
import { runFolder, tasksFolder } from '../store/home.ts';
import type { Owner } from '../store/owner-lock.ts';
import type { RunReport } from './run-report.ts';

export interface PastRun {
  readonly task: string;
  readonly runId: string;
  readonly folder: string;
  /** ISO 8601, UTC; null when not even the run log could be written. */
  readonly started: string | null;
  /** `cut-off`: it left no report, and it is not under way. */
  readonly outcome: RunOutcome | 'running' | 'cut-off';
  /** Both null without a report. */
  readonly rows: number | null;
  readonly elapsedMs: number | null;
}

/** Much more than the first line of a run log takes: it names the run and says when it began. */
const FIRST_LINE_BYTES = 64 * 1024;

/** How many there are, and the newest of them, newest first. `owner` is who works on the instance now. */
export function pastRuns(
  home: string,
  owner: Owner | null,
  most: number,
): { readonly count: number; readonly newest: PastRun[] } {
  const found = foldersIn(tasksFolder(home)).flatMap((task) =>
    foldersIn(join(tasksFolder(home), task, 'runs')).map((runId) => ({ task, runId })),
  );
  // An id is date, time and process, so the order of the ids is that of the runs.
  found.sort((one, other) => other.runId.localeCompare(one.runId, 'en', { numeric: true }));
  const newest = found.slice(0, most).map(({ task, runId }) => readRun(home, task, runId, owner));
  return { count: found.length, newest };
}

function readRun(home: string, task: string, runId: string, owner: Owner | null): PastRun {
  const folder = runFolder(home, task, runId);
  const report = readReport(folder);
  if (report?.outcome) {
    const { started, outcome, rows, elapsedMs } = report;
    return { task, runId, folder, started, outcome, rows, elapsedMs };
  }
  const first = readFirstEvent(folder);
  const runs =
    owner !== null && first?.type === 'run.started' && first.pid === owner.pid && first.time >= owner.since;
  const outcome = runs ? 'running' : 'cut-off';
  return { task, runId, folder, started: first?.time ?? null, outcome, rows: null, elapsedMs: null };
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    // Nothing ran yet.
    return [];
  }
}

function readReport(folder: string): RunReport | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as RunReport;
  } catch {
    return null;
  }
}

/** A run log may be large; only its beginning is read. */
function readFirstEvent(folder: string): DmsEvent | null {
  let file: number | null = null;
  try {
    file = openSync(join(folder, 'events.jsonl'), 'r');
    const start = Buffer.alloc(FIRST_LINE_BYTES);
    const read = readSync(file, start);
    return JSON.parse(start.toString('utf8', 0, read).split('\n', 1)[0]!) as DmsEvent;
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}
