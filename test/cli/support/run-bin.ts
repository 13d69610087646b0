/** Runs the program as a person would, from its entry file. */
import { spawn } from 'node:child_process';
import { COMPILED_ENTRY } from '../../support/compiled-entry.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunBin {
  readonly environment?: NodeJS.ProcessEnv;
  /** What stands on standard input. */
  readonly input?: string;
  /** Options of Node itself. */
  readonly node?: readonly string[];
}

export function runBin(
  words: readonly string[],
  { environment, input = '', node = [] }: RunBin = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, COMPILED_ENTRY, ...words], {
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...environment },
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    // A program that wants no input may be gone before it is written.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
