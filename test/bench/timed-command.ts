/** Runs a contestant's program: timed, bounded in time, and never outliving the bench. */
import { spawn } from 'node:child_process';

export interface CommandPlace {
  readonly env?: Readonly<Record<string, string>>;
  /** File descriptor for standard output; without it the output is dropped. */
  readonly output?: number;
  readonly timeoutMs: number;
}

/** Enough of what a program complained of to see what is wrong. */
const COMPLAINT_CHARACTERS = 1_500;

const groups = new Set<number>();

process.on('exit', () => {
  for (const pid of groups) endGroup(pid);
});

/** Seconds from start to end. @throws Error with the end of its standard error, when it fails or takes too long */
export async function timedCommand(command: readonly string[], place: CommandPlace): Promise<number> {
  const started = performance.now();
  const child = spawn(command[0]!, command.slice(1), {
    stdio: ['ignore', place.output ?? 'ignore', 'pipe'],
    env: { ...process.env, ...place.env },
    // Its own process group, so that all of a pipeline can be ended.
    detached: true,
  });
  const { pid } = child;
  if (pid !== undefined) groups.add(pid);
  let complaint = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-COMPLAINT_CHARACTERS);
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    if (pid !== undefined) endGroup(pid);
  }, place.timeoutMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    if (late) throw new Error(`${command[0]} was ended after ${Math.round(place.timeoutMs / 1000)} s`);
    if (code !== 0) throw new Error(`${command[0]} ended with ${code}: ${complaint.trim()}`);
    return (performance.now() - started) / 1000;
  } finally {
    clearTimeout(timer);
    if (pid !== undefined) groups.delete(pid);
  }
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
