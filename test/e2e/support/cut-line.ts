/** A line to a server that can be cut, and mended at the same port; or that falls silent for a while. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

interface CutLine {
  readonly port: number;
  /** Breaks every connection and takes no new one. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** From here on nothing gets through, and no connection breaks. */
  hush(): void;
  /** What was held up goes on. */
  speak(): void;
}

export async function cutLine(to: { readonly host: string; readonly port: number }): Promise<CutLine> {
  const sockets = new Set<Socket>();
  const pairs = new Set<{ readonly client: Socket; readonly upstream: Socket }>();
  let isSilent = false;
  const carry = (client: Socket) => {
    const upstream = connect(to.port, to.host);
    const pair = { client, upstream };
    pairs.add(pair);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        pairs.delete(pair);
        client.destroy();
        upstream.destroy();
      });
    }
    if (!isSilent) client.pipe(upstream).pipe(client);
  };
  const listen = (port: number) =>
    new Promise<Server>((resolve, reject) => {
      const listening = createServer(carry).on('error', reject);
      listening.listen(port, '127.0.0.1', () => resolve(listening));
    });
  let server = await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  const { port } = address;
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  onTestFinished(cut);
  return {
    port,
    cut,
    mend: async () => {
      server = await listen(port);
    },
    hush() {
      isSilent = true;
      for (const { client, upstream } of pairs) {
        client.unpipe(upstream);
        upstream.unpipe(client);
      }
    },
    speak() {
      isSilent = false;
      for (const { client, upstream } of pairs) client.pipe(upstream).pipe(client);
    },
  };
}
