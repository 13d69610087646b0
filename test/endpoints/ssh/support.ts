/** What tests of the bastion share: plain servers behind it, and how a failure is looked at. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll } from 'vitest';
import { type Bastion, openBastion } from '../../../src/endpoints/ssh/bastion.ts';
import { endServer, spawnServer } from '../../../src/lab/servers/server-process.ts';
import type { SshAddress } from '../../../src/model/endpoint-url.ts';
import { DmsError } from '../../../src/model/errors.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { eventually } from '../../support/waiting.ts';

export const never = new AbortController().signal;

const servers: { server: Server; sockets: Set<Socket> }[] = [];

/** A server on loopback that does as told with each connection; it goes when the file is done. */
export async function listen(serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    serve(socket);
  });
  servers.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

export function listenEcho(): Promise<number> {
  return listen((socket) => socket.pipe(socket));
}

afterAll(() => {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

const endings: (() => void | Promise<void>)[] = [];

/**
 * A port of loopback that answers nothing, as behind a firewall: its server has been stopped and its queue is
 * full, so the system drops what else comes.
 */
export async function blackHole(): Promise<number> {
  const program = `
    const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));
  `;
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  const child = spawnServer(folder, [process.execPath, '-e', program], log);
  endings.push(() => endServer(folder, 'SIGKILL'));
  const port = await eventually(() => {
    const written = Number(readFileSync(log, 'utf8'));
    if (!written) throw new Error('it does not listen yet');
    return written;
  });
  child.kill('SIGSTOP');
  for (;;) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    endings.push(() => void socket.destroy());
    const isTaken = await Promise.race([once(socket, 'connect').then(() => true), pause(200, false)]);
    if (!isTaken) return port;
  }
}

afterAll(async () => {
  for (const end of endings.splice(0)) await end();
});

const opened: Bastion[] = [];

/** Opens a bastion that is closed when the file is done. */
export async function open(ssh: SshAddress, secret: string | null = null): Promise<Bastion> {
  const bastion = await openBastion(ssh, secret, never);
  opened.push(bastion);
  return bastion;
}

afterAll(() => {
  for (const bastion of opened.splice(0)) bastion.close();
});

/** Signs in on a connection of its own. */
export async function signIn(ssh: SshAddress, secret: string | null = null): Promise<Bastion['facts']> {
  const bastion = await openBastion(ssh, secret, never);
  bastion.close();
  return bastion.facts;
}

/** The failure of an attempt that must fail with `connect.bastion`, and never shows the secret. */
export async function failure(
  attempt: Promise<unknown>,
  secret: string | null = null,
): Promise<DmsError<'connect.bastion'>> {
  const error = await attempt.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DmsError) || !error.is('connect.bastion')) throw error;
  // Causes and hidden fields too: a crash report might show them.
  const everything = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  if (secret !== null && everything.includes(secret)) throw new Error('the error shows the secret');
  return error;
}
