/** Writes chunks into a MySQL target: one transaction each, its ledger entry included, proved before it ends. */

import type { Chunk, ChunkDone } from '../../model/chunk.ts';
import { DmsError } from '../../model/errors.ts';
import { showTable, type TablePlan } from '../../model/table.ts';
import type { ChunkWriter, Refusal } from '../contract.ts';
import type { RowBlock } from '../row-block.ts';
import { rowsOfBlock } from '../row-walk.ts';
import { trap } from '../trap.ts';
import { lockFailure, targetFailure } from './failures.ts';
import { columnIn, RowInserter } from './insert-rows.ts';
import type { MysqlLedger } from './ledger.ts';
import { InfileFeed, type LoadResult } from './load-data.ts';
import { rowWarning } from './row-warnings.ts';
import type { Session } from './session.ts';
import { quoteName, quoteTable } from './sql-text.ts';
import { type ColumnFit, loadFields } from './target-columns.ts';
import { TsvEncoder } from './tsv.ts';

export interface WriterParts {
  /** For LOAD DATA; its SQL is UTF-8. */
  readonly loading: () => Promise<Session>;
  /** For INSERT; its SQL is bytes. */
  readonly inserting: () => Promise<Session>;
  readonly ledger: MysqlLedger;
  readonly fits: (table: TablePlan) => Promise<readonly ColumnFit[]>;
  /** False where the server has `local_infile` off: then every row goes by INSERT. */
  readonly canLoad: boolean;
  readonly maxPacketBytes: number;
  /** Ends what the server is doing for a writer: a lock or a slow trigger could hold it for an hour. */
  readonly signal: AbortSignal;
  readonly killQuery: (serverThread: number) => Promise<void>;
}

/** One chunk under way, by one of the two ways in. */
interface Way {
  readonly session: Session;
  take(block: RowBlock): Promise<void>;
  /** Returns the number of rows stored as they were sent. @throws DmsError when that cannot be said of all */
  prove(rowsSent: number): Promise<number>;
  abandon(): Promise<void>;
}

export class MysqlChunkWriter implements ChunkWriter {
  readonly #parts: WriterParts;
  #load: Session | null = null;
  #insert: Session | null = null;
  #table: TablePlan | null = null;
  #chunk: Chunk | null = null;
  #careful: ((refusal: Refusal) => void) | null = null;
  #way: Way | null = null;
  #sent = 0;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    parts.signal.addEventListener('abort', this.#stop, { once: true });
  }

  async open(): Promise<void> {
    if (this.#parts.canLoad) this.#load ??= await this.#parts.loading();
    else this.#insert ??= await this.#parts.inserting();
  }

  async begin(table: TablePlan, chunk: Chunk, onRefused: ((refusal: Refusal) => void) | null): Promise<void> {
    this.#table = table;
    this.#chunk = chunk;
    this.#careful = onRefused;
    this.#sent = 0;
  }

  async write(block: RowBlock): Promise<'taken'> {
    try {
      this.#way ??= await this.#open();
      this.#sent += block.rows;
      await this.#way.take(block);
      return 'taken';
    } catch (error) {
      throw this.#named(error);
    }
  }

  async commit(done: ChunkDone, rest: Chunk | null): Promise<void> {
    const table = this.#table!;
    try {
      // An empty chunk has no rows to prove, but its entry must be made all the same.
      this.#way ??= await this.#open();
      const { session } = this.#way;
      const stored = await this.#way.prove(this.#sent);
      if (stored + done.skipped !== this.#sent || stored !== done.rows) {
        throw new DmsError('rows.unproven', {
          table: showTable(table.target),
          chunk: done.index,
          sent: this.#sent,
          stored,
          warnings: 0,
        });
      }
      trap('after-load-before-ledger');
      for (const sql of this.#parts.ledger.commitSql(table, done, rest)) await session.execute(sql);
      trap('before-commit');
      await session.execute('COMMIT');
      this.#way = null;
      trap('after-commit-before-acknowledgement');
    } catch (error) {
      await this.rollback();
      throw this.#named(error);
    }
  }

  async rollback(): Promise<void> {
    const way = this.#way;
    this.#way = null;
    await way?.abandon();
  }

  async keepAlive(): Promise<void> {
    // In the midst of a statement a word would wait for its end.
    if (this.#way !== null) return;
    await Promise.all([this.#load?.ping(), this.#insert?.ping()]);
  }

  async close(): Promise<void> {
    await this.rollback();
    this.#parts.signal.removeEventListener('abort', this.#stop);
    await Promise.all([this.#load?.close(), this.#insert?.close()]);
  }

  readonly #stop = (): void => {
    // A commit may be hit too: then the ledger says whether it came to pass.
    if (this.#way) this.#parts.killQuery(this.#way.session.serverThread).catch(() => {});
  };

  async #open(): Promise<Way> {
    const table = this.#table!;
    const fits = await this.#parts.fits(table);
    if (this.#careful === null && this.#parts.canLoad) {
      this.#load ??= await this.#parts.loading();
      return loadWay(this.#load, table, this.#chunk!, fits);
    }
    this.#insert ??= await this.#parts.inserting();
    return insertWay(this.#insert, table, fits, this.#parts.maxPacketBytes, this.#careful);
  }

  /** Adds the table, the chunk and the meaning of the server's code. */
  #named(error: unknown): unknown {
    if (error instanceof DmsError && (error.is('rows.refused') || error.is('rows.unproven'))) {
      const facts = { ...error.facts, chunk: this.#chunk!.index };
      return new DmsError(error.kind, facts as never, { server: error.server, fix: error.fix, cause: error });
    }
    const { address } = (this.#load ?? this.#insert)?.credentials ?? {};
    if (!address) return error;
    const table = showTable(this.#table!.target);
    return lockFailure(error, table, this.#chunk!.index) ?? targetFailure(error, table, address);
  }
}

function loadWay(session: Session, table: TablePlan, chunk: Chunk, fits: readonly ColumnFit[]): Way {
  const name = showTable(table.target);
  const sql = `LOAD DATA LOCAL INFILE 'chunk-${chunk.index}' INTO TABLE ${quoteTable(table.target)} CHARACTER SET binary FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' ${loadFields(fits)}`;
  const encoder = new TsvEncoder(table.columns.map((column) => column.source.kind));
  let feed: InfileFeed | null = null;
  return {
    session,
    async take(block) {
      feed ??= new InfileFeed(session, sql);
      encoder.take(block);
      for (let piece = encoder.next(); piece; piece = encoder.next()) await feed.send(piece);
    },
    async prove(sent) {
      if (!feed) return 0;
      await feed.send(encoder.rest());
      const open = feed;
      feed = null;
      const result = await open.finish();
      const refusal = await refusalOf(session, name, sent, result);
      if (refusal) throw refusal;
      return result.stored;
    },
    async abandon() {
      try {
        // The protocol has no way to take a file back: it ends early, and then the rows are rolled back.
        await feed?.finish().catch(() => {});
        await session.execute('ROLLBACK');
      } catch {
        session.destroy();
      }
    },
  };
}

/** Null when every row sent is stored as it was sent. */
async function refusalOf(
  session: Session,
  table: string,
  sent: number,
  { records, stored, skipped, warnings }: LoadResult,
): Promise<DmsError | null> {
  const isComplete = records === sent && stored === sent && skipped === 0;
  if (isComplete && warnings === 0) return null;
  const server = await rowWarning(session, warnings);
  if (isComplete && server === null) return null;
  if (server === null || server === 'unseen') {
    return new DmsError('rows.unproven', { table, chunk: -1, sent, stored, warnings });
  }
  const at = / at row (\d+)/.exec(server.message)?.[1];
  return new DmsError(
    'rows.refused',
    { table, chunk: -1, column: columnIn(server.message), key: null, row: at ? Number(at) : null },
    { server },
  );
}

function insertWay(
  session: Session,
  table: TablePlan,
  fits: readonly ColumnFit[],
  maxPacketBytes: number,
  onRefused: ((refusal: Refusal) => void) | null,
): Way {
  const kinds = table.columns.map((column) => column.source.kind);
  const head = `INSERT INTO ${quoteTable(table.target)} (${fits.map((fit) => quoteName(fit.name)).join(', ')}) VALUES `;
  const rows = new RowInserter(
    { session, head, kinds, fits, maxPacketBytes, table: showTable(table.target) },
    onRefused,
  );
  return {
    session,
    async take(block) {
      for (const row of rowsOfBlock(block, kinds.length)) await rows.add(row);
      // Whoever gave the block counts what was refused of it before asking to commit.
      if (onRefused !== null) await rows.flush();
    },
    async prove() {
      await rows.flush();
      return rows.stored;
    },
    async abandon() {
      try {
        await session.execute('ROLLBACK');
      } catch {
        session.destroy();
      }
    },
  };
}
