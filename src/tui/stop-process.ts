/** Ctrl-Z in a program that takes keys raw: the shell gets the terminal until `fg`. */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** A stopped process feels no time; one that could not be stopped (nobody would wake it) goes on after this. */
const NOT_STOPPED_MS = 200;

/** Resolves when the process was woken again. */
export async function stopProcess(): Promise<void> {
  if (process.platform === 'win32') return;
  const woken = once(process, 'SIGCONT');
  // The whole group, as the terminal itself would: the shell waits for `npx` rather than for this process.
  process.kill(0, 'SIGTSTP');
  await Promise.race([woken, pause(NOT_STOPPED_MS)]);
}
