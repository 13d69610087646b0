/** The first three steps of the wizard on real servers: typed as a person would. */
import { describe, expect, test } from 'vitest';
import { readEndpoints } from '../../../../src/store/endpoints.ts';
import { wizardVisit } from '../../../../src/tui/screens/wizard/wizard.ts';
import { speak } from '../../../../src/tui/text/language.ts';
import { freshSchema, mariadb, type TestServer } from '../../../support/servers.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { openTerminal, type TerminalOptions } from '../../../support/terminal/terminal.ts';

function note(server: TestServer): string {
  return `호스트: ${server.host}\nport: ${server.port}\n사용자: ${server.user}\n비밀번호: ${server.password}\n`;
}

function openWizard(options: TerminalOptions = {}) {
  return openTerminal(wizardVisit(), { stateFolder: temporaryFolder(), ...options });
}

async function world(): Promise<{ server: TestServer; schema: string }> {
  const server = await mariadb('a');
  const schema = await freshSchema(server, 'wizard');
  await server.query(
    `CREATE TABLE \`${schema}\`.movies (id INT PRIMARY KEY, title VARCHAR(20), overview TEXT)`,
  );
  await server.query(`CREATE TABLE \`${schema}\`.\`한국 영화\` (id INT PRIMARY KEY)`);
  await server.query(`CREATE TABLE \`${schema}\`.\`odd\u001bname\` (a INT)`);
  await server.query(`INSERT INTO \`${schema}\`.movies VALUES (1, 'Amélie, "1"', NULL)`);
  return { server, schema };
}

describe('the wizard', () => {
  test('takes a note that was pasted anywhere, tests hop by hop, and saves the endpoint without its password', async () => {
    const { server } = await world();
    const stateFolder = temporaryFolder();
    const terminal = openWizard({ stateFolder });
    await terminal.waitFor('Where does the data come from?');
    await terminal.paste(note(server));
    await terminal.waitFor(`Server    ${server.host}`);
    await terminal.waitFor('filled in: Server, Port, User, Password');
    expect(terminal.screen()).not.toContain(server.password);
    await terminal.press('enter');
    await terminal.waitFor(/━[✔⚠]━ settings/);
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('Where does it go?');
    const { endpoints } = await readEndpoints(stateFolder);
    expect(endpoints.map(({ id, role }) => [id, role])).toEqual([[`${server.user}-source`, 'source']]);
    expect(JSON.stringify(endpoints)).not.toContain(server.password);
  });

  test.each(['enter', 'tab', 'ctrl+t'])('takes a URL that was typed for the server at %s', async (key) => {
    const server = await mariadb('a');
    const terminal = openWizard();
    await terminal.waitFor('❯ Server');
    await terminal.type(`mysql://${server.user}@${server.host}:${server.port}/shop`);
    await terminal.press(key);
    await terminal.waitFor('filled in');
    await terminal.waitFor(`Server    ${server.host}\n`);
    await terminal.waitFor('❯ Password');
    await terminal.waitFor(/Schema +shop/);
    await terminal.type(server.password);
    await terminal.press('enter');
    await terminal.waitFor('It works.');
  });

  test('fills both ends from one note that speaks of both', async () => {
    const [source, target] = [await mariadb('a'), await mariadb('b')];
    const lines = (server: TestServer) =>
      `Host: ${server.host}\nPort: ${server.port}\nUser: ${server.user}\nPassword: ${server.password}\n`;
    const terminal = openWizard();
    await terminal.waitFor('❯ Server');
    await terminal.paste(`Source\n${lines(source)}\nTarget\n${lines(target)}`);
    await terminal.waitFor(`Port      ${source.port}`);
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('Where does it go?');
    await terminal.waitFor(`Port      ${target.port}`);
    await terminal.press('enter');
    await terminal.waitFor('It works.');
  });

  test('stops at the hop that fails, and says why and what to do', async () => {
    const { server } = await world();
    const terminal = openWizard();
    await terminal.paste(note({ ...server, password: 'wrong' }));
    await terminal.waitFor('filled in');
    await terminal.press('enter');
    await terminal.waitFor('━✖━ login');
    await terminal.waitFor('Next:');
    expect(terminal.screen()).toContain('ctrl+s save anyway');
    expect(terminal.screen()).toMatch(/─ ─ rights/);
  });

  test('bears a wrong password typed five times, and takes the right one then', async () => {
    const { server } = await world();
    const terminal = openWizard();
    await terminal.paste(note({ ...server, password: 'wrong-0' }));
    await terminal.waitFor('filled in');
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await terminal.press('enter');
      await terminal.waitFor('━✖━ login');
      await terminal.waitFor('❯ Password');
      await terminal.press('ctrl+u');
      await terminal.type(attempt < 5 ? `wrong-${attempt}` : server.password);
      await terminal.waitForNo('━✖━ login');
    }
    await terminal.press('enter');
    await terminal.waitFor('It works.');
  });

  test('goes by enter to what is still missing, and tests nothing before', async () => {
    const terminal = openWizard();
    await terminal.waitFor('❯ Server');
    await terminal.press('enter');
    await terminal.waitFor('❯ User');
    await terminal.press('enter');
    await terminal.waitFor('❯ Password');
    await terminal.press('enter');
    await terminal.waitFor('❯ Server');
  });

  test('a paste of 10 kB without an address goes into one field, and the picture keeps its frame', async () => {
    const terminal = openWizard();
    await terminal.waitFor('❯ Server');
    await terminal.paste('x'.repeat(10_000));
    await terminal.waitFor('xxxx');
    const lines = terminal.screen().split('\n');
    expect(lines).toHaveLength(24);
    expect(lines[0]).toContain('New migration');
  });

  test('chooses tables by a pattern with live matches, leaves a column out, looks at rows', async () => {
    const { server, schema } = await world();
    const terminal = openWizard({ columns: 120, rows: 40 });
    await terminal.paste(note(server));
    await terminal.waitFor('filled in');
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('Where does it go?');
    await terminal.paste(note(await mariadb('b')));
    await terminal.waitFor('filled in');
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('RULES');
    expect(terminal.screen()).toContain('source DB ━✔━ source endpoint');
    await terminal.press('%');
    await terminal.type(`${schema}.m%`);
    await terminal.waitFor('matches 1 table');
    await terminal.press('enter');
    await terminal.waitFor(/1 of \d+ tables, ~\d+ rows/);
    await terminal.press('/');
    await terminal.type(`${schema}`);
    await terminal.press('enter');
    await terminal.waitFor('odd\\u001bname');
    expect(terminal.screen()).toContain('한국 영화');
    await terminal.press('down', 'c');
    await terminal.waitFor('overview');
    await terminal.press('down', 'down', 'space');
    await terminal.waitFor('left out');
    await terminal.press('escape', 'p');
    await terminal.waitFor('Amélie, "1"');
    expect(terminal.screen()).toContain('NULL');
    await terminal.press('escape', 'J');
    await terminal.waitFor('"remove-column"');
  });

  test('takes table mappings of AWS DMS that are pasted, and names what is wrong in others', async () => {
    const { server, schema } = await world();
    const terminal = openWizard();
    await terminal.paste(note(server));
    await terminal.waitFor('filled in');
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('Where does it go?');
    await terminal.paste(`file://${temporaryFolder()}`);
    await terminal.waitFor('a folder of this machine');
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('RULES');
    await terminal.paste('{"rules": [{"rule-type": "selection"}]}');
    await terminal.waitFor('rules[0]');
    await terminal.press('escape');
    const rule = {
      'rule-type': 'selection',
      'rule-id': '7',
      'rule-name': 'all',
      'object-locator': { 'schema-name': schema, 'table-name': '%' },
      'rule-action': 'include',
    };
    await terminal.paste(JSON.stringify({ rules: [rule] }, null, 2));
    await terminal.waitFor('1 rule taken over');
    await terminal.waitFor(/3 of \d+ tables/);
  });

  test.each([
    { columns: 60, rows: 16 },
    { columns: 80, rows: 24 },
    { columns: 120, rows: 40 },
    { columns: 200, rows: 50, unicode: false },
  ])('fits a window of $columns × $rows, also while it changes', async (size) => {
    const { server } = await world();
    const terminal = openWizard(size);
    await terminal.paste(note(server));
    await terminal.waitFor('filled in');
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    await terminal.resize(70, 18);
    await terminal.waitFor((lines) => lines.length === 18);
    await terminal.resize(size.columns, size.rows);
    await terminal.waitFor((lines) => lines.length === size.rows);
    await terminal.waitFor('It works.');
  });

  test('speaks Korean', async () => {
    speak('ko');
    try {
      const terminal = openWizard();
      await terminal.waitFor('데이터를 어디에서 가져올까요?');
      await terminal.waitFor('❯ 서버');
    } finally {
      speak('en');
    }
  });
});
