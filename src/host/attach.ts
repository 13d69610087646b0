/**
 * Follows a run from outside: one in a process of its own, which also takes commands, one in the foreground of
 * another terminal, or one that has ended. Whoever attaches is first told the present, then all that happens.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { DmsError } from '../model/errors.ts';
import type { DmsEvent } from '../model/events.ts';
import type { CommandAnswer, Driver, Role, RunCommand } from '../model/run-commands.ts';
import { taskFolder } from '../store/home.ts';
import { ownerOf } from '../store/owner-lock.ts';
import { type Control, readControl, removeControl } from './control/control-file.ts';
import { Conversation } from './control/conversation.ts';
import { followFile } from './follow-file.ts';
import { newestRun } from './newest-run.ts';
import type { InstanceResult } from './run-instance.ts';

export interface AttachHandlers {
  /** First those that tell the present, then each as it happens; none before `attach` has resolved. */
  readonly onEvent: (event: DmsEvent) => void;
  /** The present is told: what comes from here on happens now. */
  readonly onPresent?: () => void;
  /** Who drives has changed; null: nobody, and the next command of anybody will. */
  readonly onDriver?: (driver: Driver | null, role: Role) => void;
  /** Nothing comes after it. */
  readonly onEnd: (end: AttachmentEnd) => void;
}

export type AttachmentEnd =
  /** The run is over, its report is written. */
  | { readonly reason: 'finished'; readonly result: InstanceResult }
  /** Its process was ended from outside; `resume` goes on from the checkpoint. */
  | { readonly reason: 'cut-off' }
  /** It goes on, but not for us: we did not read for too long. Attaching again tells the present. */
  | { readonly reason: 'lost' }
  /** By our own `close` or signal. */
  | { readonly reason: 'closed' };

export interface Attachment {
  /** The first that asks drives, all others watch. It changes: see `onDriver`. */
  readonly role: Role;
  /** Who drives; null when nobody does. */
  readonly driver: Driver | null;
  /** Null where no run can be told anything: it has ended, or is in the foreground of another terminal. */
  readonly pid: number | null;
  /** The process of the run is there and takes no connection: its log is followed until `canBeReached`. */
  readonly lacksLine: boolean;
  /** Of the run: its log, its report, its statements. */
  readonly folder: string;
  send(command: RunCommand): Promise<CommandAnswer>;
  /** Goes; the run goes on. */
  close(): void;
}

export interface AttachOptions {
  /** `watch` leaves driving to others until it sends a command. */
  readonly wish?: 'drive' | 'watch';
  /** What attaches, for those who find it driving: `console`, `task start`. */
  readonly doing?: string;
}

/**
 * Attaches to the run of a task that is under way, or else tells of its last one and how it ended.
 * @throws DmsError 'usage' when the task has never run, 'control.version' when the run is of a version that
 * cannot be talked to
 */
export async function attach(
  stateFolder: string,
  taskId: string,
  handlers: AttachHandlers,
  signal: AbortSignal,
  { wish = 'drive', doing = 'console' }: AttachOptions = {},
): Promise<Attachment> {
  const { control, socket } = await reached(stateFolder, taskId);
  if (control && socket) {
    const hello = { token: control.token, pid: process.pid, doing, wish };
    const isAlive = () => livingControl(stateFolder, taskId)?.runId === control.runId;
    return await new Conversation(socket, control, isAlive, handlers, signal).open(hello);
  }
  const run = newestRun(stateFolder, taskId);
  if (run === null) {
    throw new DmsError('usage', {
      problem: `The task ${taskId} has not run yet.`,
      allowed: `dms-tui task start ${taskId}`,
    });
  }
  return followFile(run, handlers, signal, control !== null);
}

/** Whether the process of the run takes connections now. */
export async function canBeReached(stateFolder: string, taskId: string): Promise<boolean> {
  const control = livingControl(stateFolder, taskId);
  const socket = control && (await connected(control.place));
  socket?.destroy();
  return socket !== null;
}

/** A run that ends closes its socket a moment before it is gone. */
const REACH = { attempts: 5, pauseMs: 100 };

/** Without a control there is no process; with one, but no socket, it cannot be reached. */
async function reached(
  stateFolder: string,
  taskId: string,
): Promise<{ control: Control | null; socket: Socket | null }> {
  for (let attempt = 1; ; attempt++) {
    const control = livingControl(stateFolder, taskId);
    const socket = control && (await connected(control.place));
    if (control === null || socket !== null || attempt === REACH.attempts) return { control, socket };
    await wait(REACH.pauseMs);
  }
}

/** Where the run under way can be reached. What a process that was killed left is removed. */
function livingControl(stateFolder: string, taskId: string): Control | null {
  const control = readControl(stateFolder, taskId);
  if (control === null) return null;
  const owner = ownerOf(taskFolder(stateFolder, taskId));
  if (owner === null) removeControl(stateFolder, taskId, control);
  return owner?.pid === control.pid ? control : null;
}

/** Null when nobody answers there: it has ended in this instant, or its socket was cleaned up for a while. */
async function connected(place: string): Promise<Socket | null> {
  const socket = connect(place);
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return null;
  }
}
