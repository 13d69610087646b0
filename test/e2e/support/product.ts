/** The product as its user has it: a process of its own, its events, its exit code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorKind } from '../../../src/model/errors.ts';
import type { DmsEvent } from '../../../src/model/events.ts';
import { COMPILED_ENTRY } from '../../support/compiled-entry.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/**
 * Makes a process write down at its exit the most memory it ever held. On Linux the system's own count of a
 * process begins with that of the one which started it, so it is asked elsewhere there.
 */
const PEAK_TO_FILE = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const kilobytes = process.platform === 'linux'
      ? Number(/^VmHWM:\\s*(\\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1])
      : process.resourceUsage().maxRSS;
    writeFileSync(process.env.PEAK_MEMORY_FILE, String(kilobytes * 1024));
  });`)}`;

export interface Ended {
  /** Null for a process that a signal ended. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly events: readonly DmsEvent[];
  readonly err: string;
}

/** Kind of the error that ended a run, or of its last table's. */
export function failure({ events }: Ended): ErrorKind | null {
  return events.findLast((event) => event.type === 'error')?.error.kind ?? null;
}

/** The last word of a run. */
export function finish({ events, err }: Ended): Extract<DmsEvent, { type: 'run.finished' }> {
  const event = events.at(-1);
  if (event?.type !== 'run.finished') throw new Error(`the run did not say how it ended:\n${err}`);
  return event;
}

/** Passwords, keys and traps: what a person would export in the shell. */
type Environment = Readonly<Record<string, string>>;

/** One run under way. */
export class Running {
  readonly events: DmsEvent[] = [];
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  #unread = '';
  #err = '';
  #wake: () => void = () => {};
  #over = false;

  constructor(words: readonly string[], environment: Environment, node: readonly string[] = []) {
    this.#child = spawn(process.execPath, [...node, COMPILED_ENTRY, ...words], {
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout!.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#err += text;
    });
    this.ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) => {
        this.#over = true;
        this.#wake();
        resolve({ code, signal, events: this.events, err: this.#err });
      });
    });
  }

  /** What it has said on standard error so far. */
  get err(): string {
    return this.#err;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** The first event, past or to come, that fits. Fails when the run ends without one. */
  async until(fits: (event: DmsEvent) => boolean): Promise<DmsEvent> {
    for (let seen = 0; ; ) {
      for (; seen < this.events.length; seen++) if (fits(this.events[seen]!)) return this.events[seen]!;
      if (this.#over) throw new Error(`the run ended before that event:\n${this.#err}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends the process as a power cut would; what it had left to say is still read. */
  async kill9(): Promise<Ended> {
    this.#child.kill('SIGKILL');
    return await this.ended;
  }

  #read(text: string): void {
    const lines = (this.#unread + text).split('\n');
    // A killed process may leave half a line.
    this.#unread = lines.pop()!;
    for (const line of lines) this.events.push(JSON.parse(line) as DmsEvent);
    this.#wake();
  }
}

/** A task file with a home of its own, and the ways to run it. */
export class TaskOnDisk {
  readonly home: string;
  readonly file: string;
  readonly #environment: Environment;

  constructor(task: object, environment: Environment) {
    this.home = temporaryFolder();
    this.file = join(this.home, 'task.json');
    this.#environment = { ...environment, DMS_TUI_HOME: this.home };
    writeFileSync(this.file, JSON.stringify(task, null, 2));
  }

  get environment(): Environment {
    return this.#environment;
  }

  start(words: readonly string[] = [], more: Environment = {}): Running {
    return new Running(['run', this.file, '--json', ...words], { ...this.#environment, ...more });
  }

  run(words: readonly string[] = [], more: Environment = {}): Promise<Ended> {
    return this.start(words, more).ended;
  }

  resume(more: Environment = {}): Promise<Ended> {
    return this.run(['--resume'], more);
  }

  /** Runs until the named trap ends it. */
  runIntoTrap(trap: string, words: readonly string[] = []): Promise<Ended> {
    return this.run(words, { DMS_TUI_TRAP: trap });
  }

  /** A run whose most resident memory is known when it has ended, in bytes. */
  async runMeasured(words: readonly string[] = []): Promise<Ended & { readonly peakBytes: number }> {
    const file = join(this.home, 'peak');
    const node = ['--import', PEAK_TO_FILE];
    const environment = { ...this.#environment, PEAK_MEMORY_FILE: file };
    const ended = await new Running(['run', this.file, '--json', ...words], environment, node).ended;
    return { ...ended, peakBytes: Number(readFileSync(file, 'utf8')) };
  }
}
