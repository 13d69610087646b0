/**
 * Starts a saved task in a process of its own, which outlives whoever started it: a closed terminal, a crash of
 * the console or the end of an SSH session change nothing for it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Secrets } from '../endpoints/mask-secrets.ts';
import { DmsError, type ErrorRecord } from '../model/errors.ts';
import type { RunMode } from '../model/events.ts';
import { taskFolder } from '../store/home.ts';
import { makePrivateFolder } from '../store/private-files.ts';
import { findTask } from '../store/tasks.ts';
import {
  type LaunchAnswer,
  type LaunchMessage,
  PROCESS_COMMAND,
  splitEnvironment,
} from './launch-message.ts';

export interface StartRequest {
  readonly stateFolder: string;
  readonly taskId: string;
  /** `resume` goes on from the checkpoint, `validate` compares and moves nothing. */
  readonly mode: RunMode;
  readonly secrets: Secrets;
  /**
   * Whether a person has agreed that rows of the target are removed. Else the run asks, by an event `question`,
   * and waits for the command `answer`.
   */
  readonly confirmed: boolean;
}

export interface Started {
  readonly pid: number;
  readonly runId: string;
  /** Of the run: its log, its report, its statements. */
  readonly folder: string;
}

/** Enough of what a process wrote before it died: the end of it says why. */
const MOST_SAID = 2_000;

/**
 * Resolves when the process has claimed the task and can be attached to; it connects then. What goes wrong from
 * there on is in its events.
 * @throws DmsError 'usage' when there is no such task, 'document' when it cannot be read, 'instance.busy' when
 * it runs already, 'control.start' when there could be no process
 */
export async function startTask(request: StartRequest): Promise<Started> {
  const { stateFolder, taskId: task, mode, secrets, confirmed } = request;
  findTask(stateFolder, task);
  const { atBirth, later } = splitEnvironment(process.env);
  const log = join(taskFolder(stateFolder, task), 'process.log');
  const child = launch(task, atBirth, log);
  const exited = exitOf(child);
  const message: LaunchMessage = { stateFolder, task, mode, secrets, confirmed, environment: later };
  const stdin = child.stdin as Writable;
  // It may be gone before it has read: its answer, or its end, says why.
  stdin.on('error', () => {});
  stdin.end(JSON.stringify(message));
  const written = await text(child.stdio[3] as Readable);
  const answer = readAnswer(written);
  child.unref();
  if (answer === null) {
    throw new DmsError('control.start', { task, reason: `${await exited}${lastWords(log)}`, log });
  }
  if ('failed' in answer) throw errorOf(answer.failed);
  return answer.started;
}

function launch(task: string, environment: Record<string, string>, log: string): ChildProcess {
  // The entry of this very program: beside it in its source as in its package.
  const bin = fileURLToPath(
    new URL(`../bin${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url),
  );
  makePrivateFolder(join(log, '..'));
  const errors = openSync(log, 'w', 0o600);
  try {
    return spawn(process.execPath, [bin, PROCESS_COMMAND, task], {
      // A session of its own: the signals of the terminal do not reach it.
      detached: true,
      windowsHide: true,
      env: environment,
      stdio: ['pipe', 'ignore', errors, 'pipe'],
    });
  } finally {
    closeSync(errors);
  }
}

/** How it ended, in words; only asked when it did. */
async function exitOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function readAnswer(written: string): LaunchAnswer | null {
  try {
    return JSON.parse(written) as LaunchAnswer;
  } catch {
    // It died before, or in the midst.
    return null;
  }
}

function lastWords(log: string): string {
  try {
    const said = readFileSync(log, 'utf8').trim().slice(-MOST_SAID);
    return said === '' ? '' : `: ${said}`;
  } catch {
    return '';
  }
}

function errorOf({ kind, facts, server, fix }: ErrorRecord): DmsError {
  return new DmsError(kind, facts, { server, fix });
}
