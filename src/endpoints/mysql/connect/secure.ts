/**
 * TLS under a driver's connection, in our own hands: what the server shows is judged before the driver is
 * told to go on, and so before it sends credentials. This leans on four inner parts of mysql2 (`stream`,
 * `startTLS`, `packetParser`, `_handleNetworkError`), which a contract test holds in place.
 */
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import type { Connection } from 'mysql2';
import type { MysqlAddress } from '../../../model/endpoint-url.ts';
import { showServer, tlsFailure } from '../failures.ts';
import { type Proof, proofOf } from './proof.ts';

interface TlsInside {
  stream: Duplex;
  /** Called by the driver when the server has agreed to TLS; it signs in when `onSecure` is called. */
  startTLS(onSecure: () => void): void;
  readonly packetParser: { execute(bytes: Buffer): void };
  _handleNetworkError(error: Error): void;
}

export interface Securing {
  /** Rejects with a DmsError 'connect.tls'. Never settles where the server speaks no TLS. */
  readonly proved: Promise<Proof>;
  /** Lets the driver sign in. */
  goOn(): void;
}

export function secure(connection: Connection, address: MysqlAddress, context: SecureContext): Securing {
  const inside = connection as unknown as TlsInside;
  const proved = Promise.withResolvers<Proof>();
  let goOn = () => {};
  inside.startTLS = (onSecure) => {
    const plain = inside.stream;
    plain.removeAllListeners('data');
    const socket = wrap(plain, address, context);
    inside.stream = socket;
    let isSecure = false;
    socket.once('secureConnect', () => {
      isSecure = true;
      try {
        proved.resolve(proofOf(socket, address, showServer(address)));
      } catch (error) {
        proved.reject(error);
      }
    });
    socket.on('error', (error) => {
      if (isSecure) inside._handleNetworkError(error);
      else proved.reject(tlsFailure(error, address));
    });
    goOn = () => {
      // Looked up each time: whoever reads rows undecoded puts itself in its place.
      socket.on('data', (bytes: Buffer) => inside.packetParser.execute(bytes));
      onSecure();
    };
  };
  return { proved: proved.promise, goOn: () => goOn() };
}

function wrap(socket: Duplex, { host }: MysqlAddress, secureContext: SecureContext): TLSSocket {
  return connect({
    socket,
    secureContext,
    // The real name, also through a bastion. An IP address may not be sent as one.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Told apart in `proof.ts`, with more to say than the code of an error.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
}
