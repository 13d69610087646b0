/** A lab's set-up in a process of its own, which a test can end, and what is left of it then. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { eventually } from '../../support/waiting.ts';

/** A temp folder of a test's own: any other process that starts a server clears away what the dead have left. */
export function ownTmp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'w-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Pids of the processes that have this temp folder in their environment, however they came to be. */
export function processesOf(tmp: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readProc(pid, 'environ').split('\0').includes(`TMPDIR=${tmp}`))
    .map(Number);
}

export function commandOf(pid: number): string {
  return readProc(String(pid), 'cmdline').replaceAll('\0', ' ');
}

/** Empty for a process that ended meanwhile, and for a zombie. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** Everything below a temp folder but what Node keeps there of every program it has compiled. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('node-compile-cache'),
  );
}

/** Waits until no process, socket or folder is left: what ends by itself ends soon. */
export async function expectNothingLeft(tmp: string): Promise<void> {
  await eventually(() => {
    expect(processesOf(tmp).map(commandOf)).toEqual([]);
    expect(filesIn(tmp)).toEqual([]);
  }, 8_000);
}

export interface Owner {
  readonly child: ChildProcess;
  /** Resolves with the first line it prints that holds the text. */
  says(text: string): Promise<string>;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Runs a script with `openWorld` in reach, which tells each step on a line and then `ready`. */
export function owner(tmp: string, script = 'await world("mysql-to-mysql");'): Owner {
  const module = (name: string) =>
    JSON.stringify(fileURLToPath(new URL(`../../../src/lab/world/${name}.ts`, import.meta.url)));
  const preamble = `
    const { openWorld } = await import(${module('world')});
    const say = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
    const world = async (lab) => {
      const made = await openWorld({ lab, full: false }, say, new AbortController().signal);
      say({ making: 'ready', keeper: made.keeper, folder: made.folder });
      return made;
    };
    setInterval(() => {}, 1e6);
    say({ making: 'begun' });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${preamble}\n${script}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: tmp },
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    child,
    says: (text) =>
      eventually(() => {
        const line = lines.find((one) => one.includes(text));
        expect(line, `${text} in ${lines.join(' ')}`).toBeDefined();
        return line!;
      }, 60_000),
    end: async (signal) => {
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}
