/** A command that must not be broken off: it outlives this process, and needs nobody to read what it prints. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finished, SPEAKING_PLAINLY } from './program.ts';

/** Often enough to see what it does, seldom enough to cost nothing. */
const LOOK_MS = 200;

/** Runs a command in a session of its own, and gives its lines while they come. */
export function runToItsEnd(
  command: readonly string[],
  onLine: (line: string) => void = () => {},
): Promise<Finished> {
  // A pipe would end the command with SIGPIPE once we are gone; a file without a name goes with it.
  const path = join(tmpdir(), `dms-tui-${randomBytes(8).toString('hex')}.log`);
  const file = openSync(path, 'wx+', 0o600);
  rmSync(path);
  const lines = new FileLines(file, onLine);
  return new Promise((resolve) => {
    const child = spawn(command[0]!, command.slice(1), {
      stdio: ['ignore', file, file],
      env: { ...process.env, ...SPEAKING_PLAINLY },
      detached: true,
    });
    const looking = setInterval(() => lines.read(), LOOK_MS);
    const settle = (code: number | null, said: string) => {
      clearInterval(looking);
      lines.read();
      closeSync(file);
      resolve({ code, output: lines.text + said });
    };
    child.once('error', (error) => settle(127, error.message));
    child.once('exit', (code) => settle(code, ''));
  });
}

/** Follows what another process appends to a file. */
class FileLines {
  text = '';
  readonly #file: number;
  readonly #onLine: (line: string) => void;
  readonly #buffer = Buffer.alloc(64 * 1024);
  #at = 0;
  #unfinished = '';

  constructor(file: number, onLine: (line: string) => void) {
    this.#file = file;
    this.#onLine = onLine;
  }

  read(): void {
    for (;;) {
      const count = readSync(this.#file, this.#buffer, 0, this.#buffer.length, this.#at);
      if (count === 0) return;
      this.#at += count;
      const piece = this.#buffer.toString('utf8', 0, count);
      this.text += piece;
      const lines = (this.#unfinished + piece).split('\n');
      this.#unfinished = lines.pop()!;
      for (const line of lines) this.#onLine(line.trimEnd());
    }
  }
}
