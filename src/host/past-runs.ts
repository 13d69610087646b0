/** The runs whose logs are in the home of an instance. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunOutcome } from '../model/events.ts';
import { runFolder, tasksFolder } from '../store/home.ts';
import type { Owner } from '../store/owner-lock.ts';
import { isRunOf, readFirstEvent, readReport } from './newest-run.ts';
import { byTime } from './run-id.ts';

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

/** How many there are, and the newest of them, newest first. `owner` is who works on the instance now. */
export function pastRuns(
  home: string,
  owner: Owner | null,
  most: number,
): { readonly count: number; readonly newest: PastRun[] } {
  const found = foldersIn(tasksFolder(home)).flatMap((task) =>
    foldersIn(join(tasksFolder(home), task, 'runs')).map((runId) => ({ task, runId })),
  );
  found.sort((one, other) => byTime(other.runId, one.runId));
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
  const outcome = isRunOf({ folder }, owner) ? 'running' : 'cut-off';
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
