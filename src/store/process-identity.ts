/** Tells one process from another that got the same number later. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process was started, as text that is only good for comparing; null when no such process runs
 * or the system does not say.
 */
export function processStart(pid: number): string | null {
  if (process.platform === 'linux') return linuxStart(pid);
  if (process.platform === 'win32') return null;
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Clock ticks since boot, behind the id of that boot: ticks alone come again after a restart. */
function linuxStart(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name, in brackets, may itself hold spaces and brackets; the fields after it may not.
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Field 22 of proc(5); the first one after the name is field 3. A zombie moves no rows any more.
    if (afterName[0] === 'Z') return null;
    return `${boot}:${afterName[19]}`;
  } catch {
    return null;
  }
}

/** Whether a process runs. A process of another user counts, though it may not be signalled. */
export function processRuns(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
