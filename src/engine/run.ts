/** Carries out a task: plan, prepare, load, finish, validate. */
import type { SourceEndpoint, TargetEndpoint } from '../endpoints/contract.ts';
import type { EventBody, RunOutcome } from '../model/events.ts';
import type { Task } from '../model/task.ts';

export interface RunRequest {
  readonly task: Task;
  readonly source: SourceEndpoint;
  readonly target: TargetEndpoint;
  /** `start` from nothing, `resume` from the checkpoint, `validate` compares and moves nothing. */
  readonly mode: 'start' | 'resume' | 'validate';
  /** Whether an issue of code `not-carried-out` is an error. */
  readonly strict: boolean;
  /** Asked before tables that hold rows are dropped or truncated; false ends the run, nothing changed. */
  readonly confirm: (asked: Destruction) => Promise<boolean>;
  /** Folder for files of refused rows. */
  readonly errorFolder: string;
  /** Aborting asks for a stop at once; what is committed stays, and a resume goes on from there. */
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
}

/** Tables with rows that are about to be dropped or emptied. */
export interface Destruction {
  readonly prep: 'drop-and-create' | 'truncate';
  /** What a person must type to agree: the target's schema, bucket or folder name. */
  readonly name: string;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

/** @throws DmsError when nothing could be started; failures of single tables are in the events. */
export declare function runTask(request: RunRequest): Promise<RunOutcome>;
