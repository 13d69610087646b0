/**
 * What a person saved: one JSON file in the state folder, kept by `conf`. Writers take turns, each reading
 * again what it changes; a reader always sees a whole file, and a crash leaves the old one or the new one.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type Conf from 'conf';
import { isObject } from '../model/document.ts';
import { DmsError } from '../model/errors.ts';
import { profileFolder } from './home.ts';
import { claim, type Lock } from './owner-lock.ts';

/** By id in lower case; each is checked by who reads it, so that one bad entry hides no other. */
export type ProfileRecords = Record<string, unknown>;

const NAME = 'endpoints';
const FILE_MODE = 0o600;

/** A change takes milliseconds: who has not had a turn by then waits for a process that hangs. */
const TURN_MS = 10_000;
/** Short, because a person waits; not shorter, because looking at the lock costs more than the change. */
const LOOK_AGAIN_MS = 15;

export function profileFile(home: string): string {
  return join(profileFolder(home), `${NAME}.json`);
}

/**
 * Everything saved.
 * @throws DmsError 'profile.damaged' when the file cannot be read; it was put aside then
 */
export async function readProfile(home: string): Promise<ProfileRecords> {
  if (!existsSync(profileFile(home))) return {};
  try {
    return (await open(home)).store;
  } catch (error) {
    if (!isDamage(error)) throw error;
    // Under the lock, and looked at again: another process may have put it aside, or a new one in place.
    return await withTurn(home, async () => (await openOrPutAside(home)).store);
  }
}

/**
 * Sets one entry to what `change` makes of it; null removes it. Other entries stay as they are.
 * @throws DmsError 'profile.damaged' as above, 'instance.busy' when another process keeps the lock
 */
export async function changeProfile(
  home: string,
  key: string,
  change: (before: unknown) => object | null,
): Promise<void> {
  await withTurn(home, async () => {
    const conf = await openOrPutAside(home);
    const after = change(conf.get(key) ?? null);
    removeUnfinished(home);
    writeWhole(() => (after === null ? conf.delete(key) : conf.set(key, after)));
  });
}

/** Files of earlier damage, oldest first. */
export function putAside(home: string): string[] {
  const folder = profileFolder(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${NAME}.damaged-`))
    .sort()
    .map((name) => join(folder, name));
}

async function open(home: string): Promise<Conf<ProfileRecords>> {
  refuseOtherThanObject(profileFile(home));
  const Store = await loadStore();
  return new Store<ProfileRecords>({
    cwd: profileFolder(home),
    configName: NAME,
    projectSuffix: '',
    configFileMode: FILE_MODE,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
  });
}

/** What a person or a system ends a program with. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * `conf` and its validator are slow to load: only who keeps something does. It brings a package that listens
 * for signals to clean up, and sends each to the process once more: one Ctrl-C would count as two, and no run
 * from a saved endpoint could end cleanly. What it would clean up the next writer does.
 */
async function loadStore(): Promise<typeof Conf> {
  const before = SIGNALS.map((name) => process.rawListeners(name));
  const { default: Store } = await import('conf');
  SIGNALS.forEach((name, index) => {
    for (const one of process.rawListeners(name)) {
      // It listens once, which is what tells it from who asks for a stop.
      if ('listener' in one && !before[index]!.includes(one)) process.off(name, one as () => void);
    }
  });
  return Store;
}

/** `conf` takes a list or a number for an empty profile, and would write over it. */
function refuseOtherThanObject(file: string): void {
  if (existsSync(file) && !isObject(JSON.parse(readFileSync(file, 'utf8'))))
    throw new SyntaxError('no object');
}

async function openOrPutAside(home: string): Promise<Conf<ProfileRecords>> {
  try {
    return await open(home);
  } catch (error) {
    if (!isDamage(error)) throw error;
    const file = profileFile(home);
    const when = new Date().toISOString().replaceAll(':', '-');
    const aside = join(profileFolder(home), `${NAME}.damaged-${when}.json`);
    renameSync(file, aside);
    throw new DmsError('profile.damaged', { file, aside });
  }
}

/** No JSON object; all else that can fail (rights, a full disk) says nothing about the content. */
function isDamage(error: unknown): boolean {
  return error instanceof SyntaxError;
}

async function withTurn<T>(home: string, work: () => Promise<T>): Promise<T> {
  const lock = await turn(home);
  const onExit = () => lock.release();
  process.once('exit', onExit);
  try {
    return await work();
  } finally {
    lock.release();
    process.off('exit', onExit);
  }
}

async function turn(home: string): Promise<Lock> {
  const deadline = performance.now() + TURN_MS;
  for (;;) {
    try {
      return claim(profileFolder(home), { kind: 'profile', id: NAME }, 'saving an endpoint');
    } catch (error) {
      const isBusy = error instanceof DmsError && error.is('instance.busy');
      if (!isBusy || performance.now() > deadline) throw error;
    }
    // Uneven, so that two that wait do not look at the same instant for ever.
    await wait(LOOK_AGAIN_MS * (0.5 + Math.random()));
  }
}

/** What a writer that was killed left beside the file. Only the owner of the lock may: others still write. */
function removeUnfinished(home: string): void {
  const folder = profileFolder(home);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${NAME}.json.tmp-`)) rmSync(join(folder, name), { force: true });
  }
}

/**
 * `conf` writes in place, and a crash would leave half a file, when it believes to be inside a Snap package;
 * the terminal of an editor that is one sets the same variable.
 */
function writeWhole(write: () => void): void {
  const { SNAP } = process.env;
  delete process.env.SNAP;
  try {
    write();
  } finally {
    if (SNAP !== undefined) process.env.SNAP = SNAP;
  }
}
