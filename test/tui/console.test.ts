/** What holds on every place of the console: keys, frame, what stands over a place. */
import { describe, expect, test } from 'vitest';
import type { Companion } from '../../src/tui/companion.ts';
import type { Place, Visit } from '../../src/tui/place.ts';
import { type TextField, textField, typed } from '../../src/tui/state/text-field.ts';
import { openTerminal } from '../support/terminal/terminal.ts';

interface Room {
  readonly name: string;
  readonly opened: readonly string[];
  readonly field: TextField | null;
}

/** A place that lists what was done in it. */
const place: Place<Room> = {
  title: ({ name }) => name,
  commands: () => ['list.open', 'list.filter', 'list.up'],
  takesText: ({ field }) => field !== null,
  draw: ({ opened, field }) => ({ lines: [...opened, `field ${field?.text ?? 'closed'}`] }),
  perform(command, { state, update, console }) {
    if (command === 'list.open') console.open(visit(`${state.name}+`));
    if (command === 'list.filter') update((before) => ({ ...before, field: textField() }));
    if (command === 'list.up') {
      console.ask({
        title: 'Drop dees?',
        lines: ['dees.movies  62,423 rows'],
        typed: 'dees',
        yes: 'drop',
        onYes: () => console.notice('dropped'),
      });
    }
  },
  write(text, isPaste, { update }) {
    update((before) => ({
      ...before,
      field: typed(before.field ?? textField(), isPaste ? `<${text.replaceAll('\n', '⏎')}>` : text),
    }));
  },
  opened: ({ update }) => update((before) => ({ ...before, opened: ['opened'] })),
  returned: ({ update }) => update((before) => ({ ...before, opened: [...before.opened, 'returned'] })),
};

function visit(name: string): Visit<Room> {
  return { place, state: { name, opened: [], field: null } };
}

describe('the console', () => {
  test('shows where one is and the keys that act there', async () => {
    const terminal = openTerminal(visit('Tasks'));
    await terminal.waitFor('opened');
    const lines = terminal.screen().split('\n');
    expect(lines[0]).toBe(' dms-tui  Tasks');
    expect(lines[1]).toBe('─'.repeat(80));
    expect(lines.at(-1)).toContain('enter open   / filter   : command');
    expect(lines.at(-1)).toMatch(/\? help$/);
    expect(lines).toHaveLength(24);
  });

  test('goes into places and back again, and never out by escape', async () => {
    const terminal = openTerminal(visit('Tasks'));
    await terminal.press('enter', 'enter');
    await terminal.waitFor('Tasks › Tasks+ › Tasks++');
    await terminal.press('escape');
    await terminal.waitFor('returned');
    await terminal.press('escape', 'escape', 'escape');
    await terminal.waitFor(/^ dms-tui {2}Tasks$/m);
  });

  test('writes letters into a field that has the focus, and takes pasted text whole', async () => {
    const terminal = openTerminal(visit('Tasks'));
    await terminal.press('/');
    await terminal.waitForNo('field closed');
    await terminal.type('qa?:');
    await terminal.waitFor('field qa?:');
    await terminal.paste('pasted');
    await terminal.waitFor('field qa?:<pasted>');
  });

  test('takes the line breaks of a paste however the terminal sends them', async () => {
    const terminal = openTerminal(visit('Tasks'));
    await terminal.press('/');
    await terminal.waitForNo('field closed');
    await terminal.paste('one\rtwo\r\nthree\nfour');
    await terminal.waitFor('field <one⏎two⏎three⏎four>');
  });

  test('goes back to what is open under a name, as it was left', async () => {
    const terminal = openTerminal(visit('Tasks'));
    const { console } = terminal;
    console.goTo('a step', visit('Step'));
    await terminal.press('/');
    await terminal.type('half');
    await terminal.waitFor('field half');
    console.open(visit('Guide'));
    await terminal.waitFor('Step › Guide');
    console.goTo('a step', visit('Step again'));
    await terminal.waitFor('field half');
    console.goTo('another step', visit('Another'));
    await terminal.waitFor(/^ dms-tui {2}Tasks › Another$/m);
  });

  test('says what went well otherwise than what did not', async () => {
    const terminal = openTerminal(visit('Tasks'));
    terminal.console.confirm('dees is saved.');
    await terminal.waitFor('✔ dees is saved.');
    terminal.console.notice('dees is busy.');
    await terminal.waitFor('⚠ dees is busy.');
  });

  test('asks for the name before what cannot be undone, and takes nothing else', async () => {
    const terminal = openTerminal(visit('Tasks'));
    await terminal.press('up');
    await terminal.waitFor('Type dees to agree:');
    await terminal.type('dee');
    await terminal.press('enter');
    await terminal.waitFor('to agree:  dee');
    expect(terminal.screen()).not.toContain('enter drop');
    await terminal.type('s');
    await terminal.waitFor('enter drop');
    await terminal.press('enter');
    await terminal.waitFor('dropped');
    await terminal.press('x');
    await terminal.waitForNo('dropped');
  });

  test.each([
    [
      'in English',
      'The run of dees-copy cannot be stopped from here because pid 4711 (console) drives it since 09:05, on another terminal of this machine, and has not let go of it.',
    ],
    [
      'in Korean',
      '다른 터미널의 콘솔(pid 4711)이 09:05부터 dees-copy 실행을 조작하고 있어서 여기서는 멈출 수 없습니다. 그 콘솔을 닫거나 거기에서 멈춘 다음 다시 시도하세요. 실행은 그동안 계속됩니다.',
    ],
    ['without a blank', `/data/${'a-folder/'.repeat(20)}file.json`],
  ])('folds a long notice %s so that it is read whole, in any window', async (_, notice) => {
    const terminal = openTerminal(visit('Tasks'));
    await terminal.waitFor('opened');
    for (const [columns, rows] of [
      [80, 24],
      [60, 16],
      [200, 50],
    ] as const) {
      await terminal.resize(columns, rows);
      await terminal.waitFor((lines) => lines.length === rows && lines[1] === '─'.repeat(columns));
      terminal.console.notice(notice);
      await terminal.waitFor('⚠');
      const lines = terminal.screen().split('\n');
      expect(lines).toHaveLength(rows);
      expect(lines[0]).toBe(' dms-tui  Tasks');
      expect(lines.at(-1)).toMatch(/\? help$/);
      expect(lines.join('').replace(/\s/g, '')).toContain(notice.replace(/\s/g, ''));
      await terminal.press('x');
      await terminal.waitForNo('⚠');
    }
  });

  test('cuts a notice that would take the window, and says that it is longer', async () => {
    const terminal = openTerminal(visit('Tasks'), { columns: 60, rows: 16 });
    await terminal.waitFor('opened');
    terminal.console.notice('endless '.repeat(200));
    await terminal.waitFor(/endless…/);
    expect(terminal.screen().split('\n')).toHaveLength(16);
    expect(terminal.screen()).toContain('opened');
  });

  test('asks on the first Ctrl-C, stays on escape, leaves on the second', async () => {
    const terminal = openTerminal(visit('Tasks'));
    await terminal.press('ctrl+c');
    await terminal.waitFor('Leave the console?');
    await terminal.press('escape');
    await terminal.waitFor('opened');
    terminal.console.remember('task', ['done']);
    await terminal.press('ctrl+c', 'ctrl+c');
    expect(await terminal.farewell).toEqual(['done']);
  });

  test('lists the keys of the place, filtered by typing', async () => {
    const terminal = openTerminal(visit('Tasks'));
    await terminal.press('?');
    await terminal.waitFor('leave the console');
    await terminal.type('filt');
    await terminal.waitForNo('leave the console');
    expect(terminal.screen()).toMatch(/❯ \/ +filter/);
  });

  test('does by its words what a key would do', async () => {
    const terminal = openTerminal(visit('Tasks'));
    await terminal.press(':');
    await terminal.type('open');
    await terminal.press('enter');
    await terminal.waitFor('Tasks › Tasks+');
  });

  test('says so in a window that is too small, and comes back', async () => {
    const terminal = openTerminal(visit('Tasks'));
    await terminal.waitFor('opened');
    await terminal.resize(50, 12);
    await terminal.waitFor('needs 60×16, this window is 50×12');
    await terminal.resize(60, 16);
    await terminal.waitFor('opened');
    expect(terminal.screen().split('\n')).toHaveLength(16);
  });

  test('has room for somebody beside the person: above the place, or at its side where it is wide', async () => {
    const guide: Place<null> = {
      title: () => 'Guide',
      commands: () => [],
      takesText: () => false,
      draw: () => ({ lines: ['all there is to say'] }),
      perform() {},
    };
    const companion: Companion = {
      subscribe: () => () => {},
      strip: () => ['Step 3: look around'],
      panel: () => ['Step 3', 'look around'],
      visit: () => ({ place: guide, state: null }),
    };
    const terminal = openTerminal(visit('Tasks'), { companion });
    await terminal.waitFor('Step 3: look around');
    expect(terminal.screen().split('\n')).toHaveLength(24);
    await terminal.resize(130, 30);
    await terminal.waitFor(/opened +│ Step 3$/m);
    await terminal.press('ctrl+g');
    await terminal.waitFor('all there is to say');
    await terminal.press('ctrl+g');
    await terminal.waitFor('returned');
  });
});
