/** One SSH connection to a bastion, and the tunnels that lead through it. */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import type { SshAddress } from '../../model/endpoint-url.ts';
import type { DmsError } from '../../model/errors.ts';
import type { HopFacts } from '../../model/hops.ts';
import { dial } from './dial.ts';
import { bastionFailure, showPlace, sshCommand, strangersWords } from './failure.ts';
import { handshake } from './handshake.ts';
import { planSignIn } from './sign-in.ts';
import { brokenTunnel, Tunnel } from './tunnel.ts';

/** The bastion itself waits two minutes for a server that drops packets; a person has given up by then. */
const FORWARD_TIMEOUT_MS = 15_000;

/** How long a bastion may take to close its side before it is cut off. */
const END_TIMEOUT_MS = 1_000;

export class SshConnection {
  readonly facts: HopFacts['bastion'];
  readonly #ssh: SshAddress;
  readonly #client: Client;
  readonly #socket: Socket;
  readonly #tunnels = new Set<Tunnel>();
  #lost: string | null = null;

  private constructor(ssh: SshAddress, client: Client, socket: Socket, facts: HopFacts['bastion']) {
    this.#ssh = ssh;
    this.#client = client;
    this.#socket = socket;
    this.facts = facts;
  }

  /** `onLost` is called once, when the connection is no more, whoever ended it. @throws DmsError `connect.bastion` */
  static async open(
    ssh: SshAddress,
    secret: string | null,
    signal: AbortSignal,
    onLost: () => void,
  ): Promise<SshConnection> {
    // Loaded here, because most endpoints have no bastion.
    const { Client, utils } = (await import('ssh2')).default;
    const signIn = planSignIn(ssh, secret, utils.parseKey);
    const socket = await dial(ssh, signal);
    const client = new Client();
    const facts = await handshake(client, socket, ssh, signIn, signal);
    const connection = new SshConnection(ssh, client, socket, facts);
    client.on('error', (error) => connection.#lose(error.message));
    client.on('close', () => {
      connection.#lose('it ended the connection');
      onLost();
    });
    return connection;
  }

  /** A connection from the bastion to a host and port as it sees them. @throws DmsError `connect.bastion` */
  connect(host: string, port: number, signal: AbortSignal): Promise<Duplex> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      let waits = true;
      const give = (settle: () => void) => {
        waits = false;
        clearTimeout(timer);
        signal.removeEventListener('abort', abandon);
        settle();
      };
      const fail = (error: unknown) => give(() => reject(error as Error));
      const abandon = () => fail(signal.reason);
      const timer = setTimeout(() => {
        const seconds = FORWARD_TIMEOUT_MS / 1_000;
        fail(this.#forwardFailure(host, port, new Error(`nothing came back in ${seconds} s`)));
      }, FORWARD_TIMEOUT_MS);
      signal.addEventListener('abort', abandon, { once: true });
      try {
        // Where the connection comes from is for the bastion's log only.
        this.#client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
          // Nobody waits any longer: the way that was made in spite of that is closed again.
          if (!waits) channel?.destroy();
          else if (error) fail(this.#forwardFailure(host, port, error));
          else give(() => resolve(this.#keep(new Tunnel(channel))));
        });
      } catch (error) {
        fail(this.#forwardFailure(host, port, error as Error));
      }
    });
  }

  end(): void {
    for (const tunnel of this.#tunnels) tunnel.destroy();
    this.#client.end();
    setTimeout(() => this.#socket.destroy(), END_TIMEOUT_MS).unref();
  }

  #keep(tunnel: Tunnel): Tunnel {
    this.#tunnels.add(tunnel);
    tunnel.once('close', () => this.#tunnels.delete(tunnel));
    return tunnel;
  }

  #lose(reason: string): void {
    this.#lost ??= strangersWords(reason);
    for (const tunnel of this.#tunnels) tunnel.destroy(brokenTunnel(this.#lost));
  }

  #forwardFailure(host: string, port: number, error: ForwardError): DmsError {
    const { reason, message } = error;
    const target = showPlace(host, port);
    const words = strangersWords(message.replace(/^\(SSH\) Channel open failure: /, ''));
    const more = { cause: error };
    if (this.#lost !== null || !this.#socket.writable) {
      const lost = `the connection to it broke: ${this.#lost ?? words}`;
      return bastionFailure(this.#ssh, 'unreachable', lost, { ...more, fix: sshCommand(this.#ssh) });
    }
    if (reason === PROHIBITED) {
      const refused = `it may not connect to ${target} (${words})`;
      return bastionFailure(this.#ssh, 'forward', refused, { ...more, fix: ASK_FOR_RULES });
    }
    const fix = sshCommand(this.#ssh, 'nc', '-vz', host, String(port));
    return bastionFailure(this.#ssh, 'forward', `it cannot connect to ${target}: ${words}`, { ...more, fix });
  }
}

interface ForwardError extends Error {
  /** A number of RFC 4254, 5.1. */
  reason?: number;
}

/** `SSH_OPEN_ADMINISTRATIVELY_PROHIBITED`. */
const PROHIBITED = 1;

/** Run on the bastion, it shows the settings that forbid it. */
const ASK_FOR_RULES = "sudo sshd -T | grep -iE 'allowtcpforwarding|disableforwarding|permitopen'";
