/** Those who are attached to a run: who of them drives it, and what each is told. */
import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { DmsEvent } from '../../model/events.ts';
import { type CommandAnswer, type Driver, type RunCommand, readCommand } from '../../model/run-commands.ts';
import { Outbox } from './outbox.ts';
import { Present } from './present.ts';
import {
  type ClientLine,
  type Hello,
  Lines,
  PROTOCOL_VERSION,
  readClientLine,
  type ServerLine,
} from './protocol.ts';

/** Longer than any line of a client. */
const MOST_LINE_BYTES = 64 * 1024;
/** Who says nothing for so long is no client of ours. */
const HELLO_MS = 5_000;
/**
 * The driver is asked this often whether it is there, and one that has not answered for so long is not: a console
 * that was stopped in its shell must not keep others out.
 */
const PRESENCE = { askMs: 5_000, absentMs: 15_000 };
/** More consoles than this on one run are a fault, and each costs a little. */
const MOST_CLIENTS = 64;

interface Client {
  readonly outbox: Outbox;
  readonly self: Driver;
  /** In milliseconds of `performance.now()`. */
  heardAt: number;
}

export class Clients {
  readonly #token: Buffer;
  readonly #carryOut: (command: RunCommand) => CommandAnswer;
  readonly #present = new Present();
  readonly #clients = new Set<Client>();
  readonly #sockets = new Set<Socket>();
  readonly #absentMs: number;
  readonly #asking: NodeJS.Timeout;
  #driver: Client | null = null;

  constructor(token: string, carryOut: (command: RunCommand) => CommandAnswer, presence = PRESENCE) {
    this.#token = Buffer.from(token);
    this.#carryOut = carryOut;
    this.#absentMs = presence.absentMs;
    this.#asking = setInterval(() => this.#driver?.outbox.say({ type: 'ping' }), presence.askMs);
    this.#asking.unref();
  }

  publish(event: DmsEvent): void {
    this.#present.add(event);
    for (const client of this.#clients) client.outbox.event(event);
  }

  /** Whoever has connected; it becomes a client when it has said hello. */
  welcome(socket: Socket): void {
    if (this.#sockets.size >= MOST_CLIENTS) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    let client: Client | null = null;
    const lines = new Lines(MOST_LINE_BYTES);
    const silent = setTimeout(() => socket.destroy(), HELLO_MS);
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      try {
        for (const line of lines.take(text)) {
          const said = readClientLine(line);
          if (client !== null) this.#hear(client, said);
          else client = this.#enter(socket, said);
          if (client === null) {
            socket.destroySoon();
            return;
          }
          clearTimeout(silent);
        }
      } catch {
        socket.destroy();
      }
    });
    // It went: its socket says so by closing.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(silent);
      this.#sockets.delete(socket);
      if (client !== null) this.#leave(client);
    });
  }

  /** Says the last line to all; resolves when they have it, or after `mostMs`. */
  async end(last: ServerLine, mostMs: number): Promise<void> {
    clearInterval(this.#asking);
    const sockets = [...this.#sockets];
    const closed = Promise.all(
      sockets.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))),
    );
    for (const client of this.#clients) client.outbox.end(last);
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, mostMs);
    });
    await Promise.race([closed, enough]);
    clearTimeout(timer);
    for (const socket of sockets) socket.destroy();
  }

  #enter(socket: Socket, said: ClientLine | null): Client | null {
    if (said?.type !== 'hello' || !this.#isTrusted(said)) return null;
    const self: Driver = { pid: said.pid, since: new Date().toISOString(), doing: said.doing };
    const client: Client = { outbox: new Outbox(socket), self, heardAt: performance.now() };
    if (said.v !== PROTOCOL_VERSION) {
      client.outbox.end({ type: 'bye', why: 'version' });
      return null;
    }
    if (said.wish === 'drive' && this.#isFree()) this.#drive(client);
    const role = this.#driver === client ? 'driver' : 'watcher';
    const driver = this.#driver?.self ?? null;
    client.outbox.say({ v: PROTOCOL_VERSION, type: 'welcome', role, driver });
    client.outbox.replay(this.#present.events());
    this.#clients.add(client);
    return client;
  }

  #hear(client: Client, said: ClientLine | null): void {
    client.heardAt = performance.now();
    if (said?.type !== 'command') return;
    client.outbox.say({ type: 'answer', id: said.id, answer: this.#answer(client, said.command) });
  }

  #answer(client: Client, written: unknown): CommandAnswer {
    const command = readCommand(written);
    // From a newer client: it learns that this process cannot do it.
    if (command === null) return { result: 'refused', why: 'unknown' };
    if (this.#driver !== client && this.#isFree()) this.#drive(client);
    if (this.#driver !== client) return { result: 'busy', ...this.#driver!.self };
    return this.#carryOut(command);
  }

  #isFree(): boolean {
    return this.#driver === null || performance.now() - this.#driver.heardAt > this.#absentMs;
  }

  #drive(client: Client | null): void {
    this.#driver = client;
    const driver = client?.self ?? null;
    for (const one of this.#clients) {
      one.outbox.say({ type: 'drive', role: one === client ? 'driver' : 'watcher', driver });
    }
  }

  #leave(client: Client): void {
    this.#clients.delete(client);
    if (this.#driver === client) this.#drive(null);
  }

  #isTrusted({ token }: Hello): boolean {
    const given = Buffer.from(token);
    return given.length === this.#token.length && timingSafeEqual(given, this.#token);
  }
}
