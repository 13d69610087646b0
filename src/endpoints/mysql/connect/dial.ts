/**
 * The TCP connection to one of several addresses, as RFC 8305 has it: one after the other, the next a moment
 * later without waiting for the one before, and the first that answers is taken.
 */
import type { Socket } from 'node:net';
import { DmsError, type ServerWords } from '../../../model/errors.ts';
import type { HopFacts } from '../../../model/hops.ts';
import { type Place, showPlace } from '../socket.ts';
import { type Limits, seconds, within } from './limits.ts';

/** RFC 8305 recommends it: shorter doubles the load of servers, longer makes people wait for dead addresses. */
const STAGGER_MS = 250;

export interface Dialled {
  readonly socket: Socket;
  readonly place: Place;
  readonly found: HopFacts['tcp'];
}

interface Attempt {
  readonly place: Place;
  readonly socket: Socket;
  error: NodeJS.ErrnoException | null;
}

/**
 * `shown` is the server as the person named it, for errors.
 * @throws DmsError 'connect.timeout' or 'connect.unreachable'
 */
export async function dial(
  places: readonly Place[],
  open: (place: Place) => Socket,
  shown: string,
  { tcpMs }: Limits,
  signal: AbortSignal,
): Promise<Dialled> {
  signal.throwIfAborted();
  const attempts: Attempt[] = [];
  const race = new Race(places, open, attempts);
  let winner: Attempt | null = null;
  try {
    winner = await within(race.won, tcpMs, signal, () => failure(attempts, shown, tcpMs));
    const { socket, place } = winner;
    return { socket, place, found: { address: showPlace(place), tried: attempts.map(told(winner)) } };
  } catch (error) {
    throw error === ALL_FAILED ? failure(attempts, shown, tcpMs) : error;
  } finally {
    race.end();
    for (const { socket } of attempts) if (socket !== winner?.socket) socket.destroy();
  }
}

const ALL_FAILED = new Error('no address answers');

class Race {
  readonly won: Promise<Attempt>;
  readonly #places: Place[];
  readonly #open: (place: Place) => Socket;
  readonly #attempts: Attempt[];
  readonly #settle: PromiseWithResolvers<Attempt>;
  #next: NodeJS.Timeout | undefined;
  #over = false;

  constructor(places: readonly Place[], open: (place: Place) => Socket, attempts: Attempt[]) {
    this.#places = [...places];
    this.#open = open;
    this.#attempts = attempts;
    this.#settle = Promise.withResolvers<Attempt>();
    this.won = this.#settle.promise;
    this.#start();
  }

  /** No further address is tried. */
  end(): void {
    this.#over = true;
    clearTimeout(this.#next);
  }

  #start(): void {
    clearTimeout(this.#next);
    const place = this.#places.shift();
    if (this.#over || place === undefined) return;
    const attempt: Attempt = { place, socket: this.#open(place), error: null };
    this.#attempts.push(attempt);
    attempt.socket.once('connect', () => this.#settle.resolve(attempt));
    // It stays: a socket that dies before the driver listens to it must not end the process.
    attempt.socket.on('error', (error: NodeJS.ErrnoException) => {
      attempt.error ??= error;
      if (this.#places.length > 0) this.#start();
      else if (this.#attempts.every((one) => one.error !== null)) this.#settle.reject(ALL_FAILED);
    });
    if (this.#places.length > 0) this.#next = setTimeout(() => this.#start(), STAGGER_MS);
  }
}

/** No answer until another one gave it, or until the time was up. */
const NO_ANSWER = 'ETIMEDOUT';

function told(winner: Attempt | null): (attempt: Attempt) => HopFacts['tcp']['tried'][number] {
  return (attempt) => ({
    address: showPlace(attempt.place),
    code: attempt === winner ? null : code(attempt),
  });
}

function code({ error }: Attempt): string {
  return error === null ? NO_ANSWER : (error.code ?? 'ERROR');
}

/** Of several reasons the one that says most: a machine that refused is there, one without a way says least. */
function failure(attempts: readonly Attempt[], address: string, limitMs: number): DmsError {
  const refused = attempts.find((attempt) => code(attempt) === 'ECONNREFUSED');
  const silent = attempts.find((attempt) => code(attempt) === NO_ANSWER);
  const telling = refused ?? silent ?? attempts[0];
  const server: ServerWords | null = telling
    ? { code: code(telling), message: attempts.map(inWords).join('; ') }
    : null;
  const more = { server, cause: telling?.error };
  if (telling !== undefined && telling === silent) {
    return new DmsError('connect.timeout', { address, seconds: seconds(limitMs) }, more);
  }
  const several = attempts.map((attempt) => `${showPlace(attempt.place)} ${code(attempt)}`).join(', ');
  const reason = attempts.length > 1 ? several : (server?.code ?? 'no address');
  return new DmsError('connect.unreachable', { address, reason }, more);
}

function inWords(attempt: Attempt): string {
  return attempt.error?.message ?? `connect ${NO_ANSWER} ${showPlace(attempt.place)}`;
}
