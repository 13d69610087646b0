/**
 * The saved tasks: one file for each, in the folder of the task, so that two writers never meet in one and a
 * damaged file hides no other task. It is put in place whole; nobody but its owner's hands removes it.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../model/document.ts';
import { DmsError, type ErrorRecord, errorRecord } from '../model/errors.ts';
import { parseJson } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import { readSavedTask, type SavedTask } from '../model/saved-task.ts';
import { parseTaskId } from '../model/task-id.ts';
import { parseTask } from '../model/task-parser.ts';
import { findEndpoint, readEndpoints } from './endpoints.ts';
import { taskFolder, tasksFolder } from './home.ts';
import { readInstances } from './instances.ts';
import { claim } from './owner-lock.ts';
import { removeIfEmpty, writePrivateFile } from './private-files.ts';

export interface SavedTasks {
  /** By id. */
  readonly tasks: readonly SavedTask[];
  /** What is wrong with the files of the others; they stay as they are. */
  readonly damaged: readonly DamagedTask[];
}

export interface DamagedTask {
  readonly id: string;
  readonly error: ErrorRecord;
}

export function readTasks(stateFolder: string): SavedTasks {
  const tasks: SavedTask[] = [];
  const damaged: DamagedTask[] = [];
  for (const id of savedIds(stateFolder)) {
    try {
      const task = read(stateFolder, id);
      if (task !== null) tasks.push(task);
    } catch (error) {
      damaged.push({ id, error: errorRecord(error) });
    }
  }
  return { tasks, damaged };
}

/** @throws DmsError 'usage' when there is none of that id, 'document' when its file is damaged */
export function findTask(stateFolder: string, id: string): SavedTask {
  const task = read(stateFolder, parseTaskId(id));
  if (task !== null) return task;
  const known = savedIds(stateFolder);
  const [near] = nearest(id, known, 1);
  throw new DmsError('usage', {
    problem: `There is no saved task ${id}${near === undefined ? '.' : `; did you mean ${near}?`}`,
    allowed: known.length > 0 ? known.join(', ') : 'one made with: dms-tui task create <task.json>',
  });
}

/**
 * Saves the document of a task, checked in full: its endpoints must be there. Where there is one of that id,
 * it is put in its place only with `replace`, which is what `findTask` gave: a change that somebody else made
 * since is never lost.
 * @throws DmsError 'document'; 'usage' when there is one already, or another than `replace`; 'instance.busy'
 * while it runs or is saved by another process
 */
export async function saveTask(
  stateFolder: string,
  document: unknown,
  replace: SavedTask | null = null,
): Promise<SavedTask> {
  const id = isObject(document) && typeof document.task === 'string' ? document.task : '';
  const file = taskFile(stateFolder, id === '' ? 'task' : id);
  await checkWhole(stateFolder, document, file);
  const task = readSavedTask(document, file, id);
  const lock = claim(taskFolder(stateFolder, id), { kind: 'task', id }, 'saving it');
  try {
    refuseOther(stateFolder, id, replace);
    writePrivateFile(file, written(task));
  } finally {
    lock.release();
  }
  return task;
}

/**
 * Forgets a task, with the logs of its runs wherever they are; what its target holds stays, its checkpoint
 * there too. There is no way back: the caller asks a person first. Damaged files go as well.
 * @throws DmsError 'usage' when there is none, 'instance.busy' while it runs
 */
export function deleteTask(stateFolder: string, id: string): void {
  if (!existsSync(taskFile(stateFolder, parseTaskId(id)))) findTask(stateFolder, id);
  const folder = taskFolder(stateFolder, id);
  const lock = claim(folder, { kind: 'task', id }, 'deleting it');
  try {
    for (const { home } of readInstances(stateFolder).instances)
      rmSync(taskFolder(home, id), { recursive: true, force: true });
    const names = readdirSync(folder).filter((name) => name !== 'lock');
    // The document first: whoever looks meanwhile finds a task that is gone, not one that never ran.
    for (const name of ['task.json', ...names]) rmSync(join(folder, name), { recursive: true, force: true });
  } finally {
    lock.release();
  }
  removeIfEmpty(folder);
}

/** Where a task is saved; it need not be there. */
export function taskFile(stateFolder: string, id: string): string {
  return join(taskFolder(stateFolder, id), 'task.json');
}

function savedIds(stateFolder: string): string[] {
  const folder = tasksFolder(stateFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((id) => existsSync(taskFile(stateFolder, id)))
    .toSorted();
}

function read(stateFolder: string, id: string): SavedTask | null {
  const file = taskFile(stateFolder, id);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return readSavedTask(parseJson(text, file), file, id);
}

async function checkWhole(stateFolder: string, document: unknown, file: string): Promise<void> {
  const endpoints = await readEndpoints(stateFolder);
  parseTask(document, file, {}, (id, role) => {
    const endpoint = findEndpoint(endpoints, id);
    if (endpoint.role !== role) throw new DmsError('endpoint.role', { id: endpoint.id, role: endpoint.role });
    return endpoint;
  });
}

function refuseOther(stateFolder: string, id: string, replace: SavedTask | null): void {
  const now = readAgain(stateFolder, id);
  if (replace === null) {
    if (now === 'none') return;
    throw new DmsError('usage', { problem: `There is a task ${id} already.`, allowed: 'another id' });
  }
  if (now === written(replace)) return;
  throw new DmsError('usage', {
    problem: `The task ${id} was changed or deleted by somebody else since it was read.`,
    allowed: 'reading it again, and then changing it',
  });
}

function readAgain(stateFolder: string, id: string): string {
  const file = taskFile(stateFolder, id);
  if (!existsSync(file)) return 'none';
  try {
    return written(readSavedTask(parseJson(readFileSync(file, 'utf8'), file), file, id));
  } catch {
    // Damaged: not what anybody has read.
    return 'damaged';
  }
}

function written({ document }: SavedTask): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
