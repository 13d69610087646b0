/** A person who has never seen the console migrates `dees` with it, in a terminal of the system. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createMovies } from '../../src/lab/dees/movies.ts';
import { createSample1 } from '../../src/lab/dees/sample1.ts';
import { createSample2 } from '../../src/lab/dees/sample2.ts';
import type { LabStore } from '../../src/lab/servers/s3.ts';
import { checksumTables } from '../support/checksum.ts';
import { COMPILED_ENTRY } from '../support/compiled-entry.ts';
import { freshStore } from '../support/s3.ts';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Pty } from '../support/terminal/pty.ts';
import { keysOfObjects } from './support/stored-objects.ts';

/** A run of some hundred thousand rows on a machine that runs other tests. */
const RUN_MS = 120_000;

let source: TestServer;
let target: TestServer;
let schema: string;
let store: LabStore;

beforeAll(async () => {
  source = await mariadb('a');
  target = await mariadb('b');
  schema = await freshSchema(source, 'dees');
  dropAfterwards(target, schema);
  dropAfterwards(target, 'dms_tui_control');
  await createMovies(source, schema);
  await createSample1(source, schema, 50_000);
  await createSample2(source, schema, 5_000);
  store = await freshStore('dees2-class');
});

function openConsole(environment: Readonly<Record<string, string>> = {}): Pty {
  return new Pty(process.execPath, [COMPILED_ENTRY], {
    environment: { DMS_TUI_HOME: temporaryFolder(), HOME: temporaryFolder(), ...environment },
  });
}

function note({ host, port, user, password }: TestServer): string {
  return `Host: ${host}\nPort: ${port}\nUser: ${user}\nPassword: ${password}\n`;
}

async function fillByTyping(terminal: Pty, server: TestServer): Promise<void> {
  await terminal.type(server.host);
  await terminal.press('tab', 'ctrl+u');
  await terminal.type(String(server.port));
  await terminal.press('tab');
  await terminal.type(server.user);
  await terminal.press('tab');
  await terminal.type(server.password);
  await terminal.press('enter');
}

async function takeSchema(terminal: Pty): Promise<void> {
  await terminal.waitFor('RULES');
  await terminal.press('%');
  await terminal.type(`${schema}.%`);
  await terminal.waitFor('matches 3 tables');
  await terminal.press('enter');
  await terminal.waitFor('3 of ');
  await terminal.press('enter');
}

/** From the settings to the end of the run. */
async function startAndWait(terminal: Pty): Promise<void> {
  await terminal.waitFor('How should the tables go?');
  await terminal.press('enter');
  await terminal.waitFor('The task can start', RUN_MS);
  await terminal.press('enter');
  await terminal.waitFor('enter starts it.');
  await terminal.waitFor(/lane/);
  await terminal.press('enter');
  await terminal.waitFor('✔ Done', RUN_MS);
}

describe('from nothing saved', () => {
  test('MySQL to MySQL, typing only what a person would type', { timeout: 2 * RUN_MS }, async () => {
    const terminal = openConsole();
    await terminal.waitFor(/n new migration/i);
    await terminal.press('n');
    await terminal.waitFor('Where does the data come from?');
    await fillByTyping(terminal, source);
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('Where does it go?');
    await fillByTyping(terminal, target);
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await takeSchema(terminal);
    await startAndWait(terminal);
    expect(terminal.text()).not.toContain(source.password);
    expect(await checksumTables(target, schema)).toEqual(await checksumTables(source, schema));
    await terminal.press('ctrl+c');
    await terminal.waitFor('Leave the console?');
    await terminal.press('ctrl+c');
    expect(await terminal.ended).toBe(0);
    await terminal.waitFor('dms-tui task start');
    expect(terminal.isAlternate).toBe(false);
  });

  test('MySQL to S3 from pasted notes, in fewer than 25 keys', { timeout: 2 * RUN_MS }, async () => {
    const terminal = openConsole({
      AWS_ACCESS_KEY_ID: store.accessKeyId,
      AWS_SECRET_ACCESS_KEY: store.secretAccessKey,
    });
    await terminal.waitFor(/n new migration/i);
    await terminal.press('n');
    await terminal.waitFor('❯ Server');
    terminal.paste(note(source));
    await terminal.waitFor('filled in');
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('Where does it go?');
    terminal.paste(store.url('raw'));
    await terminal.waitFor('dees2-class');
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('RULES');
    await terminal.press('/');
    terminal.paste(schema);
    await terminal.waitFor(`❯ - ${schema}`);
    await terminal.press('enter', 'space');
    await terminal.waitFor('3 of ');
    await terminal.press('enter');
    await startAndWait(terminal);
    expect(terminal.keys).toBeLessThan(25);
    const keys = await keysOfObjects(store, 'raw/');
    expect(keys).toContain(`raw/${schema}/movies/LOAD00000001.csv`);
    expect(new Set(keys.map((key) => key.split('/')[2]))).toEqual(new Set(['movies', 'sample1', 'sample2']));
  });
});
