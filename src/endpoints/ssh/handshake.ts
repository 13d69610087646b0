/** From a TCP connection to one that has proved who it is and has let us in. */
import type { Socket } from 'node:net';
import type { Client } from 'ssh2';
import type { SshAddress } from '../../model/endpoint-url.ts';
import type { DmsError } from '../../model/errors.ts';
import type { HopFacts } from '../../model/hops.ts';
import { bastionFailure, showBastion, sshCommand, strangersWords } from './failure.ts';
import { refuseHostKey } from './host-key.ts';
import { fingerprint, hostKeyAlgorithms, judgeHostKey, knownHost } from './known-hosts.ts';
import type { SignIn } from './sign-in.ts';

/**
 * A server asks its DNS who comes, waits some seconds after each wrong password, and a jump service may ask
 * a directory for each key: the sum of all that, and far below the two minutes of an sshd.
 */
const HANDSHAKE_TIMEOUT_MS = 30_000;

/**
 * Routers and load balancers forget a connection on which nothing was said, some after a minute: a long
 * statement of the database, or a lane that waits for its turn, says nothing for longer.
 */
const KEEPALIVE_INTERVAL_MS = 20_000;

/** A bastion that leaves this many unanswered is gone: no connection through it would ever notice by itself. */
const KEEPALIVE_MISSES = 3;

/** @throws DmsError `connect.bastion` */
export function handshake(
  client: Client,
  socket: Socket,
  ssh: SshAddress,
  signIn: SignIn,
  signal: AbortSignal,
): Promise<HopFacts['bastion']> {
  return new Promise((resolve, reject) => {
    const known = knownHost(ssh.host, ssh.port, ssh.knownHosts);
    let shown: Buffer | null = null;
    let refused: DmsError | null = null;
    let isProved = false;
    let firstBytes: Buffer | null = null;

    // What happens after that is for the connection to notice; these listeners are deaf by then.
    let isSettled = false;
    const give = (settle: () => void) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', abandon);
      settle();
    };
    const fail = (error: unknown) =>
      give(() => {
        socket.destroy();
        reject(error as Error);
      });
    const abandon = () => fail(signal.reason);
    const whyNot = (problem: string, cause?: unknown): DmsError => {
      if (refused) return refused;
      if (isProved) return signInFailure(ssh, problem, signIn, cause);
      return protocolFailure(ssh, problem, firstBytes, cause);
    };
    const timer = setTimeout(() => {
      const seconds = HANDSHAKE_TIMEOUT_MS / 1_000;
      const problem = isProved ? 'there was no answer' : 'it accepts the connection and then says nothing';
      fail(whyNot(`${problem} within ${seconds} s`));
    }, HANDSHAKE_TIMEOUT_MS);
    signal.addEventListener('abort', abandon, { once: true });

    client.on('error', (error: Error & { level?: string }) => {
      // An agent that does not answer is one way in less; the next one follows.
      if (error.level !== 'agent') fail(whyNot(error.message, error));
    });
    client.on('close', () => fail(whyNot('it ended the connection')));
    client.on('handshake', () => {
      isProved = true;
    });
    client.on('ready', () =>
      give(() => {
        const address = showBastion(ssh);
        resolve({ address, user: ssh.user, by: signIn.accepted(), fingerprint: fingerprint(shown!) });
      }),
    );
    client.connect({
      sock: socket,
      username: ssh.user,
      // Its own time-out ends with the sign-in; ours says in which step the time ran out.
      readyTimeout: 0,
      keepaliveInterval: KEEPALIVE_INTERVAL_MS,
      keepaliveCountMax: KEEPALIVE_MISSES,
      algorithms: { serverHostKey: hostKeyAlgorithms(known) },
      authHandler: signIn.handler,
      hostVerifier: (key: Buffer) => {
        shown = key;
        const verdict = judgeHostKey(known, key);
        if (verdict.is !== 'known') refused = refuseHostKey(ssh, known, key, verdict);
        return refused === null;
      },
    });
    // The library has paused the socket by now, so listening takes no byte away from it.
    socket.once('data', (bytes: Buffer) => {
      firstBytes = bytes;
      // A database greets in bytes that never become a line, and would be waited for in vain.
      if (isBinary(bytes)) fail(whyNot('it does not speak SSH'));
    });
  });
}

/** What the library calls the end of the list of ways in; everything else came in between. */
const NO_WAY_LEFT = /^All configured authentication methods failed/;

function signInFailure(ssh: SshAddress, problem: string, signIn: SignIn, cause: unknown): DmsError {
  const reason = NO_WAY_LEFT.test(problem)
    ? signIn.refusal()
    : `the sign-in ended early: ${strangersWords(problem)}. ${signIn.offered()}`;
  return bastionFailure(ssh, 'login', reason, { cause, fix: sshCommand(ssh) });
}

function protocolFailure(
  ssh: SshAddress,
  problem: string,
  firstBytes: Buffer | null,
  cause: unknown,
): DmsError {
  // Whoever has said nothing yet may well be an SSH server.
  const speaksSsh = firstBytes?.includes('SSH-') ?? true;
  const reason = speaksSsh ? strangersWords(problem) : `it does not speak SSH${beginning(firstBytes!)}`;
  return bastionFailure(ssh, 'handshake', reason, { cause, fix: sshCommand(ssh) });
}

/** An SSH server may say lines of text before the one with its version, and nothing else. */
function isBinary(bytes: Buffer): boolean {
  return !bytes.includes('SSH-') && /[^\t\r\n\x20-\x7e\x80-\xff]/.test(bytes.toString('latin1'));
}

/** How a stranger begins, where that is text: `HTTP/1.1 400 Bad Request`. */
function beginning(bytes: Buffer): string {
  const line = bytes.toString('utf8').split(/[\r\n]/, 1)[0]!;
  return isBinary(bytes) || line === '' ? '' : `: it begins with “${strangersWords(line)}”`;
}
