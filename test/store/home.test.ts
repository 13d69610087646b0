import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { homeFolder } from '../../src/store/home.ts';
import { makePrivateFolder, writePrivateFile } from '../../src/store/private-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the state folder', () => {
  test('is where DMS_TUI_HOME says, on every platform', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(homeFolder({ DMS_TUI_HOME: '/elsewhere', XDG_STATE_HOME: '/x' }, platform)).toBe('/elsewhere');
    }
  });

  test('is else where the platform keeps such files', () => {
    expect(homeFolder({ XDG_STATE_HOME: '/x' }, 'linux')).toBe('/x/dms-tui');
    expect(homeFolder({}, 'linux')).toBe(join(homedir(), '.local/state/dms-tui'));
    expect(homeFolder({}, 'darwin')).toBe(join(homedir(), 'Library/Application Support/dms-tui'));
    expect(homeFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe('/local/dms-tui');
  });
});

describe('private files', () => {
  test('can be read by their owner alone, whatever the umask', () => {
    const before = process.umask(0);
    try {
      const folder = join(temporaryFolder(), 'a', 'b');
      makePrivateFolder(folder);
      writePrivateFile(join(folder, 'file'), 'text');
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(statSync(join(folder, 'file')).mode & 0o777).toBe(0o600);
    } finally {
      process.umask(before);
    }
  });

  test('are replaced whole, and a failed write leaves the old one and nothing else', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, 'old');
    writePrivateFile(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    mkdirSync(join(folder, 'taken'));
    expect(() => writePrivateFile(join(folder, 'taken'), 'text')).toThrow();
    expect(readdirSync(folder).sort()).toEqual(['file', 'taken']);
  });
});
