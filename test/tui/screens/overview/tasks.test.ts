/** Tasks at home, with runs in processes of their own. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { taskState } from '../../../../src/host/task-state.ts';
import { findTask, taskFile } from '../../../../src/store/tasks.ts';
import { homeVisit } from '../../../../src/tui/screens/overview/home.ts';
import { connect, freshSchema, mariadb, type TestServer } from '../../../support/servers.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { openTerminal } from '../../../support/terminal/terminal.ts';
import { savedEndpoint, savedTask } from './saved.ts';

describe('a task', () => {
  let there: TestServer;
  let schema: string;
  beforeAll(async () => {
    there = await mariadb('a');
    schema = await freshSchema(there, 'tasks');
    await there.query(`CREATE TABLE \`${schema}\`.movies (id INT PRIMARY KEY, title VARCHAR(50))`);
    const rows = Array.from({ length: 1_000 }, (_, index) => `(${index + 1}, 'x')`).join(', ');
    await there.query(`INSERT INTO \`${schema}\`.movies VALUES ${rows}`);
  });

  /** A task from the server into a folder; the password of the server is asked for. */
  async function home(): Promise<string> {
    const folder = temporaryFolder();
    await savedEndpoint(folder, 'shop', 'source', there.url(schema), 'prompt');
    await savedEndpoint(folder, 'files', 'target', `file://${temporaryFolder()}`);
    const rule = {
      'rule-type': 'selection',
      'rule-id': '1',
      'rule-name': 'all',
      'object-locator': { 'schema-name': schema, 'table-name': '%' },
      'rule-action': 'include',
    };
    await savedTask(folder, 'shop-files', 'shop', 'files', { tableMappings: { rules: [rule] } });
    return folder;
  }

  function openHome(stateFolder: string) {
    return openTerminal(homeVisit(), { stateFolder, columns: 100, rows: 30 });
  }

  test('is started after a question and its password, shown while it runs, and complete in the list after', async () => {
    const folder = await home();
    const terminal = openHome(folder);
    await terminal.waitFor('○ ready');
    await terminal.press('enter');
    await terminal.waitFor('Start shop-files from the beginning?');
    await terminal.press('escape', 's');
    await terminal.waitFor('Start shop-files from the beginning?');
    expect(terminal.screen()).toContain('shop → files');
    await terminal.press('enter');
    await terminal.waitFor(`Password of ${there.user} at the source`);
    await terminal.paste(there.password);
    await terminal.press('enter');
    await terminal.waitFor('Tasks › shop-files', 30_000);
    await terminal.waitFor('Done', 60_000);
    await terminal.press('escape');
    await terminal.waitFor(/❯ shop-files +✔ load complete +shop → files +1\/1 +1,000 +now/);
    await terminal.waitFor('took');
    await terminal.press('enter');
    await terminal.waitFor('Done');
    await terminal.press('escape');
    await terminal.waitFor('s start   v validate');
    await terminal.press('v');
    await terminal.waitFor('Password of');
    await terminal.press('escape');
    await terminal.waitFor('✔ load complete');
  });

  test('that runs is stopped after a question, and cannot be deleted meanwhile', async () => {
    const folder = await home();
    const holder = await connect(there, { database: schema });
    await holder.query('LOCK TABLES movies WRITE');
    try {
      const terminal = openHome(folder);
      await terminal.waitFor('○ ready');
      await terminal.press('s', 'enter');
      await terminal.waitFor('Password of');
      await terminal.paste(there.password);
      await terminal.press('enter');
      await terminal.waitFor('Tasks › shop-files', 30_000);
      await terminal.press('escape');
      await terminal.waitFor(/❯ shop-files +▶ (starting|running)/);
      await terminal.waitFor('1 task, 1 running');
      expect(terminal.screen()).not.toContain('x delete');
      await terminal.press('s');
      await terminal.waitFor('Stop shop-files?');
      await terminal.press('enter');
      await terminal.waitFor('Stopping: what is committed stays');
      await terminal.waitFor(/❯ shop-files +⏸ stopped/, 60_000);
    } finally {
      await holder.end();
    }
  });

  test('is deleted when its name was typed, with the logs of its runs', async () => {
    const folder = await home();
    const terminal = openHome(folder);
    await terminal.waitFor('○ ready');
    await terminal.press('x');
    await terminal.waitFor('Type shop-files to agree:');
    await terminal.press('enter');
    await terminal.type('shop-files');
    await terminal.press('enter');
    await terminal.waitFor('shop-files is deleted.');
    await terminal.waitFor('There is no task yet.');
    expect(existsSync(taskFile(folder, 'shop-files'))).toBe(false);
  });

  test('is written to a file for others, never over one that is there without a yes', async () => {
    const folder = await home();
    const file = join(temporaryFolder(), 'out.json');
    writeFileSync(file, 'there already');
    const terminal = openHome(folder);
    await terminal.waitFor('○ ready');
    await terminal.press('e');
    await terminal.waitFor('Writes the task file');
    await terminal.press('ctrl+u');
    await terminal.paste(file);
    await terminal.press('enter');
    await terminal.waitFor('Write over the file that is there?');
    await terminal.press('escape');
    expect(readFileSync(file, 'utf8')).toBe('there already');
    await terminal.press('enter');
    await terminal.waitFor('Write over the file that is there?');
    await terminal.press('enter');
    await terminal.waitFor('Written: ');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(findTask(folder, 'shop-files').document);
  });

  test('whose file names what is gone is listed, and says so when it is to run', async () => {
    const folder = temporaryFolder();
    await savedEndpoint(folder, 'shop', 'source', there.url(schema), 'prompt');
    await savedEndpoint(folder, 'files', 'target', `file://${temporaryFolder()}`);
    await savedTask(folder, 'shop-files', 'shop', 'files');
    const terminal = openHome(folder);
    await terminal.waitFor('○ ready');
    await terminal.press('2', 'x', 'enter');
    await terminal.waitFor('files is deleted.');
    await terminal.press('1', 's', 'enter');
    await terminal.waitFor('there is no endpoint "files"');
    await terminal.press('escape');
    expect(taskState(folder, findTask(folder, 'shop-files')).status).toBe('ready');
  });
});
