/** A sentence that names a key names the one that a person has given the command. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { keyName, nameKeysOf } from '../../../src/tui/keys/key-name.ts';
import { DEFAULT_KEYMAP, keymapWith } from '../../../src/tui/keys/keymap.ts';
import { wayVisit } from '../../../src/tui/screens/way/way.ts';
import { speak } from '../../../src/tui/text/language.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openTerminal } from '../../support/terminal/terminal.ts';

const OWN = {
  'app.leave': ['ctrl+q'],
  'app.back': ['ctrl+b'],
  'endpoint.new-source': ['A'],
  'run.resume': ['G'],
  'start.begin': [],
};

afterEach(() => {
  nameKeysOf(DEFAULT_KEYMAP);
  speak('en');
});

describe('with keys of one’s own', () => {
  test.each([
    ['en', /Make one first: ctrl\+b, then A\./, 'ctrl+q again leaves at once.'],
    ['ko', /먼저 만드세요: ctrl\+b, A$/m, '한 번 더 누르면 바로 닫힙니다: ctrl+q'],
  ] as const)('sentences in %s name them', async (language, lacking, leave) => {
    speak(language);
    const { keymap } = keymapWith(OWN, 'keys.json');
    const terminal = openTerminal(wayVisit(), { stateFolder: temporaryFolder(), keymap });
    await terminal.waitFor(lacking);
    await terminal.press('ctrl+q');
    await terminal.waitFor(leave);
  });

  test('a command that has no key is named by what it is called on the command line', () => {
    nameKeysOf(keymapWith(OWN, 'keys.json').keymap);
    expect(keyName('run.resume')).toBe('G');
    expect(keyName('app.help')).toBe('?');
    expect(keyName('start.begin')).toMatch(/^: start/);
  });
});

/** Keys that cannot be changed: those of the terminal, of linear mode, of a run in the foreground. */
const FIXED =
  /Ctrl-C (?:in its own terminal|leaves\.|leaves at once)|Ctrl-C, or|Ctrl-C when it runs|Ctrl-C[를로]/;
const FIXED_FILES = ['linear.ts', 'questions.ts', 'run.ts', 'task.ts'];

test.each(['en', 'ko'])('no sentence in %s has a key written into it that could be another', (language) => {
  const folder = join(import.meta.dirname, `../../../src/tui/text/${language}`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const named = files
    .filter((file) => !FIXED_FILES.includes(file))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .map((line) => `${file}: ${line.trim()}`),
    )
    .filter((line) =>
      /\bEnter\b|\besc\b|\bCtrl-[A-Z]|['" (]ctrl\+|\benter (?:\w+s )|\b[RpvnsA-Z] (?:goes|pauses|compares|starts)\b/.test(
        line,
      ),
    )
    .filter((line) => !FIXED.test(line) && !/: (?:\*|\/\/|\/\*\*)/.test(line));
  expect(named).toEqual([]);
});
