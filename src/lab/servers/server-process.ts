/**
 * Folders of this process and the database servers that work in them: made by us, ended and removed by us,
 * also when this process ends first.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { newFolder, removeFolder } from './home-folder.ts';
import { endCommands, findExecutable } from './program.ts';

/** A busy server flushes its pages before it ends; one that needs longer than this hangs. */
const STOP_TIMEOUT_MS = 20_000;

/** Folders of this process with the server that works in each, if one does. */
const open = new Map<string, ChildProcess | null>();
let watching = false;

/** Makes an empty folder that goes, with the server in it, when this process goes. */
export function openFolder(home: string): string {
  const folder = newFolder(home);
  open.set(folder, null);
  if (!watching) {
    watching = true;
    process.on('exit', clearAll);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endBySignal);
  }
  return folder;
}

/** Starts a server whose messages go to `logFile`. */
export function spawnServer(folder: string, command: readonly string[], logFile: string): ChildProcess {
  const log = openSync(logFile, 'a');
  const words = [...dyingWithUs(), ...command];
  const child = spawn(words[0]!, words.slice(1), { cwd: folder, stdio: ['ignore', log, log] });
  closeSync(log);
  // A forgotten server must not keep a finished program alive.
  child.unref();
  open.set(folder, child);
  return child;
}

/** Ends the process in the folder, if one runs, and waits until it is gone. */
export async function endServer(folder: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const child = open.get(folder);
  if (!child || !isRunning(child)) return;
  child.ref();
  const gone = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}

/** Removes a folder of this process; a server in it has ended. */
export function dropFolder(folder: string): void {
  removeFolder(folder);
  open.delete(folder);
}

export function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

let wrapper: string[] | null = null;

/**
 * Where the system can do it, a server gets SIGKILL in the moment this process is gone, however it went;
 * elsewhere it is found and ended when the next server starts.
 */
function dyingWithUs(): string[] {
  wrapper ??= findWrapper();
  return wrapper;
}

function findWrapper(): string[] {
  const setpriv = process.platform === 'linux' ? findExecutable('setpriv') : null;
  if (setpriv === null) return [];
  // Small systems have a setpriv without this.
  const { stdout } = spawnSync(setpriv, ['--help'], { encoding: 'utf8' });
  return stdout.includes('--pdeathsig') ? [setpriv, '--pdeathsig', 'KILL', '--'] : [];
}

/**
 * Ends all servers and removes all folders of this process, now, and again as it ends: a copy under way may make a
 * folder anew that is gone already.
 */
export function clearAll(): void {
  // They write into these folders.
  endCommands();
  for (const [folder, child] of open) {
    if (child !== null && isRunning(child)) child.kill('SIGKILL');
    removeFolder(folder);
  }
}

/** Ends this process as the signal would have, unless the program has its own way of ending. */
function endBySignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  clearAll();
  process.off(signal, endBySignal);
  process.kill(process.pid, signal);
}
