/** An abort ends a connection at every step of the way, and leaves nothing open. */
import { expect, test } from 'vitest';
import { LIMITS } from '../../../../src/endpoints/mysql/connect/limits.ts';
import { mariadb } from '../../../support/servers.ts';
import { eventually } from '../../../support/waiting.ts';
import { Authority } from './certificates.ts';
import { fakeServer } from './fake-server.ts';
import { blackHole, listen } from './listeners.ts';
import { hopsOf, testing } from './testing.ts';

const identity = new Authority('Our Authority').issue({ subject: '/CN=localhost' });

const STEPS: readonly { step: string; url: () => Promise<string>; passed: readonly string[] }[] = [
  { step: 'TCP', url: async () => `127.0.0.1:${await blackHole()}/`, passed: ['name'] },
  { step: 'the greeting', url: async () => `127.0.0.1:${await listen(() => {})}/`, passed: ['name'] },
  {
    step: 'TLS',
    url: async () => `localhost:${(await fakeServer(identity, { deaf: true })).port}/?ssl=require`,
    passed: ['name', 'tcp'],
  },
  {
    step: 'the login',
    url: async () => `localhost:${(await fakeServer(null)).port}/`,
    passed: ['name', 'tcp'],
  },
  {
    step: 'the login over TLS',
    url: async () => `localhost:${(await fakeServer(identity)).port}/?ssl=require`,
    passed: ['name', 'tcp', 'tls'],
  },
];

test.each(STEPS)('at $step', async ({ url, passed }) => {
  const abort = new AbortController();
  const reason = new Error('enough');
  const hops: string[] = [];
  const run = async () => {
    const given = testing(`mysql://reader@${await url()}`, { limits: LIMITS, signal: abort.signal });
    for await (const { hop } of given) hops.push(hop);
  };
  const running = run();
  running.catch(() => {});
  await eventually(() => expect(hops).toEqual(passed));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const begun = performance.now();
  abort.abort(reason);
  await expect(running).rejects.toBe(reason);
  expect(performance.now() - begun).toBeLessThan(3_000);
  expect(hops).toEqual(passed);
});

test('before the first step', async () => {
  const hops = hopsOf('mysql://reader@127.0.0.1:1/', { signal: AbortSignal.abort(new Error('enough')) });
  await expect(hops).rejects.toThrow('enough');
});

test('the connection is closed when nobody asks for the next hop', async () => {
  const server = await mariadb('a');
  const user = `leaver_${process.pid}`;
  await server.query(`CREATE OR REPLACE USER '${user}'@'%' IDENTIFIED BY 'p'`);
  const open = async () => {
    return await server.query(`SELECT id FROM information_schema.processlist WHERE user = '${user}'`);
  };
  for await (const { hop } of testing(`mysql://${user}@127.0.0.1:${server.port}/`, { password: 'p' })) {
    if (hop !== 'login') continue;
    expect(await open()).toHaveLength(1);
    break;
  }
  await eventually(async () => expect(await open()).toEqual([]));
  await server.query(`DROP USER '${user}'@'%'`);
});
