/**
 * What a process that is started for a run is told, and what it says of its start. All of it goes through
 * pipes that only the two hold: a command line, an environment and a file could be read by others.
 */

import type { Secrets } from '../endpoints/mask-secrets.ts';
import type { ErrorRecord } from '../model/errors.ts';
import type { RunMode } from '../model/events.ts';

/** The hidden command of the command line that such a process is. */
export const PROCESS_COMMAND = 'task-process';

/** On its standard input, one JSON object up to the end. */
export interface LaunchMessage {
  readonly stateFolder: string;
  readonly task: string;
  readonly mode: RunMode;
  readonly secrets: Secrets;
  readonly confirmed: boolean;
  /** Variables it must have that are not for the process list. */
  readonly environment: Readonly<Record<string, string>>;
}

/** On its descriptor 3, one JSON object up to the end; then it is on its own. */
export type LaunchAnswer =
  | { readonly started: { readonly pid: number; readonly runId: string; readonly folder: string } }
  | { readonly failed: ErrorRecord };

/** Where the answer is written. */
export const ANSWER_DESCRIPTOR = 3;

/**
 * Variables a process needs from its first instant: for Node itself, the loader and the system, and for its
 * first word. None of them holds a secret. All others are set before anything reads them.
 */
const AT_BIRTH =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_.*|TZ|TMPDIR|TEMP|TMP|NODE_EXTRA_CA_CERTS|NODE_OPTIONS|LD_LIBRARY_PATH|DYLD_.*|SystemRoot|windir|SystemDrive|ComSpec|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|HOMEDRIVE|HOMEPATH|DMS_TUI_LANG|DMS_TUI_LANG)$/i;

/** Our own passwords are among the secrets already. */
const OUR_SECRETS = /^DMS_TUI_.*PASSWORD$/;

export function splitEnvironment(environment: NodeJS.ProcessEnv): {
  readonly atBirth: Record<string, string>;
  readonly later: Record<string, string>;
} {
  const atBirth: Record<string, string> = {};
  const later: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || OUR_SECRETS.test(name)) continue;
    (AT_BIRTH.test(name) ? atBirth : later)[name] = value;
  }
  return { atBirth, later };
}
