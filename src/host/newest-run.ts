/** The newest run of a task, wherever its log is: in the state folder, or in the home of an instance. */
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { DmsEvent } from '../model/events.ts';
import { runFolder, taskFolder } from '../store/home.ts';
import { readInstances } from '../store/instances.ts';
import type { Owner } from '../store/owner-lock.ts';
import { byTime } from './run-id.ts';
import type { RunReport } from './run-report.ts';

export interface RunPlace {
  readonly task: string;
  readonly runId: string;
  readonly folder: string;
  /** Where the lock of the task is. */
  readonly lockFolder: string;
}

/** Null when the task has never run. */
export function newestRun(
  stateFolder: string,
  task: string,
  homes: readonly string[] = homesOf(stateFolder),
): RunPlace | null {
  let newest: { readonly runId: string; readonly home: string } | null = null;
  for (const home of homes) {
    for (const runId of runIds(home, task)) {
      if (newest === null || byTime(runId, newest.runId) > 0) newest = { runId, home };
    }
  }
  if (newest === null) return null;
  const { runId, home } = newest;
  return { task, runId, folder: runFolder(home, task, runId), lockFolder: taskFolder(stateFolder, task) };
}

/** Whether the run is the one that the owner of a lock carries out. */
export function isRunOf({ folder }: { readonly folder: string }, owner: Owner | null): boolean {
  if (owner === null) return false;
  const first = readFirstEvent(folder);
  return first?.type === 'run.started' && first.pid === owner.pid && first.time >= owner.since;
}

/** How many runs of a task there are logs of. */
export function runCount(stateFolder: string, task: string): number {
  return homesOf(stateFolder).reduce((sum, home) => sum + runIds(home, task).length, 0);
}

/** Where run logs can be. */
export function homesOf(stateFolder: string): string[] {
  return [stateFolder, ...readInstances(stateFolder).instances.map(({ home }) => home)];
}

/** Null while the run goes on, and for ever where its process was killed. */
export function readReport(folder: string): RunReport | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as RunReport;
  } catch {
    return null;
  }
}

/** Much more than the first line of a run log takes: it names the run and says when it began. */
const FIRST_LINE_BYTES = 64 * 1024;

/** A run log may be large; only its beginning is read. */
export function readFirstEvent(folder: string): DmsEvent | null {
  return readPart(folder, (file) => {
    const start = Buffer.alloc(FIRST_LINE_BYTES);
    const read = readSync(file, start);
    return JSON.parse(start.toString('utf8', 0, read).split('\n', 1)[0]!) as DmsEvent;
  });
}

/** The last events of a log: those that begin in its last `bytes`. */
export function readLastEvents(folder: string, bytes: number): DmsEvent[] {
  const events = readPart(folder, (file) => {
    const { size } = fstatSync(file);
    const from = Math.max(0, size - bytes);
    const part = Buffer.alloc(size - from);
    const lines = part.toString('utf8', 0, readSync(file, part, 0, part.length, from)).split('\n');
    // What stands before the first line break began earlier, what stands behind the last one is not whole.
    return lines.slice(from === 0 ? 0 : 1, -1).map((line) => JSON.parse(line) as DmsEvent);
  });
  return events ?? [];
}

function runIds(home: string, task: string): string[] {
  try {
    return readdirSync(join(taskFolder(home, task), 'runs'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    // Nothing ran there yet.
    return [];
  }
}

function readPart<T>(folder: string, read: (file: number) => T): T | null {
  let file: number | null = null;
  try {
    file = openSync(join(folder, 'events.jsonl'), 'r');
    return read(file);
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}
