/** The way to a server through an SSH bastion: its hops, where it ends, and that TLS still proves the server. */
import { beforeAll, expect, test } from 'vitest';
import { Session } from '../../../../src/endpoints/mysql/session.ts';
import { showAddress } from '../../../../src/model/endpoint-url.ts';
import { mariadb } from '../../../support/servers.ts';
import { describeSsh, startSshd, type TestSshd } from '../../../support/sshd.ts';
import { eventually } from '../../../support/waiting.ts';
import { Authority } from './certificates.ts';
import { blackHole, closedPort, httpServer, listen } from './listeners.ts';
import { addressOf, failureOf, hopsOf } from './testing.ts';
import { type TlsServer, tlsServer } from './tls-servers.ts';

describeSsh('through a bastion', () => {
  const ours = new Authority('Our Authority');
  let sshd: TestSshd;
  let tls: TlsServer;
  beforeAll(async () => {
    sshd = await startSshd();
    tls = await tlsServer('mariadb', ours.issue({ subject: '/CN=localhost' }), ours.ca);
  });
  const through = (url: string, ssh = sshd.address) => showAddress({ ...addressOf(url), ssh });

  /** What every test ends with. A bastion that is still being left could be shared by the next one. */
  const everybodyLeaves = () => eventually(() => expect(visits().out).toBe(visits().in));

  /** How often somebody has signed in at the bastion, and left it. */
  const visits = () => ({
    in: sshd.log().match(/Accepted publickey/g)?.length ?? 0,
    out: sshd.log().match(/Disconnected from user/g)?.length ?? 0,
  });

  test('every hop is told, and the bastion is left when the test is over', async () => {
    const { server } = tls;
    const url = through(`mysql://root@localhost:${server.port}/?ssl=verify-full&ca=${ours.ca}`);
    const hops = await hopsOf(url, { password: server.password });
    expect(hops.slice(0, 5)).toMatchObject([
      { hop: 'name', found: { host: sshd.address.host } },
      { hop: 'bastion', result: 'passed', found: { user: sshd.address.user, by: 'key' } },
      { hop: 'tcp', found: { address: `localhost:${server.port}` } },
      { hop: 'tls', found: { mode: 'verify-full', subject: 'CN=localhost' } },
      { hop: 'login', result: 'passed' },
    ]);
    expect(visits().in).toBe(1);
    await everybodyLeaves();
  });

  test('the certificate must be for the name of the server, not of the bastion', async () => {
    await tls.show(ours.issue({ subject: '/CN=bastion', names: 'DNS:bastion' }));
    const { server } = tls;
    const url = through(`mysql://root@localhost:${server.port}/?ssl=verify-full&ca=${ours.ca}`);
    expect(await failureOf(url, { password: server.password })).toMatchObject({
      passed: ['name', 'bastion', 'tcp'],
      hop: 'tls',
      kind: 'connect.tls',
      facts: { why: 'name', certificate: { subject: 'CN=bastion' } },
    });
    await everybodyLeaves();
  });

  test.each(['none', 'require'])(
    'rows of many megabytes arrive, and sessions share it (ssl=%s)',
    async (mode) => {
      const { server } = tls;
      const before = visits();
      const address = addressOf(through(`mysql://root@localhost:${server.port}/?ssl=${mode}`));
      const credentials = { address, password: server.password, bastion: null };
      const open = () => Session.open(credentials, new AbortController().signal);
      const [one, two] = [await open(), await open()];
      for (const session of [one, two]) {
        const [row] = await session.rows<{ x: string }>(`SELECT REPEAT('x', 10000000) AS x`);
        expect(row!.x).toHaveLength(10_000_000);
      }
      await one.close();
      two.destroy();
      expect(visits().in).toBe(before.in + 1);
      await everybodyLeaves();
    },
  );

  test.each([
    { what: 'a port that refuses', port: closedPort, kind: 'connect.bastion', facts: { why: 'forward' } },
    { what: 'a black hole', port: blackHole, kind: 'connect.timeout', facts: { seconds: 1 } },
    { what: 'silence', port: () => listen(() => {}), kind: 'connect.silent', facts: {} },
    { what: 'a web server', port: httpServer, kind: 'connect.protocol', facts: { speaks: 'HTTP' } },
  ])('$what behind it', async ({ port, kind, facts }) => {
    expect(await failureOf(through(`mysql://root@127.0.0.1:${await port()}/`))).toMatchObject({
      passed: ['name', 'bastion'],
      hop: 'tcp',
      kind,
      facts,
    });
    await everybodyLeaves();
  });

  test('a bastion whose key nobody knows', async () => {
    const { port, password } = await mariadb('a');
    const url = through(`mysql://root@127.0.0.1:${port}/`, { ...sshd.address, knownHosts: '/dev/null' });
    expect(await failureOf(url, { password })).toMatchObject({
      passed: ['name'],
      hop: 'bastion',
      kind: 'connect.bastion',
      facts: { why: 'key-unknown' },
    });
  });

  test('a bastion that is not there', async () => {
    const { port, password } = await mariadb('a');
    const nowhere = { ...sshd.address, host: 'no-such-host.invalid' };
    const named = await failureOf(through(`mysql://root@127.0.0.1:${port}/`, nowhere), { password });
    expect(named).toMatchObject({ hop: 'name', facts: { host: 'no-such-host.invalid' } });
    const closed = { ...sshd.address, port: await closedPort() };
    expect(await failureOf(through(`mysql://root@127.0.0.1:${port}/`, closed), { password })).toMatchObject({
      hop: 'bastion',
      kind: 'connect.bastion',
      facts: { why: 'unreachable' },
    });
  });
});
