/**
 * What one client is still to be told. A client that reads slowly, or not at all, costs a bounded piece of
 * memory and no time: while it does not read, news are folded, later progress over earlier, and when there is
 * too much that cannot be folded, the client has to go.
 */
import type { Socket } from 'node:net';
import type { DmsEvent } from '../../model/events.ts';
import { Present } from './present.ts';
import type { ServerLine } from './protocol.ts';

/** A hundred tables change a few times a second: this is minutes of silence, and some megabytes. */
const MOST_BEHIND = 5_000;

export class Outbox {
  readonly #socket: Socket;
  /** Answers and the like: they overtake events. */
  readonly #urgent: ServerLine[] = [];
  /** The present as it was when the client came, or what it missed while it did not read. */
  #batch: readonly DmsEvent[] = [];
  #next = 0;
  #saysPresent = false;
  readonly #missed = new Present();
  #last: ServerLine | null = null;
  #isBlocked = false;
  #isOver = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('drain', () => {
      this.#isBlocked = false;
      this.#pump();
    });
  }

  /** Tells the present to a client that has just come. */
  replay(events: readonly DmsEvent[]): void {
    this.#batch = events;
    this.#next = 0;
    this.#saysPresent = true;
    this.#pump();
  }

  say(line: ServerLine): void {
    this.#urgent.push(line);
    this.#pump();
  }

  event(event: DmsEvent): void {
    if (this.#isOver) return;
    this.#missed.add(event);
    if (this.#missed.size > MOST_BEHIND) this.drop();
    else this.#pump();
  }

  /** Says what is left and that line, and closes. */
  end(last: ServerLine): void {
    this.#last = last;
    this.#pump();
  }

  /** Gives the client up: it may come again, and will be told the present of then. */
  drop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#socket.destroy();
  }

  #pump(): void {
    while (!this.#isOver && !this.#isBlocked) {
      const line = this.#take();
      if (line === null) return;
      if (line.type === 'bye') {
        this.#isOver = true;
        this.#socket.end(`${JSON.stringify(line)}\n`);
      } else if (!this.#socket.write(`${JSON.stringify(line)}\n`)) {
        this.#isBlocked = true;
      }
    }
  }

  #take(): ServerLine | null {
    const urgent = this.#urgent.shift();
    if (urgent) return urgent;
    if (this.#next < this.#batch.length) return { type: 'event', event: this.#batch[this.#next++]! };
    if (this.#saysPresent) {
      this.#saysPresent = false;
      return { type: 'present' };
    }
    if (this.#missed.size > 0) {
      this.#batch = this.#missed.take();
      this.#next = 0;
      return this.#take();
    }
    return this.#last;
  }
}
