/** Which of several addresses is taken, and what is said of the others. */
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { dial } from '../../../../src/endpoints/mysql/connect/dial.ts';
import { LIMITS } from '../../../../src/endpoints/mysql/connect/limits.ts';
import { resolveName } from '../../../../src/endpoints/mysql/connect/resolve.ts';
import { openLendingSocket, type Place } from '../../../../src/endpoints/mysql/socket.ts';
import { blackHole, closedPort, listen } from './listeners.ts';

const never = new AbortController().signal;

async function dialled(places: readonly Place[], tcpMs = 2_000) {
  const opened: Socket[] = [];
  const open = (place: Place) => {
    const socket = openLendingSocket(place);
    opened.push(socket);
    return socket;
  };
  try {
    const { socket, found } = await dial(places, open, 'db:3306', { ...LIMITS, tcpMs }, never);
    socket.destroy();
    return { found, opened };
  } catch (error) {
    // Nothing stays open.
    expect(opened.every(({ destroyed }) => destroyed)).toBe(true);
    throw error;
  }
}

const at = (port: number, host = '127.0.0.1'): Place => ({ host, port });

test('a name gives all its addresses', async () => {
  expect(await resolveName('localhost', LIMITS, never)).toContain('127.0.0.1');
  expect(await resolveName('::1', LIMITS, never)).toEqual(['::1']);
});

test('IPv6 and IPv4 are both tried: the one that listens is taken', async () => {
  const four = await listen(() => {});
  const six = await listen(() => {}, '::1');
  const onFour = await dialled([at(four, '::1'), at(four)]);
  expect(onFour.found).toEqual({
    address: `127.0.0.1:${four}`,
    tried: [
      { address: `[::1]:${four}`, code: 'ECONNREFUSED' },
      { address: `127.0.0.1:${four}`, code: null },
    ],
  });
  const onSix = await dialled([at(six), at(six, '::1')]);
  expect(onSix.found.address).toBe(`[::1]:${six}`);
});

test('the first is taken when it answers, and no other is tried', async () => {
  const port = await listen(() => {});
  const { found, opened } = await dialled([at(port), at(port, '127.0.0.2')]);
  expect(found.tried).toEqual([{ address: `127.0.0.1:${port}`, code: null }]);
  expect(opened).toHaveLength(1);
});

test('one that does not answer holds up the next by a moment only', async () => {
  const [hole, port] = [await blackHole(), await listen(() => {})];
  const begun = performance.now();
  const { found, opened } = await dialled([at(hole), at(port)], 8_000);
  expect(performance.now() - begun).toBeLessThan(6_000);
  expect(found).toEqual({
    address: `127.0.0.1:${port}`,
    tried: [
      { address: `127.0.0.1:${hole}`, code: 'ETIMEDOUT' },
      { address: `127.0.0.1:${port}`, code: null },
    ],
  });
  expect(opened.every(({ destroyed }) => destroyed)).toBe(true);
});

test('when none answers, every one is named with its reason', async () => {
  const port = await closedPort();
  await expect(dialled([at(port), at(port, '::1')])).rejects.toMatchObject({
    kind: 'connect.unreachable',
    facts: { address: 'db:3306', reason: `127.0.0.1:${port} ECONNREFUSED, [::1]:${port} ECONNREFUSED` },
    server: { code: 'ECONNREFUSED' },
  });
});

test('where one refuses and one is silent, the refusal is told: that machine is there', async () => {
  const [hole, port] = [await blackHole(), await closedPort()];
  await expect(dialled([at(hole), at(port)], 700)).rejects.toMatchObject({
    kind: 'connect.unreachable',
    facts: { reason: `127.0.0.1:${hole} ETIMEDOUT, 127.0.0.1:${port} ECONNREFUSED` },
    server: { code: 'ECONNREFUSED' },
  });
});
