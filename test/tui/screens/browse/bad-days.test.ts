/** Endpoints that hang, lists without end, windows that change: the browser stays quick and in its frame. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { passwordOnly } from '../../../../src/endpoints/contract.ts';
import type { EndpointAddress, MysqlAddress } from '../../../../src/model/endpoint-url.ts';
import { parseEndpointUrl } from '../../../../src/model/endpoint-url.ts';
import { width } from '../../../../src/tui/layout/text.ts';
import type { Place } from '../../../../src/tui/place.ts';
import { browseVisit } from '../../../../src/tui/screens/browse/browse.ts';
import { speak } from '../../../../src/tui/text/language.ts';
import { freezingRelay, listen } from '../../../endpoints/mysql/connect/listeners.ts';
import { mariadb } from '../../../support/servers.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { openTerminal, type TerminalOptions } from '../../../support/terminal/terminal.ts';

afterEach(() => speak('en'));

function visitOf(address: EndpointAddress, password: string | null = null) {
  return browseVisit({
    title: 'far-away',
    role: address.engine === 'mysql' ? 'source' : 'target',
    address,
    references: { password: null, bastion: null },
    secrets: passwordOnly(password),
  });
}

/** A place to come back to. */
function openedFrom(address: EndpointAddress, password: string | null, options: TerminalOptions = {}) {
  const before: Place<null> = {
    title: () => 'before',
    commands: () => ['list.open'],
    takesText: () => false,
    draw: () => ({ lines: ['the place before'] }),
    perform: (_command, { console }) => console.open(visitOf(address, password)),
  };
  return openTerminal({ place: before, state: null }, options);
}

async function portOfServer(): Promise<{ address: MysqlAddress; password: string }> {
  const server = await mariadb('a');
  return {
    address: parseEndpointUrl(server.url(), 'source').address as MysqlAddress,
    password: server.password,
  };
}

describe('an endpoint that hangs', () => {
  test('while it is connected to: the seconds are told, and escape leaves at once', async () => {
    const port = await listen(() => {});
    const { address } = await portOfServer();
    const terminal = openedFrom({ ...address, port }, null);
    await terminal.press('enter');
    await terminal.waitFor(`connecting to mysql://root@127.0.0.1:${port} …  1 s`);
    await terminal.waitFor('…  2 s');
    const pressed = performance.now();
    await terminal.press('escape');
    await terminal.waitFor('the place before');
    expect(performance.now() - pressed).toBeLessThan(1_000);
  });

  test('in the midst of looking around: the seconds are told, and escape leaves at once', async () => {
    const { address, password } = await portOfServer();
    const relay = await freezingRelay(address.port);
    const terminal = openedFrom({ ...address, port: relay.port }, password);
    await terminal.press('enter');
    await terminal.waitFor(/❯ all schemas +\d|schemas?\n\n/);
    await terminal.waitForNo('…');
    relay.freeze();
    await terminal.press('r');
    await terminal.waitFor('…  1 s');
    await terminal.press('escape');
    await terminal.waitFor('the place before');
  });
});

describe('ten thousand tables', () => {
  const TABLES = 10_000;
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder();
    for (let index = 0; index < TABLES; index += 1) {
      const table = join(folder, 'shop', `orders_${String(index).padStart(5, '0')}`);
      mkdirSync(table, { recursive: true });
      writeFileSync(join(table, 'LOAD00000001.csv'), 'id,주문\n1,영화\n');
    }
  });

  test('are moved through and searched without waiting', async () => {
    const { address } = parseEndpointUrl(`file://${folder}`, 'target');
    const terminal = openTerminal(visitOf(address));
    await terminal.waitFor(/shop +10,000/);
    await terminal.press('enter');
    await terminal.waitFor('10,000 tables');
    const began = performance.now();
    await terminal.press('end');
    await terminal.waitFor('❯ orders_09999');
    await terminal.press('home', 'pagedown');
    await terminal.waitFor('❯ orders_00016');
    const moved = performance.now() - began;
    await terminal.press('/');
    await terminal.type('9_');
    await terminal.waitFor('of 10,000');
    await terminal.type('%');
    await terminal.waitFor('Nothing matches 9_%.');
    await terminal.press('ctrl+u');
    await terminal.type('%_0999_');
    await terminal.waitFor('10 of 10,000 tables');
    const searched = performance.now() - began - moved;
    // Hundreds of milliseconds when every row were laid out anew at each key; a busy machine has room in these.
    expect(moved).toBeLessThan(1_500);
    expect(searched).toBeLessThan(3_000);
    await terminal.press('enter', 'enter');
    await terminal.waitFor(/❯ 1 +│ 영화|❯ id +│ 주문/);
  });
});

describe('the picture', () => {
  const SIZES = [
    [60, 16],
    [80, 24],
    [120, 40],
    [200, 50],
  ] as const;
  const folder = temporaryFolder();
  const { address } = parseEndpointUrl(`file://${folder}`, 'target');
  beforeAll(() => {
    for (const table of ['movies', 'long_name_'.repeat(20)]) {
      mkdirSync(join(folder, 'shop', table), { recursive: true });
      writeFileSync(join(folder, 'shop', table, 'LOAD00000001.csv'), 'x'.repeat(5_000));
    }
  });

  /** Whether everything in sight is inside the window. */
  function fits(columns: number, rows: number) {
    return (lines: readonly string[]) =>
      lines.length <= rows && Math.max(...lines.map((line) => width(line))) <= columns;
  }

  test.each(SIZES)(
    'stays in a window of %i×%i, in both languages, with and without Unicode',
    async (columns, rows) => {
      const looks = [
        ['en', true],
        ['ko', true],
        ['en', false],
      ] as const;
      for (const [language, unicode] of looks) {
        speak(language);
        const terminal = openTerminal(visitOf(address), { columns, rows, unicode });
        await terminal.waitFor(language === 'ko' ? '스키마' : /SCHEMA +TABLES +SIZE/);
        await terminal.waitFor(fits(columns, rows));
        await terminal.press('enter');
        await terminal.waitFor('movies');
        await terminal.waitFor(fits(columns, rows));
        if (!unicode) expect(terminal.screen()).toMatch(/^[\x20-\x7e\n]*$/);
        await terminal.press('enter');
        await terminal.waitFor('xxxxx');
        await terminal.waitFor(fits(columns, rows));
        if (!unicode) expect(terminal.screen()).toMatch(/^[\x20-\x7e\n]*$/);
      }
    },
  );

  test('follows the window down and up again', async () => {
    const terminal = openTerminal(visitOf(address), { columns: 200, rows: 50 });
    await terminal.waitFor('SCHEMA');
    const windows = [
      [60, 16],
      [50, 10],
      [120, 40],
      [60, 16],
      [200, 50],
    ] as const;
    for (const [columns, rows] of windows) {
      await terminal.resize(columns, rows);
      await terminal.waitFor(fits(columns, rows));
      await terminal.waitFor(columns < 60 ? 'needs 60×16' : /SCHEMA +TABLES +SIZE/);
    }
  });

  test('keeps its frame when 10 kB are pasted into the filter', async () => {
    const terminal = openTerminal(visitOf(address));
    await terminal.waitFor('SCHEMA');
    await terminal.press('/');
    await terminal.paste('영화\n'.repeat(2_500));
    await terminal.waitFor('Nothing matches');
    await terminal.waitFor(fits(80, 24));
    await terminal.press('escape');
    await terminal.waitForNo('Nothing matches');
  });
});
