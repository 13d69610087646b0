/** The whole way from a source to a target lights up, and what came of it is kept with both. */
import { expect, test } from 'vitest';
import { makeEndpoint } from '../../../../src/model/endpoint.ts';
import { parseEndpointUrl } from '../../../../src/model/endpoint-url.ts';
import { connectionsOf } from '../../../../src/store/connections.ts';
import { saveEndpoint } from '../../../../src/store/endpoints.ts';
import { wayVisit } from '../../../../src/tui/screens/way/way.ts';
import { mariadb, type TestServer } from '../../../support/servers.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { openTerminal } from '../../../support/terminal/terminal.ts';

async function save(
  stateFolder: string,
  id: string,
  role: 'source' | 'target',
  server: TestServer,
): Promise<void> {
  const base = parseEndpointUrl(server.url(), role).address;
  const now = new Date().toISOString();
  const parts = { id, role, base, settings: null, description: null, created: now, changed: now };
  const { endpoint } = makeEndpoint({ ...parts, password: 'prompt', bastion: null }, id);
  await saveEndpoint(stateFolder, id, () => endpoint);
}

test('both ends are asked for their passwords, tested in one go, and the picture is whole', async () => {
  const [source, target] = [await mariadb('a'), await mariadb('b')];
  const stateFolder = temporaryFolder();
  await save(stateFolder, 'dees-source', 'source', source);
  await save(stateFolder, 'my-target', 'target', target);
  const terminal = openTerminal(wayVisit(), { stateFolder });
  await terminal.waitFor('‹ dees-source ›');
  await terminal.press('enter');
  for (const { password } of [source, target]) {
    await terminal.waitFor(password === source.password ? /source/ : /target/);
    await terminal.paste(password);
    await terminal.waitFor('•••');
    await terminal.press('enter');
    await terminal.waitForNo('•••');
  }
  await terminal.waitFor(
    /source DB ━[✔⚠]━ source endpoint ━✔━ instance ━✔━ target endpoint ━[✔⚠]━ target DB/,
  );
  await terminal.waitFor(/round trip[\s\S]+round trip/);
  expect(connectionsOf(stateFolder, 'dees-source')[0]).toMatchObject({ together: 'my-target', passed: true });
  expect(connectionsOf(stateFolder, 'my-target')[0]).toMatchObject({ together: 'dees-source', passed: true });
});

test('says what is missing while only one end is saved', async () => {
  const stateFolder = temporaryFolder();
  await save(stateFolder, 'dees-source', 'source', await mariadb('a'));
  const terminal = openTerminal(wayVisit(), { stateFolder });
  await terminal.waitFor('No target endpoint is saved yet.');
});

test('what does not fit into a small window is reached page by page, with the picture in sight', async () => {
  const [source, target] = [await mariadb('a'), await mariadb('b')];
  const stateFolder = temporaryFolder();
  await save(stateFolder, 'dees-source', 'source', source);
  await save(stateFolder, 'my-target', 'target', target);
  const terminal = openTerminal(wayVisit(), { stateFolder, columns: 60, rows: 18 });
  await terminal.waitFor('‹ dees-source ›');
  await terminal.press('enter');
  for (const [role, password] of [
    [/source/, source.password],
    [/target/, 'wrong'],
  ] as const) {
    await terminal.waitFor(role);
    await terminal.paste(password);
    await terminal.waitFor('•••');
    await terminal.press('enter');
    await terminal.waitForNo('•••');
  }
  await terminal.waitFor('✖');
  await terminal.waitFor(/1–\d+ \/ \d+/);
  expect(terminal.screen()).not.toContain('Access denied');
  await terminal.press('pagedown', 'pagedown');
  await terminal.waitFor('Access denied');
  await terminal.press('pagedown', 'pagedown');
  await terminal.waitFor(/–(\d+) \/ \1/);
  await terminal.waitFor('SELECT user, host');
  expect(terminal.screen()).toContain('source DB');
  await terminal.press('pageup', 'pageup', 'pageup', 'pageup');
  await terminal.waitFor(/ 1–\d+ \/ \d+/);
});
