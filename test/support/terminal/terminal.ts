/**
 * The console in a terminal model: what is written is shown as a terminal would, keys come in as bytes. Tests
 * wait for what can be read on the screen, never for time.
 */
import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Companion } from '../../../src/tui/companion.ts';
import type { Console } from '../../../src/tui/console.ts';
import { DEFAULT_KEYMAP, type Keymap } from '../../../src/tui/keys/keymap.ts';
import { openConsole } from '../../../src/tui/open-console.tsx';
import type { AnyVisit } from '../../../src/tui/place.ts';
import { chooseLook } from '../../../src/tui/theme/look.ts';
import { bytesOfKey } from './key-bytes.ts';
import { Screen, type Wanted } from './screen.ts';

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly colour?: boolean;
  readonly unicode?: boolean;
  readonly stateFolder?: string;
  readonly keymap?: Keymap;
  readonly companion?: Companion;
}

export interface TestTerminal {
  readonly console: Console;
  /** What was to be printed once the console was left. */
  readonly farewell: Promise<readonly string[]>;
  /** Bytes written to the terminal so far. */
  readonly written: number;
  /** The lines in sight, without blanks at their ends. */
  screen(): string;
  /** Keys by their names in `keys/commands.ts`, one after the other, each seen before the next. */
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  paste(text: string): Promise<void>;
  resize(columns: number, rows: number): Promise<void>;
  /** Until this can be read on the screen. */
  waitFor(wanted: Wanted, timeoutMs?: number): Promise<void>;
  waitForNo(wanted: Wanted, timeoutMs?: number): Promise<void>;
  svg(title: string): string;
}

export function openTerminal(first: AnyVisit, options: TerminalOptions = {}): TestTerminal {
  const { columns = 80, rows = 24, colour = false, unicode = true, stateFolder = '/nowhere' } = options;
  const screen = new Screen(columns, rows);
  const stdout = Object.assign(new PassThrough(), { columns, rows, isTTY: true as const });
  stdout.on('data', (bytes: Buffer) => screen.write(bytes));
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true as const,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  });
  const { console, farewell } = openConsole({
    stateFolder,
    keymap: options.keymap ?? DEFAULT_KEYMAP,
    look: chooseLook({ unicode, colour }),
    first,
    ...(options.companion && { companion: options.companion }),
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
  });
  onTestFinished(async () => {
    console.leave();
    await farewell;
    screen.dispose();
  });
  /** A key is taken once the console has seen it; its picture may come later. */
  const send = async (bytes: string) => {
    stdin.write(bytes);
    // Ink waits 20 ms for what may follow a lone escape.
    await new Promise((resolve) => setTimeout(resolve, bytes === '\x1b' ? 40 : 1));
  };
  return {
    console,
    farewell,
    get written() {
      return screen.written;
    },
    screen: () => screen.text(),
    async press(...keys) {
      for (const key of keys) await send(bytesOfKey(key));
    },
    type: send,
    paste: (text) => send(`\x1b[200~${text}\x1b[201~`),
    async resize(toColumns, toRows) {
      screen.resize(toColumns, toRows);
      Object.assign(stdout, { columns: toColumns, rows: toRows });
      stdout.emit('resize');
      await send('');
    },
    waitFor: (wanted, timeoutMs) => screen.waitFor(wanted, timeoutMs),
    waitForNo: (wanted, timeoutMs) => screen.waitForNo(wanted, timeoutMs),
    svg: (title) => screen.svg(title),
  };
}
