/** The keys that sentences name: those of the person, where they have changed them. */
import { words } from '../text/words.ts';
import type { CommandId } from './commands.ts';
import { DEFAULT_KEYMAP, type Keymap, shownKey } from './keymap.ts';

let inForce: Keymap = DEFAULT_KEYMAP;

/** From here on sentences name these. */
export function nameKeysOf(keymap: Keymap): void {
  inForce = keymap;
}

const SIGNS: Readonly<Record<string, string>> = { escape: 'esc' };

/** As the footer shows it: `enter`, `esc`, `R`. A command that has no key left is done by its name. */
export function keyName(command: CommandId): string {
  return keySign(inForce, command) ?? `: ${words().commands[command]}`;
}

/** Null when a person took all of its keys away. */
export function keySign(keymap: Keymap, command: CommandId): string | null {
  const key = shownKey(keymap, command);
  return key === null ? null : (SIGNS[key] ?? key);
}
