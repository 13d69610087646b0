/** The product in a terminal of the system, as a person has it: its own process, real signals, real keys. */
import { type IPty, spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';
import { bytesOfKey } from './key-bytes.ts';
import { Screen, type Wanted } from './screen.ts';

export interface PtyOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

export class Pty {
  readonly #process: IPty;
  readonly #screen: Screen;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number>;
  /** All that was written to the terminal so far. */
  sent = '';
  /** How many keys were pressed; what is pasted counts as none. */
  keys = 0;

  constructor(command: string, words: readonly string[], options: PtyOptions = {}) {
    const { columns = 80, rows = 24, environment = {}, folder = process.cwd() } = options;
    this.#screen = new Screen(columns, rows);
    this.#process = spawn(command, [...words], {
      name: environment.TERM ?? 'xterm-256color',
      cols: columns,
      rows,
      cwd: folder,
      // Nothing of the tests' own environment: `CI` alone would keep the console closed.
      env: { PATH: process.env.PATH, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...environment },
    });
    this.#process.onData((text) => {
      this.sent += text;
      this.#screen.write(text);
    });
    this.ended = new Promise((resolve) => {
      this.#process.onExit(({ exitCode }) => resolve(exitCode));
    });
    onTestFinished(async () => {
      this.kill('SIGKILL');
      await this.ended;
      this.#screen.dispose();
    });
  }

  get pid(): number {
    return this.#process.pid;
  }

  get isAlternate(): boolean {
    return this.#screen.isAlternate;
  }

  text(): string {
    return this.#screen.text();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.keys += 1;
      this.#process.write(bytesOfKey(key));
      // What comes after a lone escape within 20 ms is taken for a part of it.
      await new Promise((resolve) => setTimeout(resolve, key === 'escape' ? 60 : 5));
    }
  }

  async type(text: string): Promise<void> {
    await this.press(...Array.from(text));
  }

  /** Terminals send the line breaks of what is pasted as they send the enter key. */
  paste(text: string): void {
    this.write(`\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`);
  }

  /** At once, as a terminal pastes that does not say so. */
  write(bytes: string): void {
    this.#process.write(bytes);
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#process.resize(columns, rows);
  }

  /** Closes the window: who has it open is told by the system. */
  close(): void {
    (this.#process as unknown as { destroy(): void }).destroy();
  }

  kill(signal: NodeJS.Signals): void {
    try {
      this.#process.kill(signal);
    } catch {
      // It has ended by itself.
    }
  }

  waitFor(wanted: Wanted, timeoutMs?: number): Promise<void> {
    return this.#screen.waitFor(wanted, timeoutMs);
  }

  waitForNo(wanted: Wanted, timeoutMs?: number): Promise<void> {
    return this.#screen.waitForNo(wanted, timeoutMs);
  }
}
