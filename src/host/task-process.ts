/** The process of a run: carries the task out, and lets itself be followed and told what to do. */
import { closeSync, writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Dials } from '../engine/dials.ts';
import { type ErrorRecord, errorRecord } from '../model/errors.ts';
import { runFolder } from '../store/home.ts';
import { listen } from './control/listen.ts';
import { ANSWER_DESCRIPTOR, type LaunchAnswer, type LaunchMessage } from './launch-message.ts';
import { RunControl } from './run-control.ts';
import { type InstanceRequest, type InstanceResult, runInstance } from './run-instance.ts';

/** Everything of a run but what this process does itself. */
export interface TaskRequest
  extends Omit<
    InstanceRequest,
    'mode' | 'secrets' | 'stateFolder' | 'dials' | 'confirm' | 'onEvent' | 'signal'
  > {
  /** The most lanes the run may be told to have. */
  readonly mostLanes: number;
}

/** What a shell reports for a program ended by Ctrl-C. */
const INTERRUPTED = 130;

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
  // The terminal that started it is not its own: only who means this process ends it.
  process.on('SIGHUP', () => {});
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      // What is committed is safe whatever happens to this process: whoever asks twice does not wait.
      if (stop.signal.aborted) process.exit(INTERRUPTED);
      stop.abort();
    });
  }
  try {
    const { mostLanes, ...request } = await makeRequest();
    const run = new RunControl(message.confirmed, new Dials(mostLanes), stop);
    const listener = await listen((command) => run.carryOut(command));
    const result = await runInstance({
      ...request,
      mode: message.mode,
      secrets: message.secrets,
      stateFolder: message.stateFolder,
      dials: run.dials,
      confirm: () => run.ask(),
      onEvent: (event) => {
        listener.publish(event);
        if (event.type === 'run.started') {
          const { runId } = event;
          const folder = runFolder(request.instance?.home ?? message.stateFolder, message.task, runId);
          listener.announce(message.stateFolder, message.task, { runId, folder });
          starter.tell({ started: { pid: process.pid, runId, folder } });
        }
      },
      signal: stop.signal,
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
