/** Whether the console can be drawn here. */
import { LEAST_ROOM } from '../tui/least-room.ts';
import { words } from '../tui/text/words.ts';

/** What keeps the console from being drawn here; null when nothing does. */
export function whyNoConsole({ stdin, stdout, env }: NodeJS.Process): string | null {
  const says = words().noConsole;
  if (!stdin.isTTY || !stdout.isTTY) return says.noTerminal;
  // `CI=false` is how CI is said not to be; an empty one is left over from a script.
  if (env.CI && env.CI !== 'false' && env.CI !== '0') return says.ci;
  if (env.TERM === 'dumb') return says.dumb;
  if (env.INK_SCREEN_READER === 'true') return says.screenReader;
  const { columns, rows } = stdout;
  if (columns < LEAST_ROOM.columns || rows < LEAST_ROOM.rows) {
    return says.tooSmall(LEAST_ROOM.columns, LEAST_ROOM.rows, columns, rows);
  }
  return null;
}
