/** Files and folders only their owner can read: they name servers, users, tables and keys of rows. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Makes a folder and every missing one above it. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
}

/** Opens a file for appending and returns its descriptor. */
export function openPrivateLog(path: string): number {
  return openSync(path, 'a', FILE_MODE);
}

/** Puts a file in place whole or not at all: a crash in between leaves the old one as it was. */
export function writePrivateFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(unfinished, 'w', FILE_MODE);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
