/**
 * One owner at a time: a file that exists while a process works on something, and says which process and
 * what it does. The lock of a process that died is taken over; one whose owner runs never is.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DmsError, type Lockable } from '../model/errors.ts';
import { makePrivateFolder } from './private-files.ts';
import { processRuns, processStart } from './process-identity.ts';

export interface Lock {
  /** Changes what the owner is said to do. Never fails: a full disk on this side must not stop the work. */
  say(doing: string): void;
  /** Gives it back. Safe to call twice, and in an exit handler. */
  release(): void;
}

export interface Owner {
  readonly pid: number;
  /** See `processStart`; null where the system does not say. */
  readonly start: string | null;
  /** A process number means nothing on another machine or in another container. */
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** As in "loading dees.movies (43 %)"; empty when it never said. */
  readonly doing: string;
}

/**
 * How long a takeover may look unfinished. It is three file operations without a wait, so anything
 * older was left by a process that died in their midst.
 */
const TAKEOVER_MS = 10_000;

const FILE_MODE = 0o600;

/**
 * Claims what lives in a folder for this process; the folder is made when it is missing.
 * @throws DmsError `instance.busy` with the owner when another claim on it lives
 */
export function claim(folder: string, what: Lockable, doing: string): Lock {
  makePrivateFolder(folder);
  const lock = join(folder, 'lock');
  const owner: Owner = {
    pid: process.pid,
    start: processStart(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
    doing,
  };
  const mine = writeBeside(lock, owner);
  try {
    if (!placed(mine, lock)) {
      const other = readOwner(lock);
      if (other !== null && isAlive(other)) throw busy(what, other, lock);
      takeOver(mine, lock, what);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return heldLock(lock, owner);
}

/** Who works there now; null when nobody does, or only a process that died did. */
export function ownerOf(folder: string): Owner | null {
  const owner = readOwner(join(folder, 'lock'));
  return owner !== null && isAlive(owner) ? owner : null;
}

function heldLock(lock: string, owner: Owner): Lock {
  let held = true;
  // A person may have deleted the file and let someone else in: theirs is not ours to touch.
  const isMine = () => {
    const now = held ? readOwner(lock) : null;
    return now?.pid === owner.pid && now.host === owner.host && now.since === owner.since;
  };
  return {
    say(doing) {
      if (!isMine()) return;
      try {
        const newer = writeBeside(lock, { ...owner, doing });
        renameSync(newer, lock);
      } catch {
        // The lock itself holds; only its words are older than they could be.
      }
    },
    release() {
      if (isMine()) rmSync(lock, { force: true });
      held = false;
    },
  };
}

/** Its name is nobody else's: another container may run a process of the same number on this folder. */
function writeBeside(lock: string, owner: Owner): string {
  const path = `${lock}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    writeFileSync(path, JSON.stringify(owner), { mode: FILE_MODE });
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  return path;
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
function takeOver(mine: string, lock: string, what: Lockable): void {
  const takeover = `${lock}.takeover`;
  if (isOlderThan(takeover, TAKEOVER_MS)) rmSync(takeover, { force: true });
  const unknown = { pid: 0, start: null, host: hostname(), since: new Date().toISOString(), doing: '' };
  if (!placed(mine, takeover)) throw busy(what, readOwner(takeover) ?? unknown, lock);
  try {
    const other = readOwner(lock);
    if (other !== null && isAlive(other)) throw busy(what, other, lock);
    rmSync(lock, { force: true });
    if (!placed(mine, lock)) throw busy(what, readOwner(lock) ?? unknown, lock);
  } finally {
    unlinkSync(takeover);
  }
}

function isOlderThan(path: string, ms: number): boolean {
  try {
    // Made in the future, it is of before the clock was set back.
    return Math.abs(Date.now() - statSync(path).mtimeMs) > ms;
  } catch {
    return false;
  }
}

function readOwner(path: string): Owner | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof owner !== 'object' || owner === null) return null;
    const { pid, start, host, since, doing } = owner as Partial<Owner>;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof since !== 'string') return null;
    return { pid, start: start ?? null, host, since, doing: typeof doing === 'string' ? doing : '' };
  } catch {
    return null;
  }
}

/** In doubt an owner is alive: two processes on one thing would be worse than asking a person. */
function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true;
  if (!processRuns(owner.pid)) return false;
  const start = processStart(owner.pid);
  if (process.platform === 'linux') return start !== null && start === owner.start;
  return start === null || owner.start === null || start === owner.start;
}

function busy(what: Lockable, owner: Owner, lock: string): DmsError<'instance.busy'> {
  const { pid, since, host, doing } = owner;
  return new DmsError('instance.busy', { ...what, pid, since, host, doing, lock });
}
