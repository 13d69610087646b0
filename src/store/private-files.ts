/** Files and folders only their owner can read: they name servers, users, tables and keys of rows. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Makes a folder and every missing one above it. */
export function makePrivateFolder(folder: string): void {
  // Not by the `recursive` of Node: it never comes back where a file system takes no folders, as /proc.
  try {
    mkdirSync(folder, { mode: FOLDER_MODE });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error;
    makePrivateFolder(dirname(folder));
    makePrivateFolder(folder);
  }
}

export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It holds something, or was never made.
  }
}

/** Opens a file for appending and returns its descriptor. */
export function openPrivateLog(path: string): number {
  return openSync(path, 'a', FILE_MODE);
}

/** Puts a file in place whole or not at all: a crash in between leaves the old one as it was. */
export function writePrivateFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeWhole(unfinished, text);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** As `writePrivateFile`, where there is no file yet: false, and nothing changed, when there is one. */
export function placePrivateFile(path: string, text: string): boolean {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeWhole(unfinished, text);
    linkSync(unfinished, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function writeWhole(path: string, text: string): void {
  const file = openSync(path, 'w', FILE_MODE);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Another one whenever the file, or what is in the folder, is another. */
export function fileVersion(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? 'none' : `${found.ino} ${found.mtimeNs} ${found.size}`;
}
