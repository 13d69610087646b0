/**
 * The way to a server through an SSH bastion. All who go through the same bastion share one connection to
 * it; the last one to close it ends it.
 */
import type { Duplex } from 'node:stream';
import type { SshAddress } from '../../model/endpoint-url.ts';
import type { HopFacts } from '../../model/hops.ts';
import { SshConnection } from './connection.ts';
import { showBastion } from './failure.ts';

export interface Bastion {
  /** `host:port`. */
  readonly address: string;
  readonly facts: HopFacts['bastion'];
  /**
   * A connection from the bastion to a host and port as it sees them. `signal` ends the attempt only.
   * @throws DmsError `connect.bastion`
   */
  connect(host: string, port: number, signal: AbortSignal): Promise<Duplex>;
  /** Breaks what still leads through it, when nobody else has it open. Safe to call twice. */
  close(): void;
}

interface SharedConnection {
  readonly opening: Promise<SshConnection>;
  /** Ends the attempt when nobody waits for it any longer. */
  readonly abort: AbortController;
  holders: number;
}

const shared = new Map<string, SharedConnection>();

/**
 * @param secret password, or passphrase of the key; it reaches no error
 * @throws DmsError `connect.bastion`
 */
export async function openBastion(
  ssh: SshAddress,
  secret: string | null,
  signal: AbortSignal,
): Promise<Bastion> {
  signal.throwIfAborted();
  const place = placeOf(ssh, secret);
  let one = shared.get(place);
  if (!one) {
    one = begin(place, ssh, secret);
    shared.set(place, one);
  }
  one.holders++;
  try {
    return hold(ssh, place, one, await orAborted(one.opening, signal));
  } catch (error) {
    letGo(place, one);
    throw error;
  }
}

/**
 * Who names another file of known hosts, or another secret, is not served by what somebody else's proved:
 * a test of a wrong password would pass.
 */
function placeOf({ host, port, user, keyFile, knownHosts }: SshAddress, secret: string | null): string {
  return JSON.stringify([host.toLowerCase(), port, user, keyFile, knownHosts, secret]);
}

function begin(place: string, ssh: SshAddress, secret: string | null): SharedConnection {
  const abort = new AbortController();
  const forget = () => {
    if (shared.get(place) === one) shared.delete(place);
  };
  const opening = SshConnection.open(ssh, secret, abort.signal, forget);
  const one: SharedConnection = { opening, abort, holders: 0 };
  // A connection that failed, or broke, is not what the next one wants; and all who waited may have left.
  opening.catch(forget);
  return one;
}

function hold(ssh: SshAddress, place: string, one: SharedConnection, connection: SshConnection): Bastion {
  let isOpen = true;
  return {
    address: showBastion(ssh),
    facts: connection.facts,
    connect: (host, port, signal) => connection.connect(host, port, signal),
    close() {
      if (isOpen) letGo(place, one);
      isOpen = false;
    },
  };
}

function letGo(place: string, one: SharedConnection): void {
  one.holders--;
  if (one.holders > 0) return;
  if (shared.get(place) === one) shared.delete(place);
  one.abort.abort();
  one.opening.then(
    (connection) => connection.end(),
    () => {},
  );
}

/** The value, or the reason of the signal as soon as it is given; whatever comes of the promise then. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abandon = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abandon, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abandon));
  });
}
