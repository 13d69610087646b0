/** The process of a run: carries the task out, and lets itself be followed and told what to do. */
import { closeSync, writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { type ErrorRecord, errorRecord } from '../model/errors.ts';
import type { Destruction } from '../model/events.ts';
import type { CommandAnswer, RunCommand } from '../model/run-commands.ts';
import { runFolder } from '../store/home.ts';
import { listen } from './control/listen.ts';
import { ANSWER_DESCRIPTOR, type LaunchAnswer, type LaunchMessage } from './launch-message.ts';
import { type InstanceRequest, type InstanceResult, runInstance } from './run-instance.ts';

/** Everything of a run but what this process does itself. */
export type TaskRequest = Omit<
  InstanceRequest,
  'mode' | 'secrets' | 'stateFolder' | 'confirm' | 'onEvent' | 'signal'
>;

/** What whoever started this process sent, once. */
export async function readLaunchMessage(): Promise<LaunchMessage> {
  const message = JSON.parse(await text(process.stdin)) as LaunchMessage;
  // All it looks for is where the one who started it keeps things, whatever this environment says.
  Object.assign(process.env, message.environment, { DMS_TUI_HOME: message.stateFolder });
  return message;
}

/**
 * Runs the task to its end. Whoever started the process is told that it began, or why not; from then on nobody
 * needs to be there.
 */
export async function runTaskProcess(
  message: LaunchMessage,
  makeRequest: () => Promise<TaskRequest>,
): Promise<InstanceResult | ErrorRecord> {
  const starter = new Starter();
  const run = new TaskRun(message);
  // The terminal that started it is not its own: only who means this process ends it.
  process.on('SIGHUP', () => {});
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => run.stop());
  try {
    const request = await makeRequest();
    const listener = await listen((command) => run.carryOut(command));
    const result = await runInstance({
      ...request,
      mode: message.mode,
      secrets: message.secrets,
      stateFolder: message.stateFolder,
      confirm: (asked) => run.ask(asked),
      onEvent: (event) => {
        listener.publish(event);
        if (event.type === 'run.started') {
          const { runId } = event;
          const folder = runFolder(request.instance?.home ?? message.stateFolder, message.task, runId);
          listener.announce(message.stateFolder, message.task, { runId, folder });
          starter.tell({ started: { pid: process.pid, runId, folder } });
        }
      },
      signal: run.signal,
    });
    await listener.close(result);
    return result;
  } catch (error) {
    const failed = errorRecord(error);
    starter.tell({ failed });
    return failed;
  }
}

/** Tells it once, and lets go: the one who waits may be gone any time after. */
class Starter {
  #told = false;

  tell(answer: LaunchAnswer): void {
    if (this.#told) return;
    this.#told = true;
    try {
      writeSync(ANSWER_DESCRIPTOR, JSON.stringify(answer));
      closeSync(ANSWER_DESCRIPTOR);
    } catch {
      // Nobody is there any more.
    }
  }
}

/** What the run can be told, and what it asks. */
class TaskRun {
  readonly #confirmed: boolean;
  readonly #stop = new AbortController();
  #answer: ((yes: boolean) => void) | null = null;

  constructor({ confirmed }: LaunchMessage) {
    this.#confirmed = confirmed;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  stop(): void {
    this.#stop.abort();
    this.#answer?.(false);
  }

  async ask(_asked: Destruction): Promise<boolean> {
    if (this.#confirmed) return true;
    if (this.#stop.signal.aborted) return false;
    return await new Promise((resolve) => {
      this.#answer = (yes) => {
        this.#answer = null;
        resolve(yes);
      };
    });
  }

  carryOut(command: RunCommand): CommandAnswer {
    switch (command.type) {
      case 'stop':
        this.stop();
        return { result: 'done' };
      case 'answer':
        if (this.#answer === null) return { result: 'refused', why: 'nothing-asked' };
        this.#answer(command.yes);
        return { result: 'done' };
      default:
        return { result: 'refused', why: 'unknown' };
    }
  }
}
