/** A line to a server that is slower than everything else: bytes go through at a given rate, in one direction. */
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { joinEnds } from '../../support/joined-sockets.ts';
import type { TestServer } from '../../support/servers.ts';

interface SlowLine {
  readonly port: number;
  /** Bytes that came from the client so far. */
  sent(): number;
}

export async function slowLine(
  to: { host: string; port: number },
  bytesPerSecond: number,
): Promise<SlowLine> {
  let sent = 0;
  /** When the line has carried all that was put on it. */
  let freeAt = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(to.port, to.host);
    joinEnds(client, upstream, sockets);
    upstream.pipe(client);
    client.on('data', (bytes) => {
      sent += bytes.length;
      const now = performance.now();
      freeAt = Math.max(freeAt, now) + (bytes.length / bytesPerSecond) * 1_000;
      client.pause();
      setTimeout(() => {
        upstream.write(bytes);
        client.resume();
      }, freeAt - now);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  return { port: address.port, sent: () => sent };
}

/** The same server, at the end of such a line. */
export async function behindSlowLine(server: TestServer, bytesPerSecond: number): Promise<TestServer> {
  const { port } = await slowLine(server, bytesPerSecond);
  return { ...server, url: (schema) => server.url(schema).replace(`:${server.port}`, `:${port}`) };
}
