/** One session of a snapshot. */
import type { Key, KeyRange } from '../../model/chunk.ts';
import { DmsError } from '../../model/errors.ts';
import { showTable, type TablePlan } from '../../model/table.ts';
import type { Digest, ReadOptions, SourceReader, TextForm } from '../contract.ts';
import type { RowBlock } from '../row-block.ts';
import { Boundaries } from './boundary.ts';
import { selectDigest, unhashedIn } from './digest-sql.ts';
import { endQuery } from './end-query.ts';
import { queryFailure, tableFailure } from './failures.ts';
import { tooLong } from './lob-limit.ts';
import { rawRows } from './raw-rows.ts';
import { resultsCharset, selectRows, sourceSide, whereOn } from './select.ts';
import type { Session } from './session.ts';
import { quoteTable } from './sql-text.ts';
import { letGo } from './table-hold.ts';

export class MysqlReader implements SourceReader {
  readonly #session: Session;
  readonly #boundaries: Boundaries;
  #text: TextForm | null = null;

  constructor(session: Session) {
    this.#session = session;
    this.#boundaries = new Boundaries(session);
  }

  async boundary(table: TablePlan, low: Key | null, rows: number, signal: AbortSignal): Promise<Key | null> {
    return await this.#watched(table, signal, async () => {
      await this.#deliver('stored');
      return await this.#boundaries.after(table, low, rows);
    });
  }

  async *read(
    table: TablePlan,
    range: KeyRange,
    options: ReadOptions,
    signal: AbortSignal,
  ): AsyncGenerator<RowBlock> {
    signal.throwIfAborted();
    await this.#deliver(options.text);
    const sql = selectRows(table, range);
    const kill = () => this.#kill();
    const abort = () => void kill();
    signal.addEventListener('abort', abort, { once: true });
    const ends = this.#session.sends(sql);
    let rows = 0;
    let failed: string | null = null;
    try {
      for await (const block of rawRows(this.#session.connection, sql, { ...options, kill })) {
        rows += block.rows;
        yield block;
      }
    } catch (error) {
      failed = (error as Error).message;
      signal.throwIfAborted();
      if (error instanceof DmsError) throw error;
      const { address } = this.#session.credentials;
      throw tableFailure(queryFailure(error as Error, address, sql), showTable(table.source.name), address);
    } finally {
      ends({ rows, error: failed });
      signal.removeEventListener('abort', abort);
      await letGo(this.#session);
    }
    signal.throwIfAborted();
  }

  async countTooLong(table: TablePlan, range: KeyRange, signal: AbortSignal): Promise<number> {
    const limited = table.columns.filter((column) => column.lobLimitBytes !== null);
    if (limited.length === 0) return 0;
    const sums = limited.map(
      (column) => `COALESCE(SUM(${tooLong(column.source, column.lobLimitBytes!)}), 0)`,
    );
    return await this.#watched(table, signal, async () => {
      const [row] = await this.#session.rows<{ n: string | number }>(
        `SELECT ${sums.join(' + ')} AS n FROM ${quoteTable(table.source.name)}${whereOn(sourceSide(table), range)}`,
      );
      return Number(row!.n);
    });
  }

  async digest(table: TablePlan, range: KeyRange, text: TextForm, signal: AbortSignal): Promise<Digest> {
    return await this.#watched(table, signal, () =>
      digestOn(this.#session, selectDigest(sourceSide(table), range, text)),
    );
  }

  async keepAlive(): Promise<void> {
    await this.#session.ping();
  }

  async close(): Promise<void> {
    await this.#session.close();
  }

  /** Runs one query that an abort ends on the server, and names the table in what goes wrong. */
  async #watched<Result>(
    table: TablePlan,
    signal: AbortSignal,
    query: () => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted();
    const abort = () => void this.#kill();
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await query();
    } catch (error) {
      signal.throwIfAborted();
      throw tableFailure(error, showTable(table.source.name), this.#session.credentials.address);
    } finally {
      signal.removeEventListener('abort', abort);
      await letGo(this.#session);
    }
  }

  async #deliver(text: TextForm): Promise<void> {
    if (this.#text === text) return;
    await this.#session.execute(resultsCharset(text));
    this.#text = text;
  }

  async #kill(): Promise<void> {
    await endQuery(this.#session);
  }
}

/** @throws DmsError `internal` when a row had no hash, which would make a difference invisible */
export async function digestOn(session: Session, sql: string): Promise<Digest> {
  const [row] = await session.rows<{ n: string | number; total: string | Buffer }>(sql);
  const sum = String(row!.total);
  const unhashed = unhashedIn(sum);
  if (unhashed > 0) {
    throw new DmsError('internal', { problem: `${unhashed} rows could not be hashed by the server` });
  }
  return { rows: Number(row!.n), sum };
}
