/** Things that listen on a port of this machine and are no MySQL server, or stand in front of one. */
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterAll } from 'vitest';

const ends: (() => unknown)[] = [];

afterAll(async () => {
  for (const end of ends.splice(0)) await end();
});

/** What is done with each connection. @returns the port */
export async function listen(serve: (socket: Socket) => void, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    serve(socket);
  });
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return await portOf(server, host);
}

async function portOf(server: Server, host: string): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

/** A port on which nothing listens, found by having listened there. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await portOf(server, '127.0.0.1');
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function httpServer(): Promise<number> {
  const server = createHttpServer((_, response) => response.end('hello'));
  ends.push(() => server.close());
  return await portOf(server, '127.0.0.1');
}

export async function httpsServer({ cert, key }: { cert: Buffer; key: Buffer }): Promise<number> {
  const server = createHttpsServer({ cert, key }, (_, response) => response.end('hello'));
  ends.push(() => server.close());
  return await portOf(server, '127.0.0.1');
}

/**
 * A port whose packets vanish: it listens, but its thread stands still, and the room for connections that
 * nobody takes is full.
 */
export async function blackHole(): Promise<number> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer();
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const waiting: Socket[] = [];
  ends.push(() => {
    for (const socket of waiting) socket.destroy();
    return worker.terminate();
  });
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    waiting.push(socket);
    const taken = await Promise.race([
      new Promise<true>((resolve) => socket.once('connect', () => resolve(true))),
      // A connection on this machine is made in well under a millisecond.
      new Promise<false>((resolve) => setTimeout(() => resolve(false), 300)),
    ]);
    if (!taken) return port;
  }
}

/** Passes connections on to a port, as if they came from another address of this machine. */
export async function relayFrom(localAddress: string, port: number): Promise<number> {
  return await listen((socket) => {
    const onward = connect({ port, host: '127.0.0.1', localAddress });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
    socket.pipe(onward).pipe(socket);
  });
}

/** Passes connections on to a port until it is told to let nothing through any more. */
export async function freezingRelay(port: number): Promise<{ port: number; freeze: () => void }> {
  const pairs: Socket[] = [];
  const here = await listen((socket) => {
    const onward = connect({ port, host: '127.0.0.1' });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
    pairs.push(socket, onward);
    socket.pipe(onward).pipe(socket);
  });
  const freeze = () => {
    for (const socket of pairs) socket.unpipe().pause();
  };
  return { port: here, freeze };
}
