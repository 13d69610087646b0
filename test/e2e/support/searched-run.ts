/** A run whose every trace is kept to be searched: its folders, what it printed, how the process list showed it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { COMPILED_ENTRY } from '../../support/compiled-entry.ts';
import { type Place, placesBelow, placesInProcessList } from '../../support/secret-search.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export class SearchedRun {
  /** The state folder, the folder for temporary files, and the one the program is started in. */
  readonly folders = { home: temporaryFolder(), temporary: temporaryFolder(), working: temporaryFolder() };
  readonly #printed: Buffer[] = [];
  readonly #listed: Place[] = [];

  /**
   * Starts the program; `atWork` is what to do with it then. It is seen in the process list when it prints,
   * and when `atWork` is done with what it waited for.
   */
  async run(
    words: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    { node = [], atWork }: { node?: readonly string[]; atWork?: (pid: number) => Promise<void> } = {},
  ): Promise<{ code: number | null; signal: NodeJS.Signals | null; text: string }> {
    const { home, temporary, working } = this.folders;
    const child = spawn(process.execPath, [...node, COMPILED_ENTRY, ...words], {
      cwd: working,
      env: {
        PATH: process.env.PATH,
        LANG: 'C.UTF-8',
        HOME: working,
        DMS_TUI_HOME: home,
        TMPDIR: temporary,
        // The keyring of whoever runs the tests is left alone.
        DBUS_SESSION_BUS_ADDRESS: `unix:path=${working}/none`,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const look = () => this.#listed.push(...placesInProcessList(child.pid!));
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        printed.push(bytes);
        look();
      });
    }
    const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    const done = atWork?.(child.pid!).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
    const [code, signal] = await ended;
    await done;
    this.#printed.push(...printed);
    return { code, signal, text: Buffer.concat(printed).toString() };
  }

  /** All that can be searched of it, but what it left on servers. */
  places(): Place[] {
    return [
      ['what it printed', Buffer.concat(this.#printed)],
      ...this.#listed,
      ...placesBelow(...Object.values(this.folders)),
    ];
  }
}
