import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { openBastion } from '../../../src/endpoints/ssh/bastion.ts';
import type { SshAddress } from '../../../src/model/endpoint-url.ts';
import { describeSsh, startSshd, type TestSshd } from '../../support/sshd.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { eventually } from '../../support/waiting.ts';
import { failure, listen, listenEcho, never } from './support.ts';

const bastionFile = join(import.meta.dirname, '../../../src/endpoints/ssh/bastion.ts');

describeSsh('a bastion that several go through', () => {
  let sshd: TestSshd;

  beforeEach(async () => {
    sshd = await startSshd();
  });

  const openOne = (address = sshd.address, secret: string | null = null) =>
    openBastion(address, secret, never);
  const signedIn = () => sshd.log().match(/^Accepted publickey/gm)?.length ?? 0;
  const ended = () => sshd.log().match(/^Received disconnect from/gm)?.length ?? 0;

  test('has one connection, however many open it, at once or later', async () => {
    const all = await Promise.all([openOne(), openOne(), openOne()]);
    all.push(await openOne());
    expect(signedIn()).toBe(1);
    for (const bastion of all) bastion.close();
  });

  test('is left by the last who closes it; closing twice counts once', async () => {
    const [first, second] = [await openOne(), await openOne()];
    const tunnel = await second.connect('127.0.0.1', await listenEcho(), never);
    first.close();
    first.close();
    tunnel.write('still open');
    await once(tunnel, 'data');
    expect(ended()).toBe(0);
    second.close();
    await once(tunnel, 'close');
    await eventually(() => expect(ended()).toBe(1));
    const again = await openOne();
    expect(signedIn()).toBe(2);
    again.close();
  });

  test('has a connection of its own for each secret and each file of known hosts', async () => {
    const knownHosts = join(temporaryFolder(), 'nobody');
    writeFileSync(knownHosts, '');
    const bastion = await openOne();
    expect((await failure(openOne({ ...sshd.address, knownHosts }))).facts.why).toBe('key-unknown');
    const other = await openOne(sshd.address, 'something');
    expect(signedIn()).toBe(2);
    bastion.close();
    other.close();
  });

  test('stays for the others when one of them gives up waiting', async () => {
    const abort = new AbortController();
    const leaving = openBastion(sshd.address, null, abort.signal);
    const staying = openOne();
    abort.abort(new Error('enough'));
    await expect(leaving).rejects.toThrow('enough');
    (await staying).close();
    expect(signedIn()).toBe(1);
  });

  test('is tried anew after an attempt that failed', async () => {
    const knownHosts = join(temporaryFolder(), 'known_hosts');
    writeFileSync(knownHosts, '');
    await failure(openOne({ ...sshd.address, knownHosts }));
    writeFileSync(knownHosts, `[127.0.0.1]:${sshd.port} ${sshd.hostKey('ed25519')}`);
    (await openOne({ ...sshd.address, knownHosts })).close();
  });

  test('that breaks is noticed on both sides, and the next who opens it gets a new connection', async () => {
    const servers: Socket[] = [];
    const port = await listen((socket) => servers.push(socket.resume()));
    const bastion = await openOne();
    const idle = await bastion.connect('127.0.0.1', port, never);
    const busy = await bastion.connect('127.0.0.1', port, never);
    await eventually(() => expect(servers).toHaveLength(2));
    // More than fits into the window: the write is under way when it happens.
    servers[1]!.pause();
    const written = new Promise<Error | null | undefined>((resolve) =>
      busy.write(Buffer.alloc(2 ** 25), resolve),
    );
    const broken = Promise.all([idle, busy].map((tunnel) => once(tunnel, 'error')));
    sshd.dropConnections();
    for (const [error] of (await broken) as [Error][]) {
      expect(error).toMatchObject({ code: 'ECONNRESET', message: expect.stringContaining('bastion') });
    }
    expect(await written).toMatchObject({ code: 'ECONNRESET' });
    servers[1]!.resume();
    await eventually(() => expect(servers.every((socket) => socket.destroyed)).toBe(true));

    const { facts } = await failure(bastion.connect('127.0.0.1', port, never));
    expect(facts.why).toBe('unreachable');
    expect(facts.reason).toMatch(/^the connection to it broke: /);
    const again = await openOne();
    (await again.connect('127.0.0.1', port, never)).destroy();
    bastion.close();
    (await again.connect('127.0.0.1', port, never)).destroy();
    again.close();
  });

  /** The way to the server over a wire that can be cut without either side being told. */
  async function overWire(): Promise<{ address: SshAddress; fromUs(): number; cut(): void }> {
    let bytes = 0;
    let isCut = false;
    const port = await listen((client) => {
      const server = connect(sshd.port, '127.0.0.1').on('error', () => {});
      client.on('data', (data) => {
        bytes += data.length;
        if (!isCut) server.write(data);
      });
      server.on('data', (data) => {
        if (!isCut) client.write(data);
      });
      client.on('close', () => server.destroy());
    });
    const knownHosts = join(temporaryFolder(), 'known_hosts');
    writeFileSync(knownHosts, `[127.0.0.1]:${port} ${sshd.hostKey('ed25519')}`);
    const address = { ...sshd.address, port, knownHosts };
    return { address, fromUs: () => bytes, cut: () => (isCut = true) };
  }

  test('is kept alive while nothing is said, and noticed when it no longer answers', async () => {
    // The library's own clock, not the network's.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const wire = await overWire();
      const bastion = await openOne(wire.address);
      const tunnel = await bastion.connect('127.0.0.1', await listenEcho(), never);
      for (let minutes = 0; minutes < 3; minutes++) {
        const before = wire.fromUs();
        vi.advanceTimersByTime(20_000);
        await eventually(() => expect(wire.fromUs()).toBeGreaterThan(before));
      }
      tunnel.write('alive');
      await once(tunnel, 'data');
      wire.cut();
      const broken = once(tunnel, 'error');
      for (let missed = 0; missed < 4; missed++) vi.advanceTimersByTime(20_000);
      expect(((await broken) as [Error])[0].message).toContain('Keepalive timeout');
      bastion.close();
    } finally {
      vi.useRealTimers();
    }
  });

  test('lets the program end when it is closed, and loads its library only when it is used', async () => {
    const program = `
      import { createRequire } from 'node:module';
      const { openBastion } = await import(${JSON.stringify(bastionFile)});
      const loaded = () => Object.keys(createRequire('/').cache).some((file) => file.includes('/ssh2/'));
      const before = loaded();
      const bastion = await openBastion(${JSON.stringify(sshd.address)}, null, new AbortController().signal);
      console.log(before, loaded());
      bastion.close();
    `;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(printed).toBe('false true\n');
  });
});
