/** What the console is given: where things are kept, how it looks, and the terminal it is on. */
import type { Companion } from './companion.ts';
import type { Keymap } from './keys/keymap.ts';
import type { Room } from './place.ts';
import type { Look } from './theme/look.ts';

export interface ConsoleOptions {
  readonly stateFolder: string;
  readonly keymap: Keymap;
  readonly look: Look;
  readonly room: Room;
  /** Who stands beside the person on every place; null for nobody. */
  readonly companion: Companion | null;
}

/** What only the owner of the terminal can do. */
export interface TerminalActions {
  /** Gives the terminal back to the shell until it is wanted again. */
  suspend(): void;
  redraw(): void;
}
