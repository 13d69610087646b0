/** What stands between this machine and a server, or in its place: each has its own hop and its own words. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Authority } from './certificates.ts';
import { blackHole, closedPort, httpServer, httpsServer, listen } from './listeners.ts';
import { failureOf } from './testing.ts';

interface Example {
  readonly what: string;
  readonly port: () => Promise<number>;
  readonly kind: string;
  readonly facts: Record<string, unknown>;
}

const certificate = new Authority('somebody').issue({ subject: '/CN=web' });
const pem = { cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) };

const EXAMPLES: readonly Example[] = [
  {
    what: 'nothing',
    port: closedPort,
    kind: 'connect.unreachable',
    facts: { reason: 'ECONNREFUSED' },
  },
  { what: 'a black hole', port: blackHole, kind: 'connect.timeout', facts: { seconds: 1 } },
  {
    what: 'someone who accepts and says nothing',
    port: () => listen(() => {}),
    kind: 'connect.silent',
    facts: { seconds: 1 },
  },
  {
    what: 'someone who accepts and hangs up',
    port: () => listen((socket) => socket.end()),
    kind: 'connect.protocol',
    facts: { reason: expect.stringContaining('closes it without a word') },
  },
  {
    what: 'someone who accepts and breaks off',
    // A moment later: at once, the connection would not even be made.
    port: () => listen((socket) => setTimeout(() => socket.resetAndDestroy(), 50)),
    kind: 'connect.protocol',
    facts: { reason: expect.stringContaining('closes it without a word') },
  },
  {
    what: 'a web server, which waits for the client',
    port: httpServer,
    kind: 'connect.protocol',
    facts: { speaks: 'HTTP', reason: expect.stringContaining('speaks HTTP') },
  },
  {
    what: 'a web server that complains at once',
    port: () => listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    kind: 'connect.protocol',
    facts: { speaks: 'HTTP', reason: 'it begins with "HTTP/1.1 400 Bad Request"' },
  },
  {
    what: 'a server that speaks TLS from the first byte',
    port: () => httpsServer(pem),
    kind: 'connect.protocol',
    facts: { speaks: 'TLS' },
  },
  {
    what: 'an SSH server',
    port: () => listen((socket) => socket.write('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n')),
    kind: 'connect.protocol',
    facts: { speaks: 'SSH', reason: 'it begins with "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3"' },
  },
  {
    what: 'a mail server',
    port: () => listen((socket) => socket.write('220 mail.example.com ESMTP\r\n')),
    kind: 'connect.protocol',
    facts: { reason: 'it begins with "220 mail.example.com ESMTP"' },
  },
  {
    what: 'bytes that mean nothing',
    port: () => listen((socket) => socket.write(Buffer.from([1, 2, 3, 4, 5, 6]))),
    kind: 'connect.protocol',
    facts: { reason: 'it begins with the bytes 010203040506' },
  },
  {
    what: 'half a greeting, and then nothing',
    port: () => listen((socket) => socket.write(Buffer.from([0x4a, 0]))),
    kind: 'connect.protocol',
    facts: { reason: 'it begins with the bytes 4a00' },
  },
];

test.each(EXAMPLES)('$what on the port', async ({ port, kind, facts }) => {
  const number = await port();
  const address = `127.0.0.1:${number}`;
  const begun = performance.now();
  expect(await failureOf(`mysql://reader@127.0.0.1:${number}/`)).toMatchObject({
    passed: ['name'],
    hop: 'tcp',
    result: 'failed',
    found: null,
    kind,
    facts: { address, ...facts },
  });
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test.each(EXAMPLES)('$what on the port, where TLS was asked for', async ({ port, kind, facts }) => {
  const found = await failureOf(`mysql://reader@127.0.0.1:${await port()}/?ssl=verify-full`);
  expect(found).toMatchObject({ hop: 'tcp', kind, facts });
});

test('a name nobody knows', async () => {
  expect(await failureOf('mysql://reader@no-such-host.invalid/?ssl=none')).toMatchObject({
    passed: [],
    hop: 'name',
    kind: 'connect.name',
    facts: { host: 'no-such-host.invalid', reason: expect.stringMatching(/^E(NOTFOUND|AI_AGAIN)$/) },
  });
});

test('a socket file that is not there', async () => {
  expect(await failureOf('mysql://reader@localhost/?socket=/no/such.sock')).toMatchObject({
    passed: ['name'],
    hop: 'tcp',
    kind: 'connect.unreachable',
    facts: { address: '/no/such.sock', reason: 'ENOENT' },
  });
});
