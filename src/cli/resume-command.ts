/** The command that goes on from a checkpoint, ready to paste into a shell. */
import { basename } from 'node:path';
import { withoutPassword } from './url-password.ts';

export interface Invocation {
  /** `process.argv`. */
  readonly argv: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** What was typed, with `--resume`, and without passwords in URLs. */
export function resumeCommand(invocation: Invocation): string {
  const { argv } = invocation;
  return typedCommand(
    argv.includes('--resume') ? invocation : { ...invocation, argv: [...argv, '--resume'] },
  );
}

/** What was typed, ready to be typed again, without passwords in URLs. */
export function typedCommand({ argv, environment, platform }: Invocation): string {
  const quote = platform === 'win32' ? quoteForWindows : quoteForShell;
  const rest = argv.slice(2).map((argument) => quote(withoutPassword(argument)));
  const home = environment.DMS_TUI_HOME;
  // The checkpoint is found only in the same home; a variable set for one command is gone in the next.
  const setHome = home && platform !== 'win32' ? [`DMS_TUI_HOME=${quote(home)}`] : [];
  return [...setHome, ...program(argv[1] ?? '', environment).map(quote), ...rest].join(' ');
}

function program(script: string, environment: NodeJS.ProcessEnv): string[] {
  if (environment.npm_command === 'exec') return ['npx', 'dms-tui'];
  return /^bin\.[jt]s$/.test(basename(script)) ? ['node', script] : ['dms-tui'];
}

function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function quoteForWindows(word: string): string {
  return /^[\w@+=:,./\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
