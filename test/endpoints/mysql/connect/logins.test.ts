/** Every way in which a server that was reached does not let us in. */
import { connect as connectSocket } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import type { LabServer } from '../../../../src/lab/servers/lab-server.ts';
import { privateServer } from '../../../engine/private-servers.ts';
import { connect, describeProducts } from '../../../support/servers.ts';
import { relayFrom } from './listeners.ts';
import { failureOf, hopsOf } from './testing.ts';

const PASSWORD = 'pass-word';

describeProducts('a server', (_, product) => {
  let server: LabServer;
  beforeAll(async () => {
    server = await privateServer(product, {
      // A host is only counted against where its name is looked up.
      'skip-name-resolve': 'OFF',
      'max-connect-errors': '2',
      'max-connections': '10',
    });
    const create = (user: string, more = '') =>
      server.query(`CREATE USER '${user}'@'localhost' IDENTIFIED BY '${PASSWORD}' ${more}`);
    await create('reader');
    await create('locked', 'ACCOUNT LOCK');
    await create('expired', 'PASSWORD EXPIRE');
    await create('single', 'WITH MAX_USER_CONNECTIONS 1');
    await create('hourly', 'WITH MAX_CONNECTIONS_PER_HOUR 1');
    if (product === 'mysql') await server.query("INSTALL PLUGIN auth_socket SONAME 'auth_socket.so'");
    const local = product === 'mysql' ? 'WITH auth_socket' : 'VIA unix_socket';
    await server.query(`CREATE USER 'local'@'localhost' IDENTIFIED ${local}`);
  });
  const failing = (user: string, password = PASSWORD) =>
    failureOf(`mysql://${user}@127.0.0.1:${server.port}/`, { password });

  test('that lets us in says as whom', async () => {
    const hops = await hopsOf(`mysql://reader@127.0.0.1:${server.port}/`, { password: PASSWORD });
    expect(hops.slice(0, 4)).toMatchObject([
      { hop: 'name', result: 'passed', found: { host: '127.0.0.1', addresses: ['127.0.0.1'] } },
      {
        hop: 'tcp',
        found: {
          address: `127.0.0.1:${server.port}`,
          tried: [{ address: `127.0.0.1:${server.port}`, code: null }],
        },
      },
      { hop: 'tls', found: { mode: 'none' } },
      {
        hop: 'login',
        found: {
          user: 'reader',
          as: 'reader@localhost',
          plugin: product === 'mariadb' ? 'mysql_native_password' : 'caching_sha2_password',
        },
      },
    ]);
    expect(JSON.stringify(hops)).not.toMatch(/\*[0-9A-F]{40}|\$A\$005/);
  });

  test('by its socket, without a name to look up', async () => {
    const hops = await hopsOf(`mysql://reader@localhost/?socket=${server.socket}`, { password: PASSWORD });
    expect(hops.slice(0, 4)).toMatchObject([
      { hop: 'name', found: { addresses: [] } },
      { hop: 'tcp', found: { address: server.socket } },
      { hop: 'tls', found: { mode: 'none' } },
      { hop: 'login', result: 'passed' },
    ]);
  });

  test.each([
    { what: 'a wrong password', user: 'reader', password: 'wrong', why: 'password', codes: /ACCESS_DENIED/ },
    { what: 'no password', user: 'reader', password: '', why: 'no-password', codes: /ACCESS_DENIED/ },
    {
      what: 'an account of the server’s own machine',
      user: 'local',
      password: 'x',
      why: 'socket',
      codes: /1698|NO_PASSWORD/,
    },
    { what: 'an unknown user', user: 'nobody', password: 'x', why: 'password', codes: /ACCESS_DENIED/ },
    { what: 'a locked account', user: 'locked', password: PASSWORD, why: 'locked', codes: /LOCKED/ },
    {
      what: 'a password that has expired',
      user: 'expired',
      password: PASSWORD,
      why: 'expired',
      codes: /MUST_CHANGE/,
    },
  ])('with $what', async ({ user, password, why, codes }) => {
    const refused = await failing(user, password);
    expect(refused).toMatchObject({
      passed: ['name', 'tcp', 'tls'],
      hop: 'login',
      kind: 'connect.login',
      code: expect.stringMatching(codes),
    });
    // What a server without TLS can not have missed is not mentioned.
    const lacks = why.endsWith('password') && product === 'mysql' ? { lacks: 'tls' } : {};
    expect(refused.facts).toEqual({ address: `127.0.0.1:${server.port}`, user, why, ...lacks });
  });

  test('with an account that signs in in a way that is not possible here', async () => {
    if (product === 'mariadb') {
      await server.query("INSTALL SONAME 'auth_ed25519'");
      await server.query(`CREATE USER 'other_way'@'localhost' IDENTIFIED VIA ed25519 USING PASSWORD('x')`);
    } else {
      // What is left of an account of MySQL 8 after the upgrade.
      await server.query(`CREATE USER 'other_way'@'localhost'`);
      await server.query(`UPDATE mysql.user SET plugin = 'mysql_native_password' WHERE user = 'other_way'`);
      await server.query('FLUSH PRIVILEGES');
    }
    expect(await failing('other_way')).toMatchObject({
      hop: 'login',
      kind: 'connect.login',
      facts: { why: 'auth' },
    });
  });

  test('with an account that has no connection left', async () => {
    const held = await connect(server, { user: 'single', password: PASSWORD });
    expect(await failing('single')).toMatchObject({
      hop: 'login',
      kind: 'connect.full',
      facts: { of: 'user' },
    });
    await held.end();
  });

  test('with an account that has signed in too often', async () => {
    await (await connect(server, { user: 'hourly', password: PASSWORD })).end();
    expect(await failing('hourly')).toMatchObject({
      hop: 'login',
      kind: 'connect.full',
      facts: { of: 'user' },
    });
  });

  test('out of connections', async () => {
    const held = [];
    // The administrator has one more than the others.
    for (let open = 0; open < 11; open++) held.push(await connect(server));
    expect(await failing('reader')).toMatchObject({
      passed: ['name'],
      hop: 'tcp',
      kind: 'connect.full',
      code: 'ER_CON_COUNT_ERROR',
      facts: { address: `127.0.0.1:${server.port}`, of: 'server' },
    });
    for (const connection of held) await connection.end();
  });

  test('that lets nobody in from here', async () => {
    const port = await relayFrom('127.0.0.2', server.port);
    expect(await failureOf(`mysql://reader@127.0.0.1:${port}/`, { password: PASSWORD })).toMatchObject({
      passed: ['name'],
      hop: 'tcp',
      kind: 'connect.blocked',
      code: 'ER_HOST_NOT_PRIVILEGED',
      facts: { why: 'host' },
    });
  });

  test('that has seen too many connections from here break off', async () => {
    const port = await relayFrom('127.0.0.2', server.port);
    await server.query(`CREATE USER 'anywhere'@'%' IDENTIFIED BY '${PASSWORD}'`);
    const fromThere = () => failureOf(`mysql://anywhere@127.0.0.1:${port}/`, { password: PASSWORD });
    for (let time = 0; time < 3; time++) await breakOff(port);
    expect(await fromThere()).toMatchObject({
      passed: ['name'],
      hop: 'tcp',
      kind: 'connect.blocked',
      code: 'ER_HOST_IS_BLOCKED',
      facts: { why: 'errors' },
    });
  });
});

/** Listens to the greeting, answers with nonsense and leaves. */
async function breakOff(port: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket = connectSocket(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.from([1, 0, 0, 1, 10])));
    socket.once('close', () => resolve());
  });
}
