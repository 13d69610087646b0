/** A database server program found on this machine, and how a command of it is run. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Product = 'mariadb' | 'mysql';

export interface ServerProgram {
  readonly product: Product;
  /** `10.11.19`, `9.7.4`. */
  readonly version: string;
  /** Path of `mariadbd` or `mysqld`, as seen inside `root`. */
  readonly daemon: string;
  /** Folder of another Debian that the program lives in and is run inside of; null for this system. */
  readonly root: string | null;
  /** Where this program's servers and its template keep their files; inside `root`, if there is one. */
  readonly home: string;
}

/** Where distributions put servers that are not on an ordinary user's PATH. */
const SERVER_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/usr/bin', '/opt/homebrew/bin'];

export function findExecutable(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...SERVER_FOLDERS];
  return folders.map((folder) => join(folder || '.', name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** A path as the program itself must be told it. */
export function insideRoot(program: ServerProgram, path: string): string {
  return program.root === null ? path : path.slice(program.root.length);
}

/** The words that start a program of the server's system, with the account a server refuses to guess. */
export function serverCommand(program: ServerProgram, executable: string, words: string[]): string[] {
  // Servers refuse to run as root unless told so; inside the folder of another Debian only root may go.
  const account = isRoot() ? ['--user=root'] : [];
  const command = [executable, '--no-defaults', ...account, ...words];
  return program.root === null ? command : ['chroot', program.root, ...command];
}

export interface Finished {
  readonly code: number | null;
  /** Standard output and error as they came, mixed. */
  readonly output: string;
}

/** Messages that can be read by a program, and no questions. */
export const SPEAKING_PLAINLY = { LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };

/** Runs a command to its end. A command that is not there is reported as code 127, as a shell does. */
export function run(command: readonly string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...SPEAKING_PLAINLY };
    // In a group of its own: a script that is ended must not leave behind what it has started.
    const child = spawn(command[0]!, command.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
      detached: true,
    });
    if (child.pid !== undefined) running.add(child.pid);
    let output = '';
    const take = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => {
      if (child.pid !== undefined) running.delete(child.pid);
      resolve({ code, output });
    });
  });
}

/** Commands of `run` that have not ended, by their groups. */
const running = new Set<number>();

/** Ends them at once, with all that they have started. */
export function endCommands(): void {
  for (const group of running) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}

/** The version a daemon prints: product and number, or null when it is neither product. */
export async function daemonVersion(
  command: readonly string[],
): Promise<{ product: Product; version: string } | null> {
  const { code, output } = await run([...command, '--version']);
  const version = /Ver (\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (code !== 0 || version === undefined) return null;
  return { product: /mariadb/i.test(output) ? 'mariadb' : 'mysql', version };
}
