/**
 * The console, where there is a terminal for it; questions of one line each where the terminal or the person
 * wants no more; elsewhere one line that says what to use.
 */
import { homeFolder } from '../../store/home.ts';
import { words } from '../../tui/text/words.ts';
import { chooseLook, speaksUnicode } from '../../tui/theme/look.ts';
import { EXIT } from '../exit-code.ts';
import { whyLinear, whyNoConsole } from '../why-no-console.ts';

export interface ConsoleOptions {
  /** Questions of one line each. */
  readonly linear?: boolean;
}

/** Returns the exit code. */
export async function openOnTerminal(help: () => void, options: ConsoleOptions): Promise<number> {
  const { stdin, stdout, stderr, env } = process;
  const linear = whyLinear(process, options.linear ?? false);
  if (linear !== null) {
    if (linear !== 'asked') stdout.write(`${words().linear.because[linear]}\n`);
    const { migrateLinearly } = await import('../linear/linear.ts');
    return await migrateLinearly({ input: stdin, output: stdout });
  }
  const missing = whyNoConsole(process);
  if (missing !== null) {
    const { commands, commandsOrLines } = words().noConsole;
    help();
    // Last, where the eye is: the help is longer than a small window.
    stderr.write(`\n${missing} ${stdin.isTTY && stdout.isTTY ? commandsOrLines : commands}\n`);
    return EXIT.done;
  }
  const look = chooseLook({
    unicode: speaksUnicode(),
    colour: stdout.hasColors() && env.FORCE_COLOR !== '0',
  });
  const [{ openConsole }, { ownKeymap, problemLine }, { homeVisit }] = await Promise.all([
    import('../../tui/open-console.tsx'),
    import('../../tui/keys/own-keymap.ts'),
    import('../../tui/screens/overview/home.ts'),
  ]);
  const stateFolder = homeFolder();
  const first = homeVisit();
  const { keymap, problems } = ownKeymap(stateFolder);
  const opened = openConsole({ stateFolder, keymap, look, first, stdin, stdout });
  if (problems !== null) opened.console.notice(problemLine(problems));
  for (const line of await opened.farewell) stdout.write(`${line}\n`);
  const lab = opened.console.leftFor;
  if (lab === null) return EXIT.done;
  const { goWithTeacher } = await import('./lab/console.ts');
  await goWithTeacher(lab, {}, look);
  return EXIT.done;
}
