/** One endpoint in the console: made, looked at again, changed. */
import { describe, expect, test } from 'vitest';
import { isOutdated } from '../../../../src/model/connection.ts';
import { connectionsOf } from '../../../../src/store/connections.ts';
import { readEndpoints } from '../../../../src/store/endpoints.ts';
import { instanceFolder } from '../../../../src/store/home.ts';
import { addInstance } from '../../../../src/store/instances.ts';
import type { AnyVisit, Place, Visit } from '../../../../src/tui/place.ts';
import { endpointVisit, newEndpointVisit } from '../../../../src/tui/screens/endpoint/endpoint.ts';
import { mariadb } from '../../../support/servers.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { openTerminal } from '../../../support/terminal/terminal.ts';

/** A place from which the endpoint is opened, as the list of endpoints does. */
function listing(opens: () => AnyVisit | Promise<AnyVisit>): Visit<null> {
  const place: Place<null> = {
    title: () => 'Endpoints',
    commands: () => ['list.open'],
    takesText: () => false,
    draw: () => ({ lines: ['the list'] }),
    perform: (_command, { console, work }) => work(async () => console.open(await opens())),
  };
  return { place, state: null };
}

describe('an endpoint', () => {
  test('is saved with what came of its test, from the instance there is', async () => {
    const server = await mariadb('a');
    const stateFolder = temporaryFolder();
    const home = instanceFolder(stateFolder, 'small-1');
    addInstance(stateFolder, { id: 'small-1', class: 'small', home, created: new Date().toISOString() });
    const terminal = openTerminal(
      listing(() => newEndpointVisit('source')),
      { stateFolder },
    );
    await terminal.press('enter');
    await terminal.waitFor('Source endpoint');
    await terminal.paste(`mysql://${server.user}:${server.password}@${server.host}:${server.port}/`);
    await terminal.waitFor('filled in');
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('the list');
    const [endpoint] = (await readEndpoints(stateFolder)).endpoints;
    const [connection] = connectionsOf(stateFolder, endpoint!.id);
    expect(connection).toMatchObject({ instance: 'small-1', passed: true });
    expect(isOutdated(connection!, endpoint!)).toBe(false);
  });

  test('asks for its password again in the next console where no keyring kept it, and not before', async () => {
    const server = await mariadb('a');
    const stateFolder = temporaryFolder();
    const opens = async () => {
      const [endpoint] = (await readEndpoints(stateFolder)).endpoints;
      return endpoint === undefined ? newEndpointVisit('source') : endpointVisit(endpoint);
    };
    const terminal = openTerminal(listing(opens), { stateFolder });
    await terminal.press('enter');
    await terminal.waitFor('Source endpoint');
    await terminal.paste(
      `host: ${server.host}\nport: ${server.port}\nuser: ${server.user}\npassword: ${server.password}`,
    );
    await terminal.waitFor('filled in');
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    await terminal.press('enter');
    await terminal.waitFor('the list');
    await terminal.press('enter');
    await terminal.waitFor('It works.');
    expect(terminal.screen()).toContain('e change');
    const before = (await readEndpoints(stateFolder)).endpoints[0]!;
    const next = openTerminal(listing(opens), { stateFolder });
    await next.press('enter');
    await next.waitFor('❯ Password');
    await next.paste(server.password);
    await next.press('enter');
    await next.waitFor('It works.');
    expect(next.screen()).not.toContain(server.password);
    await next.press('escape');
    await next.waitFor('the list');
    expect((await readEndpoints(stateFolder)).endpoints[0]).toEqual(before);
  });
});
