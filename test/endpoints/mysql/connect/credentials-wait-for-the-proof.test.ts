/** Holds in place what `connect/secure.ts` takes from the inside of the driver: nobody signs in before the proof. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Session } from '../../../../src/endpoints/mysql/session.ts';
import { eventually } from '../../../support/waiting.ts';
import { Authority, days } from './certificates.ts';
import { fakeServer } from './fake-server.ts';
import { addressOf, failureOf, testing } from './testing.ts';

const ours = new Authority('Our Authority');
const good = ours.issue({ subject: '/CN=localhost' });
const PASSWORD = 'p4ss-w0rd';
const USER = 'the_reader';

const bad = {
  expired: ours.issue({ subject: '/CN=localhost', from: days(-20), to: days(-5) }),
  name: ours.issue({ subject: '/CN=elsewhere', names: 'DNS:elsewhere' }),
  'unknown-ca': new Authority('Their Authority').issue({ subject: '/CN=localhost' }),
};

test.each(Object.entries(bad))(
  'a server whose certificate is bad (%s) hears no user',
  async (why, identity) => {
    const server = await fakeServer(identity);
    const url = `mysql://${USER}@localhost:${server.port}/?ssl=verify-full&ca=${ours.ca}`;
    expect(await failureOf(url, { password: PASSWORD })).toMatchObject({ hop: 'tls', facts: { why } });
    const open = Session.open(
      { address: addressOf(url), password: PASSWORD, bastion: null },
      new AbortController().signal,
    );
    await expect(open).rejects.toMatchObject({ kind: 'connect.tls', facts: { why } });
    await server.left;
    expect(server.plain().toString('latin1')).not.toContain(USER);
    expect(server.secret()).toHaveLength(0);
  },
);

test('a server whose certificate is good hears it, inside TLS only, and the password from nobody', async () => {
  const server = await fakeServer(good);
  const url = `mysql://${USER}@localhost:${server.port}/?ssl=verify-full&ca=${ours.ca}`;
  expect(await failureOf(url, { password: PASSWORD })).toMatchObject({
    passed: ['name', 'tcp', 'tls'],
    hop: 'login',
    kind: 'connect.silent',
  });
  expect(server.secret().toString('latin1')).toContain(USER);
  expect(server.plain().toString('latin1')).not.toContain(USER);
  expect(server.secret().toString('latin1')).not.toContain(PASSWORD);
});

test('who looks at the certificate first signs in only when going on', async () => {
  const server = await fakeServer(good);
  const hops = testing(`mysql://${USER}@localhost:${server.port}/?ssl=require`, { password: PASSWORD });
  for await (const { hop } of hops) {
    if (hop !== 'tls') continue;
    // Time enough on one machine for what must not come.
    await pause(100);
    expect(server.secret()).toHaveLength(0);
    break;
  }
  await server.left;
  expect(server.secret()).toHaveLength(0);
});

test('a server that agrees to TLS and falls silent', async () => {
  const server = await fakeServer(good, { deaf: true });
  expect(await failureOf(`mysql://${USER}@localhost:${server.port}/?ssl=require`)).toMatchObject({
    hop: 'tls',
    kind: 'connect.tls',
    facts: { why: 'handshake', reason: expect.stringContaining('no answer to the TLS handshake') },
  });
  await eventually(() => expect(server.plain().toString('latin1')).not.toContain(USER));
});
