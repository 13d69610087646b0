import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Bastion } from '../../../src/endpoints/ssh/bastion.ts';
import { describeSsh, freePort, startSshd, type TestSshd } from '../../support/sshd.ts';
import { eventually } from '../../support/waiting.ts';
import { blackHole, failure, listen, listenEcho, never, open } from './support.ts';

const MB = 1024 * 1024;

describeSsh('a connection through a bastion', () => {
  let sshd: TestSshd;
  let bastion: Bastion;

  beforeAll(async () => {
    sshd = await startSshd();
    bastion = await open(sshd.address);
  });

  test('carries every byte both ways, many connections side by side', async () => {
    const port = await listenEcho();
    const roundTrip = async () => {
      const sent = randomBytes(5 * MB);
      const tunnel = await bastion.connect('localhost', port, never);
      const received: Buffer[] = [];
      await pipeline(
        Readable.from([sent.subarray(0, 10), sent.subarray(10)]),
        tunnel,
        new Writable({
          write(bytes: Buffer, _encoding, done) {
            received.push(bytes);
            done();
          },
        }),
      );
      expect(Buffer.concat(received).equals(sent)).toBe(true);
    };
    await Promise.all(Array.from({ length: 8 }, roundTrip));
  });

  test('ends on both sides when the server ends it, and when we do', async () => {
    const servers: Socket[] = [];
    const port = await listen((socket) => servers.push(socket));
    const first = await bastion.connect('127.0.0.1', port, never);
    await eventually(() => expect(servers).toHaveLength(1));
    servers[0]!.end('bye');
    expect((await first.toArray()).join('')).toBe('bye');
    await eventually(() => expect(first.destroyed).toBe(true));

    const second = await bastion.connect('127.0.0.1', port, never);
    await eventually(() => expect(servers).toHaveLength(2));
    second.destroy();
    servers[1]!.resume();
    await once(servers[1]!, 'close');
  });

  test('stops the server that sends when nobody reads here, and loses nothing when one reads again', async () => {
    const total = 256 * MB;
    let sent = 0;
    const port = await listen((socket) => {
      const block = Buffer.alloc(MB);
      const source = new Readable({
        read() {
          sent += block.length;
          this.push(block);
          if (sent === total) this.push(null);
        },
      });
      source.pipe(socket);
    });
    const tunnel = await bastion.connect('127.0.0.1', port, never);
    // In full flow first: a connection that was never read from stands still by itself.
    let received = 0;
    tunnel.on('data', (bytes: Buffer) => {
      received += bytes.length;
    });
    await eventually(() => expect(received).toBeGreaterThan(MB));
    tunnel.pause();
    const read = received;
    const stopped = await standsStill(() => sent);
    expect(received).toBe(read);
    // What fits into windows and buffers of the sockets on the way, and no more.
    expect(stopped - read).toBeLessThan(total / 8);
    expect(stopped).toBeLessThan(total);
    tunnel.resume();
    await once(tunnel, 'end');
    expect(received).toBe(total);
  });

  test('stops who writes here when the server does not read, and loses nothing when it reads again', async () => {
    const total = 64 * MB;
    let server: Socket | undefined;
    const port = await listen((socket) => {
      server = socket;
      socket.pause();
    });
    const tunnel = await bastion.connect('127.0.0.1', port, never);
    let taken = 0;
    const writing = (async () => {
      const block = Buffer.alloc(MB);
      for (let written = 0; written < total; written += block.length) {
        if (!tunnel.write(block, () => (taken += block.length))) await once(tunnel, 'drain');
      }
      tunnel.end();
    })();
    expect(await standsStill(() => taken)).toBeLessThan(total / 2);
    let received = 0;
    for await (const bytes of server!) received += (bytes as Buffer).length;
    await writing;
    expect(received).toBe(total);
  });

  test('is refused with the rules of the bastion when those forbid it', async () => {
    const strict = await startSshd(['AllowTcpForwarding no']);
    const other = await open(strict.address);
    const { facts, fix } = await failure(other.connect('127.0.0.1', await listenEcho(), never));
    expect(facts).toMatchObject({ why: 'forward', address: `127.0.0.1:${strict.port}` });
    expect(facts.reason).toMatch(/^it may not connect to 127\.0\.0\.1:\d+ \(/);
    expect(fix).toMatch(/^sudo sshd -T /);
  });

  test('fails with the reason of the bastion when the server is not there, and others go on', async () => {
    const port = await freePort();
    const alive = await bastion.connect('127.0.0.1', await listenEcho(), never);
    const closed = await failure(bastion.connect('127.0.0.1', port, never));
    expect(closed.facts.why).toBe('forward');
    expect(closed.facts.reason).toBe(`it cannot connect to 127.0.0.1:${port}: Connection refused`);
    const nowhere = await failure(bastion.connect('no-such-host.invalid', 3306, never));
    expect(nowhere.facts.reason).toMatch(/^it cannot connect to no-such-host\.invalid:3306: /);
    alive.end('still here');
    expect((await alive.toArray()).join('')).toBe('still here');
  });

  test('is given up after 15 s when the server drops the packets of the bastion', async () => {
    const port = await blackHole();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const waiting = failure(bastion.connect('127.0.0.1', port, never));
      vi.advanceTimersByTime(15_000);
      const { facts } = await waiting;
      expect(facts.why).toBe('forward');
      expect(facts.reason).toBe(`it cannot connect to 127.0.0.1:${port}: nothing came back in 15 s`);
    } finally {
      vi.useRealTimers();
    }
  });

  test('is given up at once when the signal says so, and the bastion stays', async () => {
    const abort = new AbortController();
    const waiting = bastion.connect('127.0.0.1', await blackHole(), abort.signal);
    await pause(50);
    const since = performance.now();
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    // Far below every time-out, with room for a busy machine.
    expect(performance.now() - since).toBeLessThan(5_000);
    await expect(async () => bastion.connect('127.0.0.1', 1, abort.signal)).rejects.toThrow('enough');
    const tunnel = await bastion.connect('127.0.0.1', await listenEcho(), never);
    tunnel.end('here');
    expect((await tunnel.toArray()).join('')).toBe('here');
  });

  test('that comes about after it was given up is closed again', async () => {
    const servers: Socket[] = [];
    const port = await listen((socket) => servers.push(socket.resume()));
    const abort = new AbortController();
    const waiting = bastion.connect('127.0.0.1', port, abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await eventually(() => expect(servers[0]?.destroyed).toBe(true));
  });
});

/** The value once it has not changed for a while: nothing tells that nothing more will come. */
async function standsStill(value: () => number): Promise<number> {
  for (;;) {
    const before = value();
    await pause(400);
    if (before > 0 && value() === before) return before;
  }
}
