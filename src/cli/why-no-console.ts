/** Whether the console can be drawn here. */
import { LEAST_ROOM } from '../tui/least-room.ts';
import { words } from '../tui/text/words.ts';

/** What keeps the console from being drawn here; null when nothing does. */
export function whyNoConsole({ stdin, stdout, env }: NodeJS.Process): string | null {
  const says = words().noConsole;
  if (!stdin.isTTY || !stdout.isTTY) return says.noTerminal;
  if (isCi(env)) return says.ci;
  if (env.TERM === 'dumb') return says.dumb;
  if (env.INK_SCREEN_READER === 'true') return says.screenReader;
  const { columns, rows } = stdout;
  if (columns < LEAST_ROOM.columns || rows < LEAST_ROOM.rows) {
    return says.tooSmall(LEAST_ROOM.columns, LEAST_ROOM.rows, columns, rows);
  }
  return null;
}

/**
 * Why questions of one line each are asked in its stead: they were asked for, or the terminal or its reader can
 * take nothing else. Null for no reason, or where nobody could answer.
 */
export function whyLinear(
  { stdin, stdout, env }: NodeJS.Process,
  asked: boolean,
): 'asked' | 'dumb' | 'screenReader' | null {
  if (!stdin.isTTY || !stdout.isTTY || isCi(env)) return null;
  if (asked) return 'asked';
  if (env.TERM === 'dumb') return 'dumb';
  return env.INK_SCREEN_READER === 'true' ? 'screenReader' : null;
}

/** `CI=false` is how CI is said not to be; an empty one is left over from a script. */
function isCi({ CI }: NodeJS.ProcessEnv): boolean {
  return Boolean(CI) && CI !== 'false' && CI !== '0';
}
