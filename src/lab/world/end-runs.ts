/** Ends what still works in a state folder that is about to go. */
import { readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { readControl, removeControl } from '../../host/control/control-file.ts';
import { tasksFolder } from '../../store/home.ts';
import { ownerOf } from '../../store/owner-lock.ts';

/** Kills the processes that hold a task or an instance there, and removes their sockets. Their servers end too: nothing is lost by it. */
export function endRunsIn(home: string): void {
  const tasks = foldersIn(tasksFolder(home));
  const held = [...foldersIn(join(home, 'instances')), ...tasks];
  for (const folder of held) {
    const owner = ownerOf(folder);
    if (owner === null || owner.host !== hostname() || owner.pid === process.pid) continue;
    try {
      process.kill(owner.pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
  for (const task of tasks.map((folder) => basename(folder))) {
    const control = readControl(home, task);
    if (control !== null) removeControl(home, task, control);
  }
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  } catch {
    // Nothing was ever saved there.
    return [];
  }
}
