/** As much of a MySQL server as a client sees before it is let in; it writes down what it is told. */
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Identity } from './certificates.ts';
import { listen } from './listeners.ts';

export interface FakeServer {
  readonly port: number;
  /** Bytes of the client outside TLS, and inside. */
  readonly plain: () => Buffer;
  readonly secret: () => Buffer;
  /** Resolves when a client has hung up. */
  readonly left: Promise<void>;
}

/** Bytes of the client's wish for TLS: a header and 32 bytes of capabilities. */
const WISH_BYTES = 36;

/** Without an identity it offers no TLS. With `deaf`, it agrees to TLS and then says nothing more. */
export async function fakeServer(identity: Identity | null, { deaf = false } = {}): Promise<FakeServer> {
  const plain: Buffer[] = [];
  const secret: Buffer[] = [];
  const left = Promise.withResolvers<void>();
  const port = await listen((socket) => {
    socket.once('close', () => left.resolve());
    socket.write(greeting(identity !== null));
    socket.on('data', (bytes: Buffer) => {
      plain.push(bytes.subarray(0, WISH_BYTES));
      if (identity === null || deaf) return;
      socket.removeAllListeners('data');
      socket.pause();
      if (bytes.length > WISH_BYTES) socket.unshift(bytes.subarray(WISH_BYTES));
      secured(socket, identity).on('data', (more: Buffer) => secret.push(more));
    });
  });
  return { port, plain: () => Buffer.concat(plain), secret: () => Buffer.concat(secret), left: left.promise };
}

function secured(socket: Socket, { cert, key }: Identity): TLSSocket {
  const secure = new TLSSocket(socket, { isServer: true, cert: readFileSync(cert), key: readFileSync(key) });
  secure.on('error', () => {});
  return secure;
}

const SSL = 0x0800;
/** Protocol 4.1, secure connection, pluggable authentication. */
const CAPABILITIES = 0x0008_8200;

function greeting(offersTls: boolean): Buffer {
  const capabilities = CAPABILITIES | (offersTls ? SSL : 0);
  const low = Buffer.alloc(2);
  low.writeUInt16LE(capabilities & 0xffff);
  const high = Buffer.alloc(2);
  high.writeUInt16LE(capabilities >>> 16);
  const payload = Buffer.concat([
    Buffer.from([10]),
    Buffer.from('8.0.0-fake\0'),
    Buffer.from([1, 0, 0, 0]),
    Buffer.from('scramble'),
    Buffer.from([0]),
    low,
    Buffer.from([45, 2, 0]),
    high,
    Buffer.from([21]),
    Buffer.alloc(10),
    Buffer.from('scramble1234\0'),
    Buffer.from('mysql_native_password\0'),
  ]);
  return Buffer.concat([Buffer.from([payload.length, 0, 0, 0]), payload]);
}
