/** Home: what is saved, in three lists that keep themselves up to date. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readEndpoints } from '../../../../src/store/endpoints.ts';
import { readInstances } from '../../../../src/store/instances.ts';
import { profileFile } from '../../../../src/store/profile.ts';
import { width } from '../../../../src/tui/layout/text.ts';
import { homeVisit } from '../../../../src/tui/screens/overview/home.ts';
import { speak } from '../../../../src/tui/text/language.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { openTerminal, type TerminalOptions } from '../../../support/terminal/terminal.ts';
import { savedEndpoint, savedInstance, savedTask } from './saved.ts';

afterEach(() => speak('en'));

function openHome(stateFolder: string, options: TerminalOptions = {}) {
  return openTerminal(homeVisit(), { stateFolder, ...options });
}

async function shop(): Promise<string> {
  const home = temporaryFolder();
  await savedEndpoint(home, 'shop-source', 'source', 'mysql://reader@db1.example.com/shop');
  await savedEndpoint(home, 'shop-target', 'target', 'mysql://writer@db2.example.com/shop');
  await savedEndpoint(home, 'class-bucket', 'target', 's3://dees2-class/raw?region=ap-northeast-2');
  await savedTask(home, 'shop-to-rds', 'shop-source', 'shop-target');
  await savedTask(home, 'movies-to-s3', 'shop-source', 'class-bucket');
  savedInstance(home, 'small-1', 'small');
  return home;
}

describe('an empty home', () => {
  test('offers a new migration and the guided lab, and no list', async () => {
    const terminal = openHome(temporaryFolder());
    await terminal.waitFor('There are two ways to begin');
    expect(terminal.screen()).toMatch(/^ {4}n {3}new migration {3}from two connection notes/m);
    expect(terminal.screen()).toMatch(/^ {4}l {3}guided lab/m);
    await terminal.press('n');
    await terminal.waitFor('Where does the data come from?');
    await terminal.press('escape');
    await terminal.waitFor('There are two ways to begin');
  });

  test('leaves for the lab that was chosen', async () => {
    const terminal = openHome(temporaryFolder());
    await terminal.waitFor('There are two ways to begin');
    await terminal.press('l');
    await terminal.waitFor('❯ From MySQL to MySQL');
    await terminal.press('down', 'enter');
    await terminal.farewell;
    expect(terminal.console.leftFor).toBe('mysql-to-s3');
  });

  test('still has its other views, each with a way to fill it', async () => {
    const terminal = openHome(temporaryFolder());
    await terminal.press('2');
    await terminal.waitFor('There is no endpoint yet.');
    expect(terminal.screen()).toContain('n new source   N new target');
    await terminal.press('3');
    await terminal.waitFor('There is no instance.');
  });
});

describe('home', () => {
  test('lists tasks, with which instance serves and how many there are at the right of the header', async () => {
    const terminal = openHome(await shop());
    await terminal.waitFor('shop-to-rds');
    const lines = terminal.screen().split('\n');
    expect(lines[0]).toMatch(/^ dms-tui {2}Tasks +instance small-1 available {3}2 tasks$/);
    expect(lines[2]).toBe('  1 Tasks (2)   2 Endpoints (3)   3 Instances (1)');
    expect(lines[3]).toBe('  ───────────');
    expect(terminal.screen()).toMatch(
      /TASK +STATUS +FROM → TO\n❯ movies-to-s3 +○ ready +shop-source → class-bucket\n/,
    );
  });

  test('shows the details of the row that the keys act on, where there is room', async () => {
    const terminal = openHome(await shop());
    await terminal.press('2');
    await terminal.waitFor('❯ class-bucket');
    await terminal.press('down');
    await terminal.waitFor(
      /shop-source {2}source, MySQL\n {2}address +mysql:\/\/reader@db1\.example\.com:3306\/shop/,
    );
    expect(terminal.screen()).toMatch(/used by +movies-to-s3, shop-to-rds/);
    expect(terminal.screen()).toMatch(/password +not saved: asked for on a terminal/);
    await terminal.resize(60, 16);
    await terminal.waitForNo('address');
    expect(terminal.screen()).toContain('❯ shop-source');
  });

  test('sees by itself what others save and remove, and keeps the pointer on its row', async () => {
    const home = await shop();
    const terminal = openHome(home);
    await terminal.press('2', 'down');
    await terminal.waitFor('❯ shop-source');
    await savedEndpoint(home, 'a-new-one', 'source', 'mysql://reader@db3.example.com');
    await terminal.waitFor('a-new-one');
    await terminal.waitFor('❯ shop-source');
    expect(terminal.screen()).toContain('2 Endpoints (4)');
  });

  test('filters each of its lists, with a count, and escape brings all of them back', async () => {
    const terminal = openHome(await shop());
    await terminal.press('2');
    await terminal.waitFor('class-bucket');
    await terminal.press('/');
    await terminal.type('DB1 shop');
    await terminal.waitFor('1 of 3');
    expect(terminal.screen()).not.toContain('class-bucket');
    await terminal.press('enter', '1');
    await terminal.waitFor('shop-to-rds');
    await terminal.press('2', '/');
    await terminal.type('zzz');
    await terminal.waitFor('Nothing matches DB1 shopzzz.');
    await terminal.press('escape');
    await terminal.waitFor('class-bucket');
  });

  test('does not show what is pasted where nothing asks for it: it may hold a password', async () => {
    const terminal = openHome(await shop());
    await terminal.waitFor('shop-to-rds');
    await terminal.paste('host: db1\npassword: hunter2\n');
    await terminal.press('down');
    await terminal.waitFor('❯ shop-to-rds');
    expect(terminal.screen()).not.toContain('hunter2');
  });

  test('says what cannot be read, and lists all else', async () => {
    const home = await shop();
    mkdirSync(join(home, 'tasks', 'broken'), { recursive: true });
    writeFileSync(join(home, 'tasks', 'broken', 'task.json'), '{"task": 7}');
    writeFileSync(join(home, 'instances', 'odd.json'), '{');
    const terminal = openHome(home, { rows: 30 });
    await terminal.waitFor(/broken +✖ cannot be read/);
    await terminal.press('end');
    await terminal.waitFor('❯ broken');
    await terminal.waitFor('task is 7 (allowed:');
    await terminal.press('3');
    await terminal.waitFor('odd.json');
    expect(terminal.screen()).toContain('small-1');
  });

  test('puts a profile that is no JSON aside, and says where it is', async () => {
    const home = await shop();
    writeFileSync(profileFile(home), 'no JSON');
    const terminal = openHome(home);
    await terminal.press('2');
    await terminal.waitFor('endpoints.damaged-');
    await terminal.waitFor('2 Endpoints (0)');
  });
});

describe('an endpoint', () => {
  test('is deleted after a question that names the tasks which use it', async () => {
    const home = await shop();
    const terminal = openHome(home);
    await terminal.press('2', 'down');
    await terminal.waitFor('❯ shop-source');
    await terminal.press('x');
    await terminal.waitFor('Delete the endpoint shop-source?');
    expect(terminal.screen()).toContain('Used by movies-to-s3, shop-to-rds');
    await terminal.press('escape');
    await terminal.waitFor('❯ shop-source');
    await terminal.press('x', 'enter');
    await terminal.waitFor('shop-source is deleted.');
    await terminal.waitFor('2 Endpoints (2)');
    expect((await readEndpoints(home)).endpoints.map(({ id }) => id)).toEqual([
      'class-bucket',
      'shop-target',
    ]);
  });

  test('is made and changed on a screen of its own', async () => {
    const terminal = openHome(temporaryFolder());
    await terminal.press('2', 'N');
    await terminal.waitFor('Endpoints › Target endpoint');
    await terminal.press('escape');
    await terminal.waitFor('There is no endpoint yet.');
  });
});

describe('an instance', () => {
  test('is made by a small form, opened, and deleted after a question', async () => {
    const home = temporaryFolder();
    const terminal = openHome(home);
    await terminal.press('3', 'n');
    await terminal.waitFor('New instance');
    await terminal.type('Night Shift');
    await terminal.press('enter');
    await terminal.waitFor('"Night Shift" is no name for an instance');
    await terminal.press('escape', 'ctrl+u');
    await terminal.type('night-shift');
    await terminal.press('tab', 'right');
    await terminal.waitFor('‹ small: 2 lanes, 256 MB ›');
    await terminal.press('enter');
    await terminal.waitFor('night-shift is available.');
    await terminal.waitFor(/❯ night-shift +● available +small +2 +256 MB +no runs yet/);
    expect(readInstances(home).instances.map(({ id, class: size }) => [id, size])).toEqual([
      ['night-shift', 'small'],
    ]);
    await terminal.press('enter');
    await terminal.waitFor('Instances › night-shift');
    await terminal.waitFor(/runs +0/);
    await terminal.press('escape', 'x');
    await terminal.waitFor('Delete the instance night-shift?');
    await terminal.press('enter');
    await terminal.waitFor('There is no instance.');
    expect(readInstances(home).instances).toEqual([]);
  });

  test('whose home cannot be used says so', async () => {
    const home = temporaryFolder();
    savedInstance(home, 'locked', 'large');
    const folder = join(home, 'instances', 'locked');
    const { rmSync } = await import('node:fs');
    rmSync(folder, { recursive: true });
    const terminal = openHome(home, { columns: 120 });
    await terminal.press('3');
    await terminal.waitFor(/✖ failed .*ENOENT/);
    mkdirSync(folder);
    chmodSync(folder, 0o700);
    await terminal.waitFor('● available');
  });
});

describe('the picture of home', () => {
  const SIZES = [
    [60, 16],
    [80, 24],
    [120, 40],
    [200, 50],
  ] as const;

  function fits(columns: number, rows: number) {
    return (lines: readonly string[]) =>
      lines.length <= rows && Math.max(...lines.map((line) => width(line))) <= columns;
  }

  test.each(SIZES)(
    'stays in a window of %i×%i, in both languages, with and without Unicode',
    async (columns, rows) => {
      const home = await shop();
      await savedEndpoint(home, `e${'-long'.repeat(12)}`, 'target', 's3://bucket/away?region=eu-west-1');
      const wide = await shop();
      await savedEndpoint(wide, 'wide', 'target', 's3://bucket/폴더/🎬?region=eu-west-1');
      const looks = [
        ['en', true],
        ['ko', true],
        ['en', false],
      ] as const;
      for (const [language, unicode] of looks) {
        speak(language);
        const terminal = openHome(unicode ? wide : home, { columns, rows, unicode });
        await terminal.waitFor('movies-to-s3');
        await terminal.waitFor(fits(columns, rows));
        if (!unicode) expect(terminal.screen()).toMatch(/^[\x20-\x7e\n]*$/);
        await terminal.press('2', 'end');
        await terminal.waitFor('shop-target');
        await terminal.waitFor(fits(columns, rows));
        await terminal.press('3');
        await terminal.waitFor('small-1');
        await terminal.waitFor(fits(columns, rows));
        if (!unicode) expect(terminal.screen()).toMatch(/^[\x20-\x7e\n]*$/);
      }
    },
  );

  test('moves through ten thousand endpoints without waiting', async () => {
    const home = temporaryFolder();
    await savedEndpoint(home, 'first', 'source', 'mysql://reader@db1.example.com');
    const file = profileFile(home);
    const { readFileSync } = await import('node:fs');
    const { first } = JSON.parse(readFileSync(file, 'utf8')) as { first: object };
    const ids = Array.from({ length: 10_000 }, (_, index) => `e${String(index).padStart(5, '0')}`);
    writeFileSync(file, JSON.stringify(Object.fromEntries(ids.map((id) => [id, { ...first, id }]))));
    const terminal = openHome(home);
    await terminal.press('2');
    await terminal.waitFor('2 Endpoints (10,000)');
    const began = performance.now();
    await terminal.press('end');
    await terminal.waitFor('❯ e09999');
    await terminal.press('home', 'pagedown');
    await terminal.waitFor(/❯ e0000\d/);
    await terminal.press('/');
    await terminal.type('0777');
    await terminal.waitFor('11 of 10,000');
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
