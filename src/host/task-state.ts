/** How each saved task stands: from its lock, and from what its newest run left or is leaving. */
import type { RunOutcome } from '../model/events.ts';
import type { SavedTask } from '../model/saved-task.ts';
import { taskFolder } from '../store/home.ts';
import { type Owner, ownerOf } from '../store/owner-lock.ts';
import { type DamagedTask, readTasks } from '../store/tasks.ts';
import { STARTING } from './claim-run.ts';
import { homesOf, isRunOf, newestRun } from './newest-run.ts';
import { endedRun, type RunState, runUnderWay } from './run-state.ts';

/**
 * Statuses near those of AWS DMS. `ready`: it has never run; `starting`: until its lanes are open; `stopped`:
 * by a person, or cut off; `load-complete` and `differs`: it came to its end, and source and target are the
 * same, or not compared, or not the same.
 */
export const TASK_STATUSES = [
  'ready',
  'starting',
  'running',
  'paused',
  'stopped',
  'failed',
  'load-complete',
  'differs',
] as const;

export type TaskStatus = (typeof TASK_STATUSES)[number];

export interface TaskState {
  readonly task: SavedTask;
  readonly status: TaskStatus;
  /** Who works on it, and what it says it does; null when nobody does. */
  readonly owner: Owner | null;
  /** The newest run; null when there was none, or it is about to begin. */
  readonly run: RunState | null;
}

/** All saved tasks by id, and what is wrong with the files of the others. */
export interface TaskStates {
  readonly states: readonly TaskState[];
  readonly damaged: readonly DamagedTask[];
}

/** Reads files only, and little of each: a list may ask every second. */
export function readTaskStates(stateFolder: string): TaskStates {
  const { tasks, damaged } = readTasks(stateFolder);
  const homes = homesOf(stateFolder);
  return { states: tasks.map((task) => taskState(stateFolder, task, homes)), damaged };
}

export function taskState(
  stateFolder: string,
  task: SavedTask,
  homes: readonly string[] = homesOf(stateFolder),
): TaskState {
  const owner = ownerOf(taskFolder(stateFolder, task.id));
  const place = newestRun(stateFolder, task.id, homes);
  if (place !== null && isRunOf(place, owner)) {
    const run = runUnderWay(place.folder);
    return { task, status: statusUnderWay(run), owner, run };
  }
  const run = place === null ? null : endedRun(place.folder);
  // Its lock is held for an instant also by who saves it; the run before is not the one that starts.
  if (owner?.doing === STARTING) return { task, status: 'starting', owner, run: null };
  return { task, status: statusAtRest(run), owner, run };
}

function statusUnderWay(run: RunState): TaskStatus {
  if (!run.began) return 'starting';
  return run.paused ? 'paused' : 'running';
}

function statusAtRest(run: RunState | null): TaskStatus {
  if (run === null) return 'ready';
  if (run.outcome === null) return 'stopped';
  return STATUS_OF[run.outcome];
}

const STATUS_OF: Readonly<Record<RunOutcome, TaskStatus>> = {
  done: 'load-complete',
  differs: 'differs',
  failed: 'failed',
  interrupted: 'stopped',
};
