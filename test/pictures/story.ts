/**
 * A migration in the console from nothing, as the pictures of the README show it: real screens on private
 * servers, made for this and gone afterwards.
 */
import { expect } from 'vitest';
import { createDees } from '../../src/lab/dees/dees.ts';
import { query } from '../../src/lab/servers/address.ts';
import type { LabServer } from '../../src/lab/servers/lab-server.ts';
import { startMariadb } from '../../src/lab/servers/mariadb.ts';
import { findTask, saveTask } from '../../src/store/tasks.ts';
import { homeVisit } from '../../src/tui/screens/overview/home.ts';
import { openTerminal, type TestTerminal } from '../support/terminal/terminal.ts';

export const PICTURES = ['home', 'connect', 'tables', 'run', 'done', 'browse'] as const;

export type PictureName = (typeof PICTURES)[number];

export interface Picture {
  readonly title: string;
  readonly svg: string;
}

/** Enough that the run can be seen while it goes on. */
const SAMPLE1_ROWS = 600_000;
const SAMPLE2_ROWS = 5_000;
const WINDOW = { columns: 110, rows: 28 };
/** A run of some hundred thousand rows on a machine that runs other tests. */
const RUN_MS = 180_000;

const PASSWORD = 'only-for-the-pictures';

export async function tellStory(stateFolder: string): Promise<Record<PictureName, Picture>> {
  const [source, target] = await Promise.all([startMariadb(), startMariadb()]);
  try {
    await makeAccounts(source, target);
    await createDees(source, { sample1Rows: SAMPLE1_ROWS, sample2Rows: SAMPLE2_ROWS });
    return await migrate(source, target, stateFolder);
  } finally {
    await Promise.all([source.stop(), target.stop()]);
  }
}

async function makeAccounts(source: LabServer, target: LabServer): Promise<void> {
  for (const [server, user] of [
    [source, 'dees'],
    [target, 'rds'],
  ] as const) {
    await query(server, `CREATE USER ${user}@'%' IDENTIFIED BY '${PASSWORD}'`);
    await query(server, `GRANT ALL ON *.* TO ${user}@'%'`);
  }
}

function note({ host, port }: LabServer, user: string): string {
  return `Host: ${host}\nPort: ${port}\nUser: ${user}\nPassword: ${PASSWORD}\n`;
}

async function migrate(
  source: LabServer,
  target: LabServer,
  stateFolder: string,
): Promise<Record<PictureName, Picture>> {
  const terminal = openTerminal(homeVisit(), { ...WINDOW, stateFolder, colour: true });
  await terminal.waitFor('two ways to begin');
  await terminal.press('n');
  await terminal.waitFor('❯ Server');
  await terminal.paste(note(source, 'dees'));
  await terminal.waitFor('filled in');
  await terminal.press('enter');
  await terminal.waitFor('It works.');
  const connect = shot(terminal, 'The source is tested hop by hop');
  await terminal.press('enter');
  await terminal.waitFor('Where does it go?');
  await terminal.paste(note(target, 'rds'));
  await terminal.waitFor('filled in');
  await terminal.press('enter');
  await terminal.waitFor('It works.');
  await terminal.press('enter');
  await terminal.waitFor('RULES');
  await terminal.press('%');
  await terminal.type('dees.%');
  await terminal.waitFor('matches 3 tables');
  const tables = shot(terminal, 'A pattern shows what it matches while it is typed');
  await terminal.press('enter');
  await terminal.waitFor('3 of ');
  await terminal.press('enter');
  await terminal.waitFor('How should the tables go?');
  await terminal.press('enter');
  await terminal.waitFor('The task can start', RUN_MS);
  await terminal.press('enter');
  await terminal.waitFor('enter starts it.');
  await terminal.waitFor(/lane/);
  await terminal.press('enter');
  await terminal.waitFor(/rows\/s/, RUN_MS);
  await limitRate(terminal, '5');
  await terminal.waitFor(/~\d\d:\d\d left/, RUN_MS);
  await terminal.waitFor(/ (?:[4-9]\d) % +\S+ k of/, RUN_MS);
  await terminal.waitFor('1 running');
  const run = shot(terminal, 'A run, while it goes on');
  await limitRate(terminal, '');
  await terminal.waitFor('✔ Done', RUN_MS);
  await terminal.waitFor('First rows');
  await terminal.waitForNo('1 running');
  const done = shot(terminal, 'What came of it, table by table, compared');
  await terminal.press('escape', 'escape', 'escape');
  await terminal.waitFor('load complete');
  await saveOthers(stateFolder);
  await terminal.waitFor('○ ready');
  await failOnce(terminal);
  const home = shot(terminal, 'What is saved, and how it stands');
  await terminal.press('2');
  await terminal.waitFor('works,');
  await terminal.press('b');
  await terminal.waitFor(/dees +3/);
  await terminal.press('enter');
  await terminal.waitFor('movies');
  await terminal.press('enter');
  await terminal.waitFor('row 1 of');
  // Everything of it is read by then.
  await terminal.waitFor('read again');
  const browse = shot(terminal, 'The first rows of a table, as in a workbench');
  expect(terminal.screen()).not.toContain(PASSWORD);
  return { connect, tables, run, done, home, browse };
}

/** A fast machine would be done before it could be seen. */
async function limitRate(terminal: TestTerminal, megabytes: string): Promise<void> {
  await terminal.press('r');
  await terminal.waitFor('At most, in MB/s');
  await terminal.press('ctrl+u');
  await terminal.type(megabytes);
  await terminal.press('enter');
  await terminal.waitForNo('At most, in MB/s');
}

/** Another task of the same ends, which finds the tables full, and one that was never started. */
async function saveOthers(stateFolder: string): Promise<void> {
  const { document } = findTask(stateFolder, 'dees-to-rds');
  for (const task of ['dees-again', 'nightly']) await saveTask(stateFolder, { ...document, task });
}

async function failOnce(terminal: TestTerminal): Promise<void> {
  await terminal.press('home', 's');
  await terminal.waitFor('Start dees-again from the beginning?');
  await terminal.press('enter');
  await terminal.waitFor('✖ Failed', RUN_MS);
  await terminal.press('escape');
  await terminal.waitFor('✖ failed');
  await terminal.press('down');
  await terminal.waitFor('❯ dees-to-rds');
}

function shot(terminal: TestTerminal, title: string): Picture {
  return { title, svg: terminal.svg(`dms-tui: ${title}`) };
}
