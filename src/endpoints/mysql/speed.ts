/** How fast a server answers and moves bytes: a probe of well under a second that changes nothing. */
import type { MysqlAddress } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import type { EndpointRole, LineSpeed } from '../../model/hops.ts';
import type { EndpointSecrets } from '../contract.ts';
import { seconds, within } from './connect/limits.ts';
import { showServer } from './failures.ts';
import { rawRows } from './raw-rows.ts';
import { Session } from './session.ts';

/** One that comes late is outvoted by the others. */
const ROUND_TRIPS = 5;
/** Long enough for TCP to find its pace, short enough to be part of every test. */
const PROBE_MS = 300;
/** The first message: on a line of 1 Mbit/s it already takes longer than the whole probe. */
const FIRST_BYTES = 64 * 1024;
/** A line on which even the first message takes this long is broken. */
const GIVE_UP_MS = 20_000;
/** Larger ones measure no better. */
const LARGEST_BYTES = { source: 8 * 1024 * 1024, target: 1024 * 1024 } as const;
/** What a statement has besides its comment. */
const STATEMENT_BYTES = 1024;

/** @throws DmsError of the `connect.*` kinds */
export async function measureMysql(
  address: MysqlAddress,
  role: EndpointRole,
  secrets: EndpointSecrets,
  signal: AbortSignal,
): Promise<LineSpeed> {
  const session = await Session.open({ ...secrets, address }, signal);
  const late = () => {
    return new DmsError('connect.silent', { address: showServer(address), seconds: seconds(GIVE_UP_MS) });
  };
  try {
    const speed = await within(measure(session, role), GIVE_UP_MS, signal, late);
    await session.close();
    return speed;
  } catch (error) {
    session.abandon();
    throw error;
  }
}

async function measure(session: Session, role: EndpointRole): Promise<LineSpeed> {
  const latencyMs = await latency(session);
  const move = role === 'source' ? read : send;
  const limit = role === 'source' ? LARGEST_BYTES.source : await largestStatement(session);
  const bytesPerSecond = await pace((bytes) => move(session, bytes), limit, latencyMs);
  return { latencyMs, bytesPerSecond };
}

async function latency(session: Session): Promise<number> {
  const times: number[] = [];
  for (let trip = 0; trip < ROUND_TRIPS; trip++) times.push(await timed(() => session.execute('DO 0')));
  return times.toSorted((one, other) => one - other)[Math.floor(ROUND_TRIPS / 2)]!;
}

async function largestStatement(session: Session): Promise<number> {
  const [row] = await session.rows<{ bytes: string }>('SELECT @@max_allowed_packet AS bytes');
  return Math.min(LARGEST_BYTES.target, Number(row!.bytes) - STATEMENT_BYTES);
}

/** The best of several messages, each twice as large as the one before while the next fits into the time. */
async function pace(
  move: (bytes: number) => Promise<number>,
  largestBytes: number,
  latencyMs: number,
): Promise<number> {
  const until = performance.now() + PROBE_MS;
  let best = 0;
  let bytes = Math.min(FIRST_BYTES, largestBytes);
  for (;;) {
    const begun = performance.now();
    const moved = await move(bytes);
    const now = performance.now();
    // The round trip that every message has is no part of the pace, as far as it is known.
    const perMs = moved / Math.max(now - begun - latencyMs, (now - begun) / 2);
    best = Math.max(best, perMs);
    const larger = Math.min(bytes * 2, largestBytes);
    const left = until - now;
    if (larger / perMs <= left) bytes = larger;
    else if (bytes / perMs > left) return best * 1_000;
  }
}

async function read(session: Session, bytes: number): Promise<number> {
  // In rows of the size of the first message: one alone could be more than max_allowed_packet.
  const rows = Math.ceil(bytes / FIRST_BYTES);
  const numbers = Array.from({ length: rows }, (_, at) => `SELECT ${at}`).join(' UNION ALL ');
  const sql = `SELECT REPEAT('x', ${FIRST_BYTES}) FROM (${numbers}) numbers`;
  let moved = 0;
  const size = { maxBlockBytes: 512 * 1024, maxBlockRows: Number.POSITIVE_INFINITY };
  for await (const block of rawRows(session.connection, sql, { ...size, kill: async () => {} })) {
    moved += block.length;
  }
  return moved;
}

/** In a comment: the server reads it and does nothing. */
async function send(session: Session, bytes: number): Promise<number> {
  await session.execute(`DO 0 /* ${'x'.repeat(bytes)} */`);
  return bytes;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
