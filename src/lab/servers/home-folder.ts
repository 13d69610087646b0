/**
 * Where lab servers keep their files, and how a folder tells whose it is: its name holds the machine, the
 * pid and the start of the process that owns it, so whatever a killed owner left can be cleared away.
 */
import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DmsError } from '../../model/errors.ts';
import { processStart } from '../../store/process-identity.ts';
import { serversOn } from './processes.ts';

/** This user's folder for lab servers. @throws DmsError when another user's folder stands in its place */
export function labHome(): string {
  const user = process.getuid?.() ?? 'user';
  const home = join(tmpdir(), `dms-tui-lab-${user}`);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  // The temp folder is everybody's: someone else could have laid a folder or a link there first.
  const found = lstatSync(home);
  if (!found.isDirectory() || (typeof user === 'number' && found.uid !== user)) {
    throw new DmsError('usage', { problem: `${home} belongs to another user`, allowed: 'another TMPDIR' });
  }
  return home;
}

/** Makes an empty folder that belongs to this process. Owners that are gone lose theirs first. */
export function newFolder(home: string): string {
  const folders = openFolders(home);
  mkdirSync(folders, { recursive: true, mode: 0o700 });
  clearAbandoned(folders);
  const owner = `${machine()}-${process.pid}-${startMark(process.pid)}`;
  const folder = join(folders, `${owner}-${randomBytes(4).toString('hex')}`);
  // With those above it: another process may have found them empty, and removed them.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Where the folders of all processes are. */
export function openFolders(home: string): string {
  return join(home, 'open');
}

/** Removes this user's folder for lab servers, if nothing is in it: whoever ends last leaves no trace. */
export function tidyHome(home: string): void {
  try {
    rmdirSync(openFolders(home));
    rmdirSync(home);
  } catch {
    // Somebody works there, or keeps a template.
  }
}

/** A server that was killed is gone within this time, also where the disk has much to do. */
const REMOVE_ATTEMPTS = 100;
const REMOVE_PAUSE_MS = 50;

/** Removes a folder. A server in it must have ended, or be ending by SIGKILL. */
export function removeFolder(folder: string): void {
  // A dying server may still create a file between listing and removal. The retries that `rmSync` knows try the
  // folder alone again, and never see that file.
  for (let attempt = 1; ; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (attempt === REMOVE_ATTEMPTS) throw error;
      Atomics.wait(NEVER, 0, 0, REMOVE_PAUSE_MS);
    }
  }
}

/** Nobody wakes who waits for it: a pause for what cannot wait for a promise, as this process ends. */
const NEVER = new Int32Array(new SharedArrayBuffer(4));

function clearAbandoned(folders: string): void {
  for (const name of readdirSync(folders)) {
    if (!isAbandoned(name)) continue;
    for (const pid of serversOn(name)) killNow(pid);
    removeFolder(join(folders, name));
  }
}

function isAbandoned(name: string): boolean {
  const [where, pid, start] = name.split('-');
  // The folder may be shared with another machine, whose processes cannot be seen from here.
  return where === machine() && startMark(Number(pid)) !== start;
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** When a process was started, short enough for a path that ends in a socket. */
function startMark(pid: number): string {
  return short(processStart(pid) ?? 'not running');
}

/** Containers share folders and hide processes from each other, so each counts as a machine. */
function machine(): string {
  const processSpace = statSync('/proc/self/ns/pid', { throwIfNoEntry: false })?.ino ?? 0;
  return short(`${hostname()} ${processSpace}`);
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
