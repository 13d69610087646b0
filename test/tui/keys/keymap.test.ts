import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { keysFile, profileFolder } from '../../../src/store/home.ts';
import { COMMAND_IDS, KEYS } from '../../../src/tui/keys/commands.ts';
import { DEFAULT_KEYMAP, keymapWith, resolveKey } from '../../../src/tui/keys/keymap.ts';
import { ownKeymap, problemLine } from '../../../src/tui/keys/own-keymap.ts';
import { CATALOGUES } from '../../support/languages.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('the keys', () => {
  test('each have words in both languages', () => {
    for (const { commands } of Object.values(CATALOGUES))
      expect(Object.keys(commands).toSorted()).toEqual([...COMMAND_IDS].toSorted());
  });

  test('are such as a terminal sends: the default ones could stand in a file of one’s own', () => {
    expect(keymapWith(KEYS, 'keys.json').problems).toBeNull();
  });

  test('give the first of the commands that are offered', () => {
    expect(resolveKey(DEFAULT_KEYMAP, 'n', ['endpoint.new-source', 'task.new'])).toBe('endpoint.new-source');
    expect(resolveKey(DEFAULT_KEYMAP, 'escape', ['filter.clear', 'app.back'])).toBe('filter.clear');
    expect(resolveKey(DEFAULT_KEYMAP, 'F', ['app.help'])).toBeNull();
  });
});

describe('a file of own keys', () => {
  function homeWith(text: string | null): string {
    const home = temporaryFolder();
    mkdirSync(profileFolder(home));
    if (text !== null) writeFileSync(keysFile(home), text);
    return home;
  }

  test('changes what it names, and leaves all else', () => {
    const { keymap, problems } = ownKeymap(
      homeWith('{"task.start": ["S", "ctrl+s"], "task.new": [], "list.up": ["alt+shift+up", "영"]}'),
    );
    expect(problems).toBeNull();
    expect(keymap['task.start']).toEqual(['S', 'ctrl+s']);
    expect(keymap['task.new']).toEqual([]);
    expect(keymap['list.up']).toEqual(['alt+shift+up', '영']);
    expect(keymap['list.down']).toEqual(DEFAULT_KEYMAP['list.down']);
  });

  test('that is not there changes nothing', () => {
    expect(ownKeymap(homeWith(null))).toEqual({ keymap: DEFAULT_KEYMAP, problems: null });
  });

  test('with mistakes is told of in one line, and what is right in it holds', () => {
    const { keymap, problems } = ownKeymap(
      homeWith('{"task.strat": ["S"], "task.stop": "S", "task.delete": ["hyper+x"], "task.new": ["N"]}'),
    );
    expect(problemLine(problems!)).toBe(
      'keys.json: task.strat is no command of the console; did you mean "task.start"? (and 2 more)',
    );
    expect(keymap['task.new']).toEqual(['N']);
    expect(keymap['task.stop']).toEqual(DEFAULT_KEYMAP['task.stop']);
    expect(keymap['task.delete']).toEqual(DEFAULT_KEYMAP['task.delete']);
  });

  test('that is no JSON, or a list, or cannot be read leaves the default keys', () => {
    for (const text of ['{', '[]', '"x"']) {
      const { keymap, problems } = ownKeymap(homeWith(text));
      expect(keymap).toEqual(DEFAULT_KEYMAP);
      expect(problemLine(problems!)).toMatch(/^keys\.json: ./);
    }
    const home = homeWith(null);
    mkdirSync(keysFile(home));
    expect(problemLine(ownKeymap(home).problems!)).toContain('cannot be read');
  });

  test('cannot take away the way out', () => {
    const { keymap, problems } = keymapWith({ 'app.leave': [] }, 'keys.json');
    expect(keymap['app.leave']).toEqual(['ctrl+c']);
    expect(problems).not.toBeNull();
  });
});
