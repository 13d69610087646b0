/** The TCP connection to the bastion. */
import { connect, type Socket } from 'node:net';
import type { SshAddress } from '../../model/endpoint-url.ts';
import { bastionFailure, sshCommand } from './failure.ts';

/** As for a database: who does not answer by now is behind a firewall that drops packets. */
const CONNECT_TIMEOUT_MS = 15_000;

/** Node gives each address of a name a quarter of a second, too little for a far away machine. */
const EACH_ADDRESS_MS = 2_000;

/** @throws DmsError `connect.bastion`, `unreachable` */
export function dial(ssh: SshAddress, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const { host, port } = ssh;
    const socket = connect({
      host,
      port,
      // Packets of SSH are whole: held back, a short statement would wait for the answer to the one before.
      noDelay: true,
      autoSelectFamilyAttemptTimeout: EACH_ADDRESS_MS,
    });
    const give = (settle: () => void) => {
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
    const timer = setTimeout(() => {
      const message = `nothing came back in ${CONNECT_TIMEOUT_MS / 1_000} s`;
      fail(unreachable(ssh, 'ETIMEDOUT', message));
    }, CONNECT_TIMEOUT_MS);
    signal.addEventListener('abort', abandon, { once: true });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      fail(unreachable(ssh, error.code ?? 'ERROR', error.message, error));
    });
    socket.once('connect', () =>
      give(() => {
        socket.removeAllListeners('error');
        resolve(socket);
      }),
    );
  });
}

function unreachable(ssh: SshAddress, code: string, message: string, cause?: unknown): Error {
  const reason = REASONS[code] ?? (message || code);
  // A name with several addresses fails with a list of failures, whose own message is empty.
  const server = code === 'ETIMEDOUT' ? null : { code, message: message || reason };
  return bastionFailure(ssh, 'unreachable', reason, { server, cause, fix: sshCommand(ssh) });
}

const REASONS: Record<string, string> = {
  ENOTFOUND: 'its name is not known to DNS here',
  EAI_AGAIN: 'DNS does not answer',
  ECONNREFUSED: 'nothing listens on this port',
  EHOSTUNREACH: 'there is no way to this machine from here',
  ENETUNREACH: 'there is no way to this network from here',
};
