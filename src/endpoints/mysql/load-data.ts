/** LOAD DATA LOCAL INFILE, fed from memory. */
import { Readable } from 'node:stream';
import type { ResultSetHeader } from 'mysql2';
import { queryFailure } from './failures.ts';
import type { Session } from './session.ts';

/** What the server says of a load; in every language it gives the same four numbers in the same order. */
export interface LoadResult {
  readonly records: number;
  readonly skipped: number;
  readonly warnings: number;
  readonly stored: number;
}

/** One LOAD DATA statement under way. */
export class InfileFeed {
  readonly #pieces: Readable;
  readonly #result: Promise<LoadResult>;
  #wanted: () => void = () => {};
  #failed = false;

  constructor(session: Session, sql: string) {
    this.#pieces = new Readable({
      highWaterMark: 1,
      read: () => this.#wanted(),
    });
    this.#result = new Promise((resolve, reject) => {
      session.connection.query(
        // The factory is asked per statement: no other statement can make this client send a file.
        { sql, infileStreamFactory: () => this.#pieces },
        (error, result) => {
          if (error) {
            this.#failed = true;
            this.#wanted();
            reject(queryFailure(error, session.credentials.address, sql));
          } else {
            resolve(loadResult(result as ResultSetHeader));
          }
        },
      );
    });
    // It is awaited in `finish`; until then a failure only has to stop the feeding.
    this.#result.catch(() => {});
  }

  /** Resolves when the socket has taken the piece. After a failure pieces go nowhere: `finish` tells. */
  async send(piece: Buffer): Promise<void> {
    if (this.#failed || piece.length === 0) return;
    const wanted = new Promise<void>((resolve) => {
      this.#wanted = resolve;
    });
    if (!this.#pieces.push(piece)) await wanted;
  }

  /** @throws DmsError when the server refused the load as a whole */
  async finish(): Promise<LoadResult> {
    this.#pieces.push(null);
    return await this.#result;
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
