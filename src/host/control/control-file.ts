/** How to reach the process of a run: a private file in the folder of its task while it listens. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { taskFolder } from '../../store/home.ts';
import { writePrivateFile } from '../../store/private-files.ts';

export interface Control {
  readonly pid: number;
  readonly runId: string;
  /** Folder of the run. */
  readonly folder: string;
  /** Path of the socket, or name of the pipe. */
  readonly place: string;
  readonly token: string;
}

const controlShape = v.object({
  pid: v.number(),
  runId: v.string(),
  folder: v.string(),
  place: v.string(),
  token: v.string(),
});

export function writeControl(stateFolder: string, task: string, control: Control): void {
  writePrivateFile(fileOf(stateFolder, task), `${JSON.stringify(control)}\n`);
}

/** Null where none is, or none that can be read. */
export function readControl(stateFolder: string, task: string): Control | null {
  try {
    const read = v.safeParse(controlShape, JSON.parse(readFileSync(fileOf(stateFolder, task), 'utf8')));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

/** Also the socket, which a process that was killed leaves behind. */
export function removeControl(stateFolder: string, task: string, control: Control): void {
  if (process.platform !== 'win32') rmSync(control.place, { force: true });
  // A later run may have written its own meanwhile.
  if (readControl(stateFolder, task)?.place === control.place)
    rmSync(fileOf(stateFolder, task), { force: true });
}

function fileOf(stateFolder: string, task: string): string {
  return join(taskFolder(stateFolder, task), 'control.json');
}
