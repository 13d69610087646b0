/**
 * The socket under a session. Without TLS it is read into one buffer again and again: left to itself Node
 * makes a buffer for every read, and while a large object arrives, garbage of half its size.
 */
import { connect, type Socket } from 'node:net';

/** Four times what Node reads at once: fewer turns of the loop when rows stream. */
const READ_BYTES = 256 * 1024;

/** `lends` is set by a reader that takes what it needs of the bytes at once; others get bytes to keep. */
export interface LendingSocket extends Socket {
  lends?: boolean;
}

/** A path of this machine, or an IP address and a port. */
export type Place = { readonly path: string } | { readonly host: string; readonly port: number };

export function openLendingSocket(place: Place): LendingSocket {
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  const socket: LendingSocket = connect({
    ...settingsOf(place),
    onread: {
      buffer,
      callback: (count) => {
        const bytes = buffer.subarray(0, count);
        socket.emit('data', socket.lends === true ? bytes : Buffer.from(bytes));
        return true;
      },
    },
  });
  return socket;
}

/** One that TLS can take over: it reads past whatever buffer the socket under it has. */
export function openPlainSocket(place: Place): Socket {
  return connect(settingsOf(place));
}

function settingsOf(place: Place) {
  return 'path' in place ? place : { ...place, noDelay: true, keepAlive: true };
}

export function showPlace(place: Place): string {
  if ('path' in place) return place.path;
  return `${place.host.includes(':') ? `[${place.host}]` : place.host}:${place.port}`;
}
