/** Carries a task out in this process, with the display, the passwords and the signals of a terminal. */
import { setFlagsFromString } from 'node:v8';
import { type InstanceResult, runInstance } from '../host/run-instance.ts';
import { listenForStop } from '../host/stop-signals.ts';
import type { Task } from '../model/task.ts';
import { homeFolder } from '../store/home.ts';
import { findInstance } from '../store/instances.ts';
import { words } from '../tui/text/words.ts';
import { chooseLook, type Look, speaksUnicode } from '../tui/theme/look.ts';
import { confirmer } from './confirm.ts';
import { exitCodeOfRun } from './exit-code.ts';
import type { DisplayOptions, RunOptions } from './options.ts';
import { onInstance } from './overrides.ts';
import { findPasswords, type Passwords, type TaskReferences } from './passwords.ts';
import { reportMarkdown } from './report-markdown.ts';
import { liveReporter } from './reporters/live.ts';
import { ndjsonReporter } from './reporters/ndjson.ts';
import { plainReporter } from './reporters/plain.ts';
import type { Reporter } from './reporters/reporter.ts';
import { resumeCommand } from './resume-command.ts';

/** What is known already where the task was not typed as a command. */
export interface Prepared {
  readonly secrets: Passwords;
  /** What would have been typed for it. */
  readonly words: readonly string[];
}

/** Returns the exit code. */
export async function carryOut(
  written: Task,
  mode: 'start' | 'resume' | 'validate',
  options: RunOptions,
  references: TaskReferences,
  prepared: Prepared | null = null,
): Promise<number> {
  const { stdout } = process;
  // V8 doubles the space for young objects up to 48 MB while there is work. Rows are never in it, and the
  // little garbage of a run gains nothing from that.
  setFlagsFromString('--semi-space-growth-factor=1');
  const instance = options.instance === undefined ? null : findInstance(homeFolder(), options.instance);
  const task = instance === null ? written : onInstance(instance, written, options);
  const look = chooseLook({ unicode: speaksUnicode(), colour: stdout.isTTY && stdout.hasColors() });
  const secrets = prepared?.secrets ?? (await findPasswords(task, options, references));
  const argv = prepared === null ? process.argv : [...process.argv.slice(0, 2), ...prepared.words];
  const reporter = chooseReporter(options, look);
  const stop = listenForStop(() => reporter.say(words().run.stopping));
  let result: InstanceResult;
  try {
    result = await runInstance({
      task,
      mode,
      strict: options.strict ?? false,
      confirm: confirmer({ yes: options.yes ?? false, reporter, look, signal: stop.signal }),
      secrets,
      stateFolder: homeFolder(),
      instance,
      resumeCommand: resumeCommand({
        argv,
        environment: process.env,
        platform: process.platform,
      }),
      describe: reportMarkdown,
      onEvent: (event) => reporter.event(event),
      signal: stop.signal,
    });
  } finally {
    stop.dispose();
  }
  reporter.finish(result);
  return exitCodeOfRun(result);
}

function chooseReporter(options: DisplayOptions, look: Look): Reporter {
  const { stdout, stderr, env } = process;
  if (options.json) return ndjsonReporter(stdout, stderr);
  // CI logs keep every byte: a picture drawn over and over would fill them.
  const isLive = stdout.isTTY && !options.plain && !env.CI && env.TERM !== 'dumb';
  return isLive ? liveReporter(stdout, look) : plainReporter(stdout, stderr, look);
}
