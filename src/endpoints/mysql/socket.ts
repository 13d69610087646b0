/**
 * The socket under a session, read into one buffer again and again. Left to itself Node makes a buffer for
 * every read: while a large object arrives, garbage of half its size.
 */
import { connect, type Socket } from 'node:net';
import type { MysqlAddress } from '../../model/endpoint-url.ts';

/** Four times what Node reads at once: fewer turns of the loop when rows stream. */
const READ_BYTES = 256 * 1024;

/** `lends` is set by a reader that takes what it needs of the bytes at once; others get bytes to keep. */
export interface LendingSocket extends Socket {
  lends?: boolean;
}

export function openSocket(address: MysqlAddress): LendingSocket {
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  const socket: LendingSocket = connect({
    ...(address.socket
      ? { path: address.socket }
      : { host: address.host, port: address.port, noDelay: true, keepAlive: true }),
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
