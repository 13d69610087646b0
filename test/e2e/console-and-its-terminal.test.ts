/** The console in a terminal of the system: however it is left, the terminal is as it was before. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keysFile } from '../../src/store/home.ts';
import { COMPILED_ENTRY } from '../support/compiled-entry.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Pty, type PtyOptions } from '../support/terminal/pty.ts';
import { eventually } from '../support/waiting.ts';

const BEGIN = 'There are two ways to begin';

function openConsole(options: PtyOptions = {}, words: readonly string[] = []): Pty {
  const folder = temporaryFolder();
  return new Pty(process.execPath, [COMPILED_ENTRY, ...words], {
    ...options,
    environment: { DMS_TUI_HOME: folder, HOME: folder, ...options.environment },
  });
}

/** The last that was said about each of these is that the terminal is as before. */
function expectRestored({ sent, isAlternate }: Pty): void {
  expect(isAlternate).toBe(false);
  expect(sent.lastIndexOf('\x1b[?1049l')).toBeGreaterThan(sent.lastIndexOf('\x1b[?1049h'));
  expect(sent.lastIndexOf('\x1b[?25h')).toBeGreaterThan(sent.lastIndexOf('\x1b[?25l'));
  expect(sent.lastIndexOf('\x1b[?2004l')).toBeGreaterThanOrEqual(sent.lastIndexOf('\x1b[?2004h'));
}

describe('leaving', () => {
  test('asks on the first Ctrl-C, goes on after escape, and leaves at the second', async () => {
    const terminal = openConsole();
    await terminal.waitFor(BEGIN);
    expect(terminal.isAlternate).toBe(true);
    await terminal.press('ctrl+c');
    await terminal.waitFor('Leave the console?');
    await terminal.press('escape');
    await terminal.waitFor(BEGIN);
    await terminal.press('ctrl+c', 'ctrl+c');
    expect(await terminal.ended).toBe(0);
    expectRestored(terminal);
  });

  test('by q, and by enter after one Ctrl-C', async () => {
    for (const keys of [['q'], ['ctrl+c', 'enter']]) {
      const terminal = openConsole();
      await terminal.waitFor(BEGIN);
      await terminal.press(...keys);
      expect(await terminal.ended).toBe(0);
      expectRestored(terminal);
    }
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)(
    'by %s ends at once and puts the terminal back',
    async (signal) => {
      const terminal = openConsole();
      await terminal.waitFor(BEGIN);
      const sent = performance.now();
      terminal.kill(signal);
      await terminal.ended;
      expect(performance.now() - sent).toBeLessThan(3_000);
      expectRestored(terminal);
    },
  );

  test('when the terminal itself is closed leaves no process behind', async () => {
    const terminal = openConsole();
    await terminal.waitFor(BEGIN);
    const { pid } = terminal;
    terminal.close();
    await eventually(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
  });
});

describe('Ctrl-Z', () => {
  test('gives the terminal to the shell, and fg brings the picture back', async () => {
    const folder = temporaryFolder();
    const terminal = new Pty('bash', ['--norc', '--noprofile', '-i'], {
      environment: { DMS_TUI_HOME: folder, HOME: folder, PS1: 'shell> ', NODE: process.execPath },
    });
    await terminal.waitFor('shell>');
    await terminal.type(`"$NODE" ${COMPILED_ENTRY}`);
    await terminal.press('enter');
    await terminal.waitFor(BEGIN);
    await terminal.press('ctrl+z');
    await terminal.waitFor('Stopped');
    expect(terminal.isAlternate).toBe(false);
    await terminal.type('echo from the $((1 + 1))nd');
    await terminal.press('enter');
    await terminal.waitFor('from the 2nd');
    await terminal.type('fg');
    await terminal.press('enter');
    await terminal.waitFor(BEGIN);
    expect(terminal.isAlternate).toBe(true);
    await terminal.press('2');
    await terminal.waitFor('There is no endpoint yet.');
    await terminal.press('q');
    await terminal.waitFor(/shell> *$/);
    expect(terminal.isAlternate).toBe(false);
    await terminal.type('exit 7');
    await terminal.press('enter');
    expect(await terminal.ended).toBe(7);
  });
});

describe('a window', () => {
  test('that is too small at the start gets one line and the help', async () => {
    const terminal = openConsole({ columns: 59, rows: 40 });
    await terminal.waitFor('needs a window of 60×16');
    expect(await terminal.ended).toBe(0);
    expect(terminal.sent).not.toContain('\x1b[?1049h');
    expect(terminal.sent).toContain('Usage: dms-tui');
  });

  test('that changes its size again and again keeps one whole picture', async () => {
    const terminal = openConsole({ columns: 200, rows: 50 });
    await terminal.waitFor(BEGIN);
    for (const [columns, rows] of [
      [60, 16],
      [59, 15],
      [120, 40],
      [61, 17],
      [200, 50],
    ] as const) {
      terminal.resize(columns, rows);
      await terminal.waitFor((lines) =>
        columns < 60
          ? lines.some((line) => line.includes('needs 60×16'))
          : lines[0] === ' dms-tui  Tasks' && lines.length === rows && lines.at(-1)!.endsWith('? help'),
      );
    }
    await terminal.press('q');
    expect(await terminal.ended).toBe(0);
  });
});

test('what is typed before the console is there acts, and leaves no trace on it', async () => {
  const terminal = openConsole();
  const typing = setInterval(() => terminal.write('2'), 20);
  await terminal.waitFor('There is no endpoint yet.');
  clearInterval(typing);
  expect(terminal.text().split('\n')[0]).toBe(' dms-tui  Endpoints');
  await terminal.press('q');
  expect(await terminal.ended).toBe(0);
  expectRestored(terminal);
});

describe('the environment', () => {
  test('NO_COLOR takes every colour away', async () => {
    const terminal = openConsole({ environment: { NO_COLOR: '1' } });
    await terminal.waitFor(BEGIN);
    await terminal.press('2');
    await terminal.waitFor('There is no endpoint yet.');
    await terminal.press('q');
    await terminal.ended;
    expect(terminal.sent).not.toMatch(/\x1b\[[0-9;]*m/);
  });

  test('colours are there without it', async () => {
    const terminal = openConsole();
    await terminal.waitFor(BEGIN);
    expect(terminal.sent).toMatch(/\x1b\[36m/);
  });

  test('a locale without UTF-8 gets ASCII', async () => {
    const terminal = openConsole({ environment: { LANG: 'C' } });
    await terminal.waitFor(BEGIN);
    expect(terminal.text()).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('keys of one’s own act at once, and a mistake among them is told of in a line', async () => {
    const home = temporaryFolder();
    mkdirSync(dirname(keysFile(home)), { recursive: true });
    writeFileSync(keysFile(home), '{"task.new": ["M"], "task.nwe": ["x"]}');
    const terminal = openConsole({ environment: { DMS_TUI_HOME: home } });
    await terminal.waitFor('keys.json: task.nwe is no command of the console');
    await terminal.waitFor(/M {3}new migration/);
    await terminal.press('n', 'M');
    await terminal.waitFor('Where does the data come from?');
  });
});
