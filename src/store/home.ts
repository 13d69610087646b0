/** Where everything this program keeps lives: one folder, so that backing up and cleaning up are easy. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The state folder: `DMS_TUI_HOME`, else where this operating system wants such files. */
export function homeFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const chosen = environment.DMS_TUI_HOME;
  if (chosen) return chosen;
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'dms-tui');
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'dms-tui');
  return join(environment.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'dms-tui');
}

/** Folder of the checkpoints of tasks whose target is made of files. */
export function ledgersFolder(home: string): string {
  return join(home, 'ledgers');
}

/** Where saved endpoints are kept. */
export function profileFolder(home: string): string {
  return join(home, 'profile');
}

/** Where a state folder that is not to last has its own keyring, in place of that of the machine. */
export function keyringSocket(home: string): string {
  return join(home, 'keyring.sock');
}

/** Progress in guided labs, and the pages at their ends. */
export function labsFolder(home: string): string {
  return join(home, 'labs');
}

/** The keys of the console that a person has changed. */
export function keysFile(home: string): string {
  return join(profileFolder(home), 'keys.json');
}

/** Home of an instance that was given no other. */
export function instanceFolder(home: string, instance: string): string {
  return join(home, 'instances', instance);
}

/** One folder for each task. `home` is the state folder, or for run logs the home of an instance. */
export function tasksFolder(home: string): string {
  return join(home, 'tasks');
}

/** Everything of one task. Task ids hold letters, digits and hyphens only, so they are safe as names. */
export function taskFolder(home: string, task: string): string {
  return join(tasksFolder(home), task);
}

export function runFolder(home: string, task: string, runId: string): string {
  return join(taskFolder(home, task), 'runs', runId);
}
