/** Opens the console on a terminal, and gives the terminal back as it was. */
import { render } from 'ink';
import { App } from './app.tsx';
import type { Companion } from './companion.ts';
import { Console } from './console.ts';
import { nameKeysOf } from './keys/key-name.ts';
import type { Keymap } from './keys/keymap.ts';
import type { AnyVisit } from './place.ts';
import type { Look } from './theme/look.ts';

export interface ConsoleRequest {
  readonly stateFolder: string;
  readonly keymap: Keymap;
  readonly look: Look;
  readonly first: AnyVisit;
  readonly companion?: Companion;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

export interface OpenConsole {
  readonly console: Console;
  /** Lines for the normal screen, once the person has left. */
  readonly farewell: Promise<readonly string[]>;
}

export function openConsole({ stdin, stdout, first, companion, ...rest }: ConsoleRequest): OpenConsole {
  const { look } = rest;
  nameKeysOf(rest.keymap);
  const room = { columns: stdout.columns, rows: stdout.rows };
  const console = new Console({ ...rest, room, companion: companion ?? null }, first);
  // The terminal shows what is typed until here. Ink draws its first picture from where that has left the cursor,
  // and stops it only behind that: the first line would stand askew for good.
  stdin.setRawMode(true);
  stdout.write('\r');
  const instance = render(<App console={console} look={look} />, {
    stdin,
    stdout,
    alternateScreen: true,
    incrementalRendering: true,
    // The first Ctrl-C asks.
    exitOnCtrlC: false,
    // Nothing of ours writes to the global console.
    patchConsole: false,
    // Whether there is a terminal was decided before; Ink would also say no where `CI` is set.
    interactive: true,
  });
  return { console, farewell: untilLeft(console, instance) };
}

async function untilLeft(console: Console, instance: ReturnType<typeof render>): Promise<readonly string[]> {
  await Promise.race([console.left, instance.waitUntilExit()]);
  instance.unmount();
  await instance.waitUntilExit();
  return console.farewell;
}
