/** What the help and the command line list. */
import type { CommandId } from '../keys/commands.ts';
import type { Keymap } from '../keys/keymap.ts';
import { EDITING } from '../state/text-field.ts';
import { words } from '../text/words.ts';

export interface HelpLine {
  readonly keys: string;
  readonly says: string;
}

/** What acts in this place, then what acts in lists and in text; those that match the filter. */
export function helpLines(offered: readonly CommandId[], keymap: Keymap, filter: string): HelpLine[] {
  const always: readonly CommandId[] = ['app.leave', 'app.suspend', 'app.redraw', ...EDITING];
  return [...new Set([...offered, ...always])]
    .filter((command) => keymap[command].length > 0)
    .map((command) => ({ keys: keymap[command].join('  '), says: words().commands[command] }))
    .filter(({ keys, says }) => matches(`${keys} ${says}`, filter));
}

export interface CommandLine {
  readonly command: CommandId;
  readonly says: string;
}

/** What can be done here, by name or by words. */
export function commandLines(offered: readonly CommandId[], filter: string): CommandLine[] {
  return offered
    .filter((command) => command !== 'app.command')
    .map((command) => ({ command, says: words().commands[command] }))
    .filter(({ command, says }) => matches(`${command} ${says}`, filter));
}

function matches(text: string, filter: string): boolean {
  return text.toLowerCase().includes(filter.trim().toLowerCase());
}
