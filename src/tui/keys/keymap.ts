/** From keys to commands: the default keys, with what a person has changed of them. */
import { isObject, Problems } from '../../model/document.ts';
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

/**
 * The default keys with those of a document `{"task.start": ["S"], …}` in place of their own.
 * @throws DmsError 'document' naming what is wrong and what was allowed
 */
export function keymapWith(document: unknown, file: string): Keymap {
  const problems = new Problems(file);
  const changed: Partial<Record<CommandId, readonly string[]>> = {};
  if (!isObject(document)) problems.add('', 'is no object', '{"task.start": ["S"]}');
  else {
    for (const [command, keys] of Object.entries(document)) {
      if (!isCommand(command)) problems.add(command, 'is no command', COMMAND_IDS.join(', '));
      else if (!isListOfTexts(keys)) problems.add(command, 'is no list of keys', '["S", "ctrl+s"]');
      else changed[command] = keys;
    }
  }
  problems.throwIfAny();
  return { ...DEFAULT_KEYMAP, ...changed };
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');
}
