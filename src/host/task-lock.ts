/**
 * One driver at a time: the lock of a task. It is a file that exists while a process works on the task,
 * and says which. The lock of a process that died is taken over; one whose owner runs never is.
 */
import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DmsError } from '../model/errors.ts';
import { processRuns, processStart } from './process-identity.ts';

export interface TaskLock {
  /** Gives the task back. Safe to call twice, and in an exit handler. */
  release(): void;
}

interface Owner {
  readonly pid: number;
  /** See `processStart`; null where the system does not say. */
  readonly start: string | null;
  /** A process number means nothing on another machine or in another container. */
  readonly host: string;
  readonly since: string;
}

/**
 * How long a takeover may look unfinished. It is three file operations without a wait, so anything
 * older was left by a process that died in their midst.
 */
const TAKEOVER_MS = 10_000;

/**
 * Claims a task for this process.
 * @throws DmsError `instance.busy` with the owner when another process works on it
 */
export function claimTask(folder: string, task: string): TaskLock {
  const lock = join(folder, 'lock');
  const mine = join(folder, `lock.${process.pid}.tmp`);
  const owner: Owner = {
    pid: process.pid,
    start: processStart(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
  };
  writeFileSync(mine, JSON.stringify(owner), { mode: 0o600 });
  try {
    if (!placed(mine, lock)) {
      const other = readOwner(lock);
      if (other !== null && isAlive(other)) throw busy(task, other, lock);
      takeOver(mine, lock, task);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  let held = true;
  return {
    release() {
      if (held) rmSync(lock, { force: true });
      held = false;
    },
  };
}

/** Linking puts the file there with its content in one step, and fails when there is one. */
function placed(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Replaces a dead owner's lock. Two processes may find it dead at once; the second file lets only one
 * of them remove it, and that one looks again first, so that a lock just taken is never removed.
 */
function takeOver(mine: string, lock: string, task: string): void {
  const takeover = `${lock}.takeover`;
  if (isOlderThan(takeover, TAKEOVER_MS)) rmSync(takeover, { force: true });
  const unknown = { pid: 0, start: null, host: hostname(), since: new Date().toISOString() };
  if (!placed(mine, takeover)) throw busy(task, readOwner(takeover) ?? unknown, lock);
  try {
    const other = readOwner(lock);
    if (other !== null && isAlive(other)) throw busy(task, other, lock);
    rmSync(lock, { force: true });
    if (!placed(mine, lock)) throw busy(task, readOwner(lock) ?? unknown, lock);
  } finally {
    unlinkSync(takeover);
  }
}

function isOlderThan(path: string, ms: number): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > ms;
  } catch {
    return false;
  }
}

function readOwner(path: string): Owner | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof owner !== 'object' || owner === null) return null;
    const { pid, start, host, since } = owner as Partial<Owner>;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof since !== 'string') return null;
    return { pid, start: start ?? null, host, since };
  } catch {
    return null;
  }
}

/** In doubt an owner is alive: two processes on one task would be worse than asking a person. */
function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true;
  if (!processRuns(owner.pid)) return false;
  const start = processStart(owner.pid);
  if (process.platform === 'linux') return start !== null && start === owner.start;
  return start === null || owner.start === null || start === owner.start;
}

function busy(task: string, owner: Owner, lock: string): DmsError<'instance.busy'> {
  return new DmsError('instance.busy', { task, pid: owner.pid, since: owner.since, host: owner.host, lock });
}
