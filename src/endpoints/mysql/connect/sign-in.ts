/** The driver's part of the way: from the greeting, given back to the stream, to a session. */
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { type Connection, createConnection } from 'mysql2';
import { connectFailure } from '../failures.ts';
import type { Credentials } from '../session.ts';
import { type Securing, secure } from './secure.ts';

export interface SigningIn {
  readonly connection: Connection;
  /** Null without TLS. */
  readonly securing: Securing | null;
  /** With TLS not before `securing.goOn()`. @throws DmsError of the `connect.*` kinds */
  readonly signedIn: Promise<void>;
}

export function signIn(
  stream: Duplex,
  credentials: Credentials,
  charset: string,
  context: SecureContext | null,
): SigningIn {
  const { address, password } = credentials;
  const connection = createConnection({
    stream: () => stream,
    // Whoever signs in over a socket or TLS may send more than a scramble.
    ...(address.socket === null
      ? { host: address.host, port: address.port }
      : { socketPath: address.socket }),
    ...(context === null ? {} : { ssl: {} }),
    user: address.user,
    password: password ?? '',
    // Every step has its own limit.
    connectTimeout: 0,
    charset,
    // Whatever is decoded is decoded without loss; bulk rows are never decoded at all.
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    jsonStrings: true,
  });
  // What goes wrong between two listeners must not end the process.
  connection.on('error', () => {});
  const securing = context === null ? null : secure(connection, address, context);
  const signedIn = new Promise<void>((resolve, reject) => {
    connection.connect((error) => {
      if (error) reject(connectFailure(error, address, offersTls(connection)));
      else resolve();
    });
  });
  // It may fail while nobody waits for it: a server ends connections that take long.
  signedIn.catch(() => {});
  stream.resume();
  return { connection, securing, signedIn };
}

/** A capability in the server's greeting. */
const TLS = 0x0800;

function offersTls(connection: Connection): boolean {
  return ((connection as unknown as { serverCapabilityFlags: number }).serverCapabilityFlags & TLS) !== 0;
}
