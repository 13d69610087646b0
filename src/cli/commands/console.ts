/** The console, where there is a terminal for it; elsewhere one line that says what to use. */
import { homeFolder } from '../../store/home.ts';
import { LEAST_ROOM } from '../../tui/least-room.ts';
import { words } from '../../tui/text/words.ts';
import { chooseLook, speaksUnicode } from '../../tui/theme/look.ts';
import { EXIT } from '../exit-code.ts';

/** Returns the exit code. */
export async function openOnTerminal(help: () => void): Promise<number> {
  const { stdin, stdout, stderr, env } = process;
  const missing = whyNot(stdin, stdout, env);
  if (missing !== null) {
    stderr.write(`${missing}\n\n`);
    help();
    return EXIT.done;
  }
  const look = chooseLook({
    unicode: speaksUnicode(),
    colour: stdout.hasColors() && env.FORCE_COLOR !== '0',
  });
  const [{ openConsole }, { DEFAULT_KEYMAP }, { homeVisit }] = await Promise.all([
    import('../../tui/open-console.tsx'),
    import('../../tui/keys/keymap.ts'),
    import('../../tui/screens/home/home.ts'),
  ]);
  const stateFolder = homeFolder();
  const first = homeVisit();
  const { farewell } = openConsole({ stateFolder, keymap: DEFAULT_KEYMAP, look, first, stdin, stdout });
  for (const line of await farewell) stdout.write(`${line}\n`);
  return EXIT.done;
}

/** What keeps the console from being drawn here; null when nothing does. */
function whyNot(stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream, env: NodeJS.ProcessEnv): string | null {
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
