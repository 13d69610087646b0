/** The client's side of a conversation with the process of a run. */
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { DmsError } from '../../model/errors.ts';
import type { CommandAnswer, Driver, Role, RunCommand } from '../../model/run-commands.ts';
import type { AttachHandlers, Attachment, AttachmentEnd } from '../attach.ts';
import { resultOf } from '../follow-file.ts';
import type { Control } from './control-file.ts';
import { type ClientLine, type Hello, Lines, PROTOCOL_VERSION, type ServerLine } from './protocol.ts';

/** One line tells of ten thousand tables at most. */
const MOST_LINE_BYTES = 256 * 1024 * 1024;

const DYING_MS = 1_000;

const OVER: CommandAnswer = { result: 'refused', why: 'over' };

export class Conversation implements Attachment {
  readonly pid: number;
  readonly lacksLine = false;
  readonly folder: string;
  role: Role = 'watcher';
  driver: Driver | null = null;
  readonly #socket: Socket;
  readonly #runId: string;
  readonly #isAlive: () => boolean;
  readonly #handlers: AttachHandlers;
  readonly #signal: AbortSignal;
  readonly #answers = new Map<number, (answer: CommandAnswer) => void>();
  #nextId = 0;
  #ended = false;

  constructor(
    socket: Socket,
    control: Control,
    isAlive: () => boolean,
    handlers: AttachHandlers,
    signal: AbortSignal,
  ) {
    this.#socket = socket;
    this.pid = control.pid;
    this.#runId = control.runId;
    this.folder = control.folder;
    this.#isAlive = isAlive;
    this.#handlers = handlers;
    this.#signal = signal;
  }

  /** Resolves when the process has said who drives. @throws DmsError 'control.version' */
  async open(hello: Omit<Hello, 'v' | 'type'>): Promise<Attachment> {
    const lines = new Lines(MOST_LINE_BYTES);
    const waiting: (() => void)[] = [];
    let isOpen = false;
    const inTurn = (work: () => void) => {
      if (isOpen) work();
      else waiting.push(work);
    };
    const opened = new Promise<void>((resolve, reject) => {
      this.#socket.setEncoding('utf8');
      this.#socket.on('data', (text: string) => {
        for (const line of lines.take(text)) {
          const said = JSON.parse(line) as ServerLine;
          if (said.type === 'bye' && said.why === 'version') {
            this.#signal.removeEventListener('abort', this.close);
            reject(otherVersion(this.pid));
          }
          if (said.type === 'welcome') {
            this.#takeDriver(said.role, said.driver);
            resolve();
          } else inTurn(() => this.#hear(said));
        }
      });
      this.#socket.on('error', () => {});
      this.#socket.on('close', () => {
        resolve();
        inTurn(() => void this.#lose());
      });
    });
    this.#signal.addEventListener('abort', this.close, { once: true });
    this.#write({ v: PROTOCOL_VERSION, type: 'hello', ...hello });
    await opened;
    // Whoever awaits this must have it in hand before the first event.
    setImmediate(() => {
      isOpen = true;
      for (const work of waiting) work();
    });
    return this;
  }

  send(command: RunCommand): Promise<CommandAnswer> {
    if (this.#ended) return Promise.resolve(OVER);
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.#write({ type: 'command', id, command });
    });
  }

  readonly close = (): void => {
    this.#end({ reason: 'closed' });
  };

  #hear(said: ServerLine): void {
    if (this.#ended) return;
    switch (said.type) {
      case 'event':
        this.#handlers.onEvent(said.event);
        break;
      case 'present':
        this.#handlers.onPresent?.();
        break;
      case 'drive':
        this.#takeDriver(said.role, said.driver);
        this.#handlers.onDriver?.(said.driver, said.role);
        break;
      case 'ping':
        this.#write({ type: 'pong' });
        break;
      case 'answer':
        this.#answers.get(said.id)?.(said.answer);
        this.#answers.delete(said.id);
        break;
      case 'bye':
        if (said.why === 'finished') this.#end({ reason: 'finished', result: said.result });
    }
  }

  #takeDriver(role: Role, driver: Driver | null): void {
    this.role = role;
    this.driver = driver;
  }

  /** The line broke without a last word. */
  async #lose(): Promise<void> {
    if (this.#ended) return;
    // A process that is killed closes its sockets a moment before it is gone.
    for (const until = performance.now() + DYING_MS; this.#isAlive() && performance.now() < until; )
      await wait(20);
    const result = resultOf({ runId: this.#runId, folder: this.folder });
    if (this.#isAlive()) this.#end({ reason: 'lost' });
    else this.#end(result === null ? { reason: 'cut-off' } : { reason: 'finished', result });
  }

  #end(end: AttachmentEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#signal.removeEventListener('abort', this.close);
    this.#socket.destroy();
    for (const answer of this.#answers.values()) answer(OVER);
    this.#answers.clear();
    this.#handlers.onEnd(end);
  }

  #write(line: ClientLine): void {
    this.#socket.write(`${JSON.stringify(line)}\n`);
  }
}

function otherVersion(pid: number): DmsError<'control.version'> {
  return new DmsError('control.version', { pid });
}
