/**
 * Opens a connection to a MySQL-family server in steps that can be watched: name, bastion, TCP with the
 * server's greeting, TLS, login. Each has its own limit of time and ends at once when the signal is aborted.
 */
import type { Connection } from 'mysql2';
import { DmsError } from '../../../model/errors.ts';
import { showServer, tlsFailure } from '../failures.ts';
import type { Credentials } from '../session.ts';
import { secureContext } from './certificates.ts';
import { awaitGreeting } from './greeting.ts';
import { LIMITS, type Limits, seconds, within } from './limits.ts';
import type { Proof } from './proof.ts';
import { type SigningIn, signIn } from './sign-in.ts';
import { type Step, Stopwatch } from './step.ts';
import { goTo, type Way } from './way.ts';

export interface Opened {
  readonly connection: Connection;
  /** What the login took, in milliseconds. */
  readonly ms: number;
}

/**
 * A step is given when it is done, and the next one begins when it is asked for. What fails is the step
 * that would have come next, and after `tls` the login. Left early, nothing stays open.
 * @throws DmsError of the `connect.*` kinds
 */
export async function* connectInSteps(
  credentials: Credentials,
  signal: AbortSignal,
  charset: string,
  limits: Limits = LIMITS,
): AsyncGenerator<Step, Opened, undefined> {
  signal.throwIfAborted();
  const { address, bastion } = credentials;
  const shown = showServer(address);
  let way: Way | null = null;
  let login: SigningIn | null = null;
  let isOpen = false;
  try {
    way = yield* goTo(address, bastion, limits, signal);
    const watch = new Stopwatch();
    const greeting = await awaitGreeting(way.stream, way.again, shown, limits, signal);
    if (greeting === 'refusal') {
      login = signIn(way.stream, credentials, charset, null);
      await signedIn(login, shown, limits, signal);
    }
    yield { hop: 'tcp', ms: way.ms + watch.lap(), found: way.tcp, issues: [] };
    watch.lap();
    const context = address.tls === 'none' ? null : await secureContext(address);
    login = signIn(way.stream, credentials, charset, context);
    const { connection, securing } = login;
    if (securing === null) {
      const refused = await signedIn(login, shown, limits, signal).then(() => null, errorOf);
      signal.throwIfAborted();
      // Only the login tells whether the server takes a connection without TLS.
      if (isAboutTls(refused)) throw refused;
      yield { hop: 'tls', ms: 0, found: { mode: 'none' }, issues: [] };
      if (refused !== null) throw refused;
    } else {
      const late = () =>
        tlsFailure(new Error(`no answer to the TLS handshake in ${seconds(limits.tlsMs)} s`), address);
      const { found, issues } = await within(proof(login, credentials), limits.tlsMs, signal, late);
      yield { hop: 'tls', ms: watch.lap(), found, issues };
      watch.lap();
      securing.goOn();
      await signedIn(login, shown, limits, signal);
    }
    isOpen = true;
    return { connection, ms: watch.lap() };
  } finally {
    if (!isOpen) {
      login?.connection.destroy();
      // The driver only says goodbye, and waits for the other side to do so too.
      way?.stream.destroy();
    }
  }
}

function signedIn(
  login: SigningIn,
  address: string,
  { loginMs }: Limits,
  signal: AbortSignal,
): Promise<void> {
  const late = () => new DmsError('connect.silent', { address, seconds: seconds(loginMs) });
  return within(login.signedIn, loginMs, signal, late);
}

/** The certificate's proof, or why there was none to see. */
async function proof({ securing, signedIn }: SigningIn, { address }: Credentials): Promise<Proof> {
  const refused = signedIn.then((): never => {
    throw new Error('signed in before the server was proved');
  });
  try {
    return await Promise.race([securing!.proved, refused]);
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('connect.lost')) throw error;
    throw tlsFailure(new Error('the server closed the connection in the middle of the handshake'), address);
  }
}

function isAboutTls(error: Error | null): boolean {
  return error instanceof DmsError && error.is('connect.tls');
}

function errorOf(error: Error): Error {
  return error;
}
