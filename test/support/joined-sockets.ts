/** Two ends of a line that a test lies in the middle of. */
import type { Socket } from 'node:net';

/** From here on the end of one is the end of both, and no failure of either is the test's; both are kept in `all`. */
export function joinEnds(one: Socket, other: Socket, all: Set<Socket>): void {
  for (const socket of [one, other]) {
    all.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      one.destroy();
      other.destroy();
    });
  }
}
