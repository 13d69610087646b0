/** The way to a server up to a stream of bytes: by its socket, over TCP, or through an SSH bastion. */
import type { Duplex } from 'node:stream';
import type { MysqlAddress, SshAddress } from '../../../model/endpoint-url.ts';
import { DmsError } from '../../../model/errors.ts';
import type { HopFacts } from '../../../model/hops.ts';
import { type Bastion, openBastion } from '../../ssh/bastion.ts';
import { showServer } from '../failures.ts';
import { openLendingSocket, openPlainSocket, type Place } from '../socket.ts';
import { dial } from './dial.ts';
import { type Limits, seconds, within } from './limits.ts';
import { resolveName } from './resolve.ts';
import { type Step, Stopwatch } from './step.ts';

export interface Way {
  readonly stream: Duplex;
  readonly tcp: HopFacts['tcp'];
  /** What the TCP connection took. */
  readonly ms: number;
  /** Another connection to the same place. */
  readonly again: (signal: AbortSignal) => Promise<Duplex>;
}

/** Steps before TCP are given as they are done; the one of TCP is the caller's to finish. */
export async function* goTo(
  address: MysqlAddress,
  bastionSecret: string | null,
  limits: Limits,
  signal: AbortSignal,
): AsyncGenerator<Step, Way, undefined> {
  const { host, port, socket, ssh } = address;
  if (ssh !== null) return yield* goThrough(ssh, bastionSecret, address, limits, signal);
  const watch = new Stopwatch();
  const addresses = socket === null ? await resolveName(host, limits, signal) : [];
  yield { hop: 'name', ms: watch.lap(), found: { host, addresses }, issues: [] };
  const places: Place[] = socket === null ? addresses.map((ip) => ({ host: ip, port })) : [{ path: socket }];
  watch.lap();
  // TLS takes a socket over, and one that lends its buffer cannot be taken over.
  const open = address.tls === 'none' ? openLendingSocket : openPlainSocket;
  const dialled = await dial(places, open, showServer(address), limits, signal);
  return {
    stream: dialled.socket,
    tcp: dialled.found,
    ms: watch.lap(),
    again: async (whilst) => {
      const { socket: another } = await dial(
        [dialled.place],
        openPlainSocket,
        showServer(address),
        limits,
        whilst,
      );
      return another;
    },
  };
}

async function* goThrough(
  ssh: SshAddress,
  secret: string | null,
  address: MysqlAddress,
  limits: Limits,
  signal: AbortSignal,
): AsyncGenerator<Step, Way, undefined> {
  const watch = new Stopwatch();
  const addresses = await resolveName(ssh.host, limits, signal);
  yield { hop: 'name', ms: watch.lap(), found: { host: ssh.host, addresses }, issues: [] };
  watch.lap();
  const bastion = await openBastion(ssh, secret, signal);
  let stream: Duplex | null = null;
  try {
    yield { hop: 'bastion', ms: watch.lap(), found: bastion.facts, issues: [] };
    watch.lap();
    const connect = (whilst: AbortSignal) => connectFrom(bastion, address, limits, whilst);
    stream = await connect(signal);
    stream.once('close', () => bastion.close());
    const shown = showServer(address);
    const tcp = { address: shown, tried: [{ address: shown, code: null }] };
    return { stream, tcp, ms: watch.lap(), again: connect };
  } finally {
    if (stream === null) bastion.close();
  }
}

async function connectFrom(
  bastion: Bastion,
  address: MysqlAddress,
  { tcpMs }: Limits,
  signal: AbortSignal,
): Promise<Duplex> {
  const shown = showServer(address);
  const late = () => new DmsError('connect.timeout', { address: shown, seconds: seconds(tcpMs) });
  const giveUp = new AbortController();
  try {
    const opening = bastion.connect(address.host, address.port, AbortSignal.any([signal, giveUp.signal]));
    const stream = await within(opening, tcpMs, signal, late);
    // It stays: a stream that dies before the driver listens to it must not end the process.
    stream.on('error', () => {});
    return stream;
  } catch (error) {
    giveUp.abort();
    throw error;
  }
}
