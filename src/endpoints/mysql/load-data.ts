/** LOAD DATA LOCAL INFILE, fed from memory. */
import { EventEmitter } from 'node:events';
import type { Duplex, Readable } from 'node:stream';
import type { ResultSetHeader } from 'mysql2';
import { releaseMemory } from '../release-memory.ts';
import { queryFailure } from './failures.ts';
import type { Session } from './session.ts';

/** What the server says of a load; in every language it gives the same four numbers in the same order. */
export interface LoadResult {
  readonly records: number;
  readonly skipped: number;
  readonly warnings: number;
  readonly stored: number;
}

/**
 * What the driver asks of a file: `data` and `end` events, pause and resume. A true stream would keep pieces in a
 * queue of its own; this one gives each on at once, so that its bytes can be used again. The pace is `send`'s.
 */
class PieceSource extends EventEmitter {
  pause(): void {}
  resume(): void {}
}

/** One LOAD DATA statement under way. */
export class InfileFeed {
  readonly #source = new PieceSource();
  readonly #stream: Duplex;
  readonly #asked: Promise<void>;
  readonly #result: Promise<LoadResult>;
  #isOver = false;
  /** Of the last piece that was given on. */
  #sent: Promise<void> = Promise.resolve();
  #letGo: () => void = () => {};

  constructor(session: Session, sql: string) {
    // Not in the driver's types.
    this.#stream = (session.connection as unknown as { stream: Duplex }).stream;
    let ask: () => void = () => {};
    this.#asked = new Promise((resolve) => {
      ask = resolve;
    });
    const ends = session.sends(sql);
    this.#result = new Promise((resolve, reject) => {
      // The factory is given per statement: no other statement can make this client send a file.
      const infileStreamFactory = () => {
        // The driver listens only after this returns.
        queueMicrotask(ask);
        return this.#source as unknown as Readable;
      };
      session.connection.query({ sql, infileStreamFactory }, (error, result) => {
        this.#isOver = true;
        ask();
        this.#letGo();
        const rows = error ? null : (result as ResultSetHeader).affectedRows;
        ends({ rows, error: error?.message ?? null });
        if (error) reject(queryFailure(error, session.credentials.address, sql));
        else resolve(loadResult(result as ResultSetHeader));
      });
    });
    // It is awaited in `finish`; until then a failure only has to stop the feeding.
    this.#result.catch(() => {});
  }

  /**
   * Resolves when the piece's bytes may be used again. After a failure pieces go nowhere: `finish` tells. One piece
   * is on its way while the next is made, and no more: a server that takes each at once says so only when this
   * side rests, and until then a large value would stand in memory a second time.
   */
  async send(piece: Buffer): Promise<void> {
    await this.#asked;
    await this.#sent;
    if (!this.#isOver && piece.length > 0) this.#giveOn(piece);
  }

  /** @throws DmsError when the server refused the load as a whole */
  async finish(): Promise<LoadResult> {
    await this.#asked;
    if (!this.#isOver) this.#source.emit('end');
    return await this.#result;
  }

  /** The driver copies a piece into a packet and keeps nothing of it: its memory is free once it is sent. */
  #giveOn(piece: Buffer): void {
    const stream = this.#stream;
    const restore = () => Reflect.deleteProperty(stream, 'write');
    // In front of the stream's own for one call.
    stream.write = (packet: Buffer, sent?: unknown): boolean => {
      restore();
      this.#sent = new Promise((resolve) => {
        this.#letGo = resolve;
      });
      return stream.write(packet, (error) => {
        if (typeof sent === 'function') sent(error);
        releaseMemory(packet);
        this.#letGo();
      });
    };
    try {
      this.#source.emit('data', piece);
    } finally {
      restore();
    }
  }
}

function loadResult(header: ResultSetHeader): LoadResult {
  const numbers = [...header.info.matchAll(/\d+/g)].map((match) => Number(match[0]));
  const [records, , skipped, warnings] = numbers;
  return {
    records: records ?? -1,
    skipped: skipped ?? -1,
    // The counter in the OK packet stops at 65,535; the text does not.
    warnings: Math.max(warnings ?? 0, header.warningStatus),
    stored: header.affectedRows,
  };
}
