/** From keys to commands: the default keys, with what a person has changed of them. */
import { didYouMean, isObject, Problems } from '../../model/document.ts';
import type { DmsError } from '../../model/errors.ts';
import { graphemes } from '../layout/text.ts';
import { COMMAND_IDS, type CommandId, isCommand, KEYS } from './commands.ts';

export type Keymap = Readonly<Record<CommandId, readonly string[]>>;

export const DEFAULT_KEYMAP: Keymap = KEYS;

/** The first of these commands that the key gives; null for none. */
export function resolveKey(keymap: Keymap, key: string, commands: readonly CommandId[]): CommandId | null {
  return commands.find((command) => keymap[command].includes(key)) ?? null;
}

/** The key to show for a command: `enter`, `ctrl+c`; null when a person took all of its keys away. */
export function shownKey(keymap: Keymap, command: CommandId): string | null {
  return keymap[command][0] ?? null;
}

/** Keys as a person wants them, and what is wrong with what they wrote: the rest of it holds all the same. */
export interface OwnKeymap {
  readonly keymap: Keymap;
  readonly problems: DmsError<'document'> | null;
}

/** The default keys with those of a document `{"task.start": ["S"], …}` in place of their own. */
export function keymapWith(document: unknown, file: string): OwnKeymap {
  const problems = new Problems(file);
  const changed: Partial<Record<CommandId, readonly string[]>> = {};
  if (!isObject(document)) problems.add('', 'is no object', EXAMPLE);
  else {
    for (const [command, keys] of Object.entries(document)) {
      if (!isCommand(command)) {
        problems.add(command, `is no command of the console${didYouMean(command, COMMAND_IDS)}`);
      } else if (!isListOfTexts(keys)) problems.add(command, 'is no list of keys', '["S", "ctrl+s"]');
      else if (keys.length === 0 && command === 'app.leave')
        problems.add(command, 'has no key left, and nobody could leave', '["ctrl+c"]');
      else {
        const wrong = keys.filter((key) => !isKey(key));
        for (const key of wrong) problems.add(command, `"${key}" is no key`, KEY_ALLOWED);
        if (wrong.length === 0) changed[command] = keys;
      }
    }
  }
  return { keymap: { ...DEFAULT_KEYMAP, ...changed }, problems: problems.error() };
}

const EXAMPLE = '{"task.start": ["S"]}';
const NAMES = [
  'up',
  'down',
  'left',
  'right',
  'pageup',
  'pagedown',
  'home',
  'end',
  'enter',
  'escape',
  'tab',
  'space',
  'backspace',
  'delete',
];
const KEY_ALLOWED = `one character, or ${NAMES.join(', ')}; in front of it ctrl+, alt+ or shift+`;

/** Whether a terminal can send such a key: shift shows in the letter itself. */
function isKey(key: string): boolean {
  const [, prefix = '', name = ''] = /^((?:ctrl\+|alt\+|shift\+)*)(.+)$/su.exec(key) ?? [];
  if (NAMES.includes(name)) return true;
  return graphemes(name).length === 1 && !prefix.includes('shift+') && name.trim() !== '';
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
