import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openBastion } from '../../../src/endpoints/ssh/bastion.ts';
import type { SshAddress } from '../../../src/model/endpoint-url.ts';
import { describeSsh, freePort, makeKey, startSshd } from '../../support/sshd.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { eventually } from '../../support/waiting.ts';
import { blackHole, failure, listen, signIn } from './support.ts';

const keyFile = makeKey(`${temporaryFolder()}/id`);

function at(port: number, host = '127.0.0.1'): SshAddress {
  return { host, port, user: 'me', keyFile, knownHosts: '/dev/null' };
}

afterEach(() => vi.useRealTimers());

/** Lets the time-outs of the code under test pass at once; the network goes on in real time. */
function fastClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
}

/** Waits in real time: timers are fake. */
async function turns(milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) await new Promise((resolve) => setImmediate(resolve));
}

describe('a bastion', () => {
  test('on a port where nobody listens is said to be closed', async () => {
    const { facts, server, fix } = await failure(signIn(at(await freePort())));
    expect(facts).toMatchObject({ why: 'unreachable', reason: 'nothing listens on this port' });
    expect(server?.code).toBe('ECONNREFUSED');
    expect(fix).toMatch(/^ssh -i \S+ -o UserKnownHostsFile=\/dev\/null ssh:\/\/me@127\.0\.0\.1:\d+$/);
  });

  test('whose name does not exist is said to be unknown', async () => {
    const { facts } = await failure(signIn(at(22, 'no-such-host.invalid')));
    expect(facts.why).toBe('unreachable');
    expect(facts.reason).toMatch(/DNS/);
  });

  test('that drops our packets is given up after 15 s', async () => {
    const port = await blackHole();
    fastClock();
    const waiting = failure(signIn(at(port)));
    await turns(100);
    vi.advanceTimersByTime(15_000);
    const { facts } = await waiting;
    expect(facts).toMatchObject({ why: 'unreachable', reason: 'nothing came back in 15 s' });
  });

  test('that accepts and says nothing is given up after 30 s, and the connection is closed', async () => {
    const accepted: Socket[] = [];
    const port = await listen((socket) => accepted.push(socket));
    fastClock();
    const waiting = failure(signIn(at(port)));
    await turns(200);
    vi.advanceTimersByTime(30_000);
    const { facts } = await waiting;
    expect(facts.why).toBe('handshake');
    expect(facts.reason).toBe('it accepts the connection and then says nothing within 30 s');
    accepted[0]!.resume();
    await new Promise((resolve) => accepted[0]!.once('close', resolve));
  });

  test('that is a web server is told by how it answers', async () => {
    const port = await listen((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')),
    );
    const { facts } = await failure(signIn(at(port)));
    expect(facts.why).toBe('handshake');
    expect(facts.reason).toBe('it does not speak SSH: it begins with “HTTP/1.1 400 Bad Request”');
  });

  test('that is a database server is told not to speak SSH', async () => {
    const port = await listen((socket) => socket.write(Buffer.from('4a0000000a352e372e3900', 'hex')));
    const { facts } = await failure(signIn(at(port)));
    expect(facts.why).toBe('handshake');
    expect(facts.reason).toBe('it does not speak SSH');
  });

  test('that hangs up is told to have ended the connection', async () => {
    const port = await listen((socket) => socket.end());
    const { facts } = await failure(signIn(at(port)));
    expect(facts.why).toBe('handshake');
  });
});

describe('the signal', () => {
  test.each([
    ['while connecting', async () => at(await blackHole())],
    ['while nothing is said', async () => at(await listen(() => {}))],
  ])('ends the attempt at once %s', async (_, address) => {
    const abort = new AbortController();
    const waiting = openBastion(await address(), null, abort.signal);
    waiting.catch(() => {});
    await pause(100);
    const since = performance.now();
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    // Far below every time-out, with room for a busy machine.
    expect(performance.now() - since).toBeLessThan(5_000);
  });

  test('given before ends the attempt before it begins', async () => {
    await expect(openBastion(at(1), null, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});

describeSsh('the signal, while signing in,', () => {
  test('ends the attempt at once, and the connection is closed', async () => {
    const sshd = await startSshd();
    const servers: Socket[] = [];
    // Lets the handshake through, and nothing of the sign-in, which comes after NEWKEYS.
    const port = await listen((client) => {
      const server = connect(sshd.port, '127.0.0.1').on('error', () => {});
      servers.push(server);
      server.pipe(client);
      let sent = 0;
      client.on('data', (bytes) => {
        sent++;
        if (sent <= 3) server.write(bytes);
      });
      client.on('close', () => server.destroy());
    });
    const knownHosts = join(temporaryFolder(), 'known_hosts');
    writeFileSync(knownHosts, `[127.0.0.1]:${port} ${sshd.hostKey('ed25519')}`);
    const abort = new AbortController();
    const waiting = openBastion({ ...sshd.address, port, knownHosts }, null, abort.signal);
    waiting.catch(() => {});
    await pause(500);
    const since = performance.now();
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    // Far below every time-out, with room for a busy machine.
    expect(performance.now() - since).toBeLessThan(5_000);
    await eventually(() => expect(servers[0]!.destroyed).toBe(true));
  });
});
