/**
 * The saved instances: one small file for each, so that two writers never meet in one, and a damaged file
 * hides no other instance. It is put in place whole, removed whole, and never changed.
 */
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { oneOf, Problems, shape, text } from '../model/document.ts';
import { DmsError, type ErrorRecord, errorRecord } from '../model/errors.ts';
import { INSTANCE_CLASSES, type Instance, parseInstanceId } from '../model/instance.ts';
import { parseJson } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import { instanceFolder } from './home.ts';
import { claim, type Lock } from './owner-lock.ts';
import { makePrivateFolder, placePrivateFile, removeIfEmpty } from './private-files.ts';

const instanceShape = shape({
  id: text,
  class: oneOf(INSTANCE_CLASSES),
  home: text,
  created: v.pipe(text, v.isoTimestamp('a time as ISO 8601')),
});

/** Those that can be read, by id, and what is wrong with the files of the others. */
export function readInstances(stateFolder: string): {
  readonly instances: Instance[];
  readonly damaged: ErrorRecord[];
} {
  const instances: Instance[] = [];
  const damaged: ErrorRecord[] = [];
  for (const id of savedIds(stateFolder)) {
    try {
      const instance = read(stateFolder, id);
      if (instance !== null) instances.push(instance);
    } catch (error) {
      damaged.push(errorRecord(error));
    }
  }
  return { instances, damaged };
}

/** @throws DmsError `usage` when there is none of that id, `document` when its file is damaged */
export function findInstance(stateFolder: string, written: string): Instance {
  const id = parseInstanceId(written);
  const instance = read(stateFolder, id);
  if (instance !== null) return instance;
  const known = savedIds(stateFolder);
  const near = nearest(id, known, 1);
  throw new DmsError('usage', {
    problem: `There is no instance ${id}${near.length > 0 ? `; did you mean ${near[0]}?` : '.'}`,
    allowed: known.length > 0 ? known.join(', ') : 'one made with: dms-tui instance create <id>',
  });
}

/**
 * Saves an instance and makes its home. The home is held meanwhile: two instances in one home would be one.
 * @throws DmsError `usage` when the id or the home is taken or the home cannot be used, `instance.busy`
 */
export function addInstance(stateFolder: string, instance: Instance): void {
  refuseTaken(stateFolder, instance);
  const lock = claimHome(instance, 'creating it');
  try {
    // Another process may have been as far as here.
    refuseTaken(stateFolder, instance);
    makePrivateFolder(folderOf(stateFolder));
    const file = fileOf(stateFolder, instance.id);
    if (!placePrivateFile(file, `${JSON.stringify(instance, null, 2)}\n`)) throw taken(instance.id);
  } finally {
    lock.release();
  }
}

/**
 * Forgets an instance. Its home stays, unless it is the usual one and nothing ever ran there.
 * @throws DmsError `instance.busy`
 */
export function removeInstance(stateFolder: string, instance: Instance): void {
  const { id, home } = instance;
  const lock = existsSync(home) ? claimIfUsable(instance) : null;
  rmSync(fileOf(stateFolder, id), { force: true });
  lock?.release();
  if (home === instanceFolder(stateFolder, id)) removeIfEmpty(home);
}

/** @throws DmsError `instance.busy` when another process works on it, `usage` when its home cannot be used */
export function claimHome({ id, home }: Pick<Instance, 'id' | 'home'>, doing: string): Lock {
  try {
    return claim(home, { kind: 'instance', id }, doing);
  } catch (error) {
    if (error instanceof DmsError) throw error;
    throw new DmsError('usage', {
      problem: `The home folder of the instance ${id} cannot be used: ${(error as Error).message}.`,
      allowed: 'a folder that can be written to',
    });
  }
}

/** A home that can no longer be used must not keep its instance from being deleted. */
function claimIfUsable(instance: Instance): Lock | null {
  try {
    return claimHome(instance, 'deleting it');
  } catch (error) {
    if (error instanceof DmsError && error.is('usage')) return null;
    throw error;
  }
}

function folderOf(stateFolder: string): string {
  return join(stateFolder, 'instances');
}

function fileOf(stateFolder: string, id: string): string {
  return join(folderOf(stateFolder), `${id}.json`);
}

function savedIds(stateFolder: string): string[] {
  const folder = folderOf(stateFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .toSorted();
}

function read(stateFolder: string, id: string): Instance | null {
  const file = fileOf(stateFolder, id);
  let written: string;
  try {
    written = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const problems = new Problems(file);
  const instance = problems.demand(instanceShape, parseJson(written, file), '');
  if (instance.id !== id) problems.add('id', `is "${instance.id}"`, `"${id}", as the name of the file says`);
  problems.throwIfAny();
  return instance;
}

function refuseTaken(stateFolder: string, { id, home }: Instance): void {
  if (existsSync(fileOf(stateFolder, id))) throw taken(id);
  const other = readInstances(stateFolder).instances.find((one) => samePlace(one.home, home));
  if (!other) return;
  throw new DmsError('usage', {
    problem: `${home} is the home folder of the instance ${other.id}.`,
    allowed: 'a folder for each instance',
  });
}

function taken(id: string): DmsError<'usage'> {
  return new DmsError('usage', { problem: `There is an instance ${id} already.`, allowed: 'another id' });
}

function samePlace(one: string, other: string): boolean {
  return realPlace(one) === realPlace(other);
}

function realPlace(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    // Not there yet: then it cannot be another name of something that is.
    return folder;
  }
}
