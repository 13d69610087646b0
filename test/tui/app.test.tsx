/** The console as an Ink component: what it draws, and how keys reach it. */
import { render } from 'ink-testing-library';
import { expect, test } from 'vitest';
import { App } from '../../src/tui/app.tsx';
import { Console } from '../../src/tui/console.ts';
import { DEFAULT_KEYMAP } from '../../src/tui/keys/keymap.ts';
import type { Place } from '../../src/tui/place.ts';
import { chooseLook } from '../../src/tui/theme/look.ts';
import { eventually } from '../support/waiting.ts';

const place: Place<{ readonly opened: number }> = {
  title: () => 'Tasks',
  commands: () => ['list.open'],
  takesText: () => false,
  draw: ({ opened }) => ({ lines: [`opened ${opened} times`, '\x1b]0;stolen title\x07한국 \x1b[2Jtable'] }),
  perform: (_command, { update }) => update(({ opened }) => ({ opened: opened + 1 })),
};

test('draws the place within its frame, takes keys, and lets no escape sequence through', async () => {
  const look = chooseLook({ unicode: true, colour: false });
  const room = { columns: 100, rows: 24 };
  const options = { stateFolder: '/nowhere', keymap: DEFAULT_KEYMAP, look, room, companion: null };
  const console = new Console(options, { place, state: { opened: 0 } });
  const { lastFrame, stdin, unmount } = render(<App console={console} look={look} />);
  const shows = (text: string) => eventually(() => expect(lastFrame()).toContain(text));
  await shows('opened 0 times');
  expect(lastFrame()).toMatch(/^ dms-tui {2}Tasks/);
  expect(lastFrame()).not.toContain('\x1b[2J');
  stdin.write('\r');
  await shows('opened 1 times');
  stdin.write('\x03');
  await shows('Leave the console?');
  stdin.write('\x03');
  await console.left;
  unmount();
});
