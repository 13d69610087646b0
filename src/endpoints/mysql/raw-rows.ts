/**
 * Reads a text-protocol result as undecoded rows.
 *
 * The driver makes a JavaScript value of every cell; for bulk data that is most of the work and none of the
 * use. So for the length of one query this file stands between the socket and the driver's packet parser:
 * it hands the driver everything that is not a row and keeps the rows as bytes (`row-splitter.ts`).
 */
import type { Connection } from 'mysql2';
import type { RowBlock } from '../row-block.ts';
import { type DriverInside, RowSplitter, type RowsWanted } from './row-splitter.ts';

export interface RawRowsOptions extends RowsWanted {
  /** Ends the running query on the server, so that what is left need not be drained in full. */
  readonly kill: () => Promise<void>;
}

/**
 * Runs one SELECT. A block is valid until the next is asked for. Leaving early kills the query and drains
 * what was under way, so the connection can be used again.
 */
export async function* rawRows(
  connection: Connection,
  sql: string,
  options: RawRowsOptions,
): AsyncGenerator<RowBlock, void, undefined> {
  const inside = connection as unknown as DriverInside;
  const rows = new RowSplitter(inside, options);
  const finished = new Promise<void>((resolve) => {
    // With a callback, and not by events: only then the driver tells a query of a lost connection.
    connection.query(sql, (error) => {
      rows.end(error);
      resolve();
    });
  });
  let drained = false;
  try {
    for (;;) {
      const block = await rows.next();
      if (!block) break;
      yield block;
    }
    drained = true;
  } finally {
    if (!drained && !rows.isOver) {
      rows.discard();
      await options.kill();
    }
    await finished;
    rows.restore();
  }
}
