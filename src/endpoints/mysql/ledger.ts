/**
 * The ledger on a MySQL target: two small tables in a control schema. A chunk's entry is written by the
 * writer's own session, in the transaction of the chunk's rows.
 */
import { createHash } from 'node:crypto';
import type { Chunk, ChunkDone, Key } from '../../model/chunk.ts';
import { DmsError } from '../../model/errors.ts';
import { type TableName, type TablePlan, tableId } from '../../model/table.ts';
import type { Ledger, LedgerEntry, LedgerTable, TableProgress } from '../contract.ts';
import { trap } from '../trap.ts';
import { fullFailure } from './failures.ts';
import { overDeadlocks } from './over-deadlocks.ts';
import type { Session } from './session.ts';
import { quoteName, quoteText } from './sql-text.ts';

/** In the control schema, which may be one that holds other tables too. */
export const LEDGER_TABLES: readonly string[] = ['ledger_tables', 'ledger_chunks'];

interface TableRow {
  object: string;
  names: string;
  progress: TableProgress;
  was_empty: number;
  created: number;
}

interface ChunkRow {
  object: string;
  chunk: number;
  low: string | null;
  high: string | null;
  done: number;
  stored_rows: string | number;
  bytes: string | number;
  skipped: string | number;
  truncated: string | number;
  frontier: string | null;
}

export class MysqlLedger implements Ledger {
  readonly #session: Session;
  readonly #schema: string;
  readonly #task: string;

  /** `session` must commit by itself. */
  constructor(session: Session, schema: string, task: string) {
    this.#session = session;
    this.#schema = quoteName(schema);
    this.#task = task;
  }

  async read(): Promise<LedgerTable[] | null> {
    if (!(await this.#exists())) return null;
    const mine = `task = ${quoteText(this.#task)}`;
    // A locking read waits for a commit that a killed process left under way, so its rows are not sent twice.
    const chunks = await this.#session.rows<ChunkRow>(
      `SELECT * FROM ${this.#schema}.ledger_chunks WHERE ${mine} ORDER BY object, chunk FOR UPDATE`,
    );
    const tables = await this.#session.rows<TableRow>(
      `SELECT * FROM ${this.#schema}.ledger_tables WHERE ${mine} AND object <> '' ORDER BY object FOR UPDATE`,
    );
    const [head] = await this.#session.rows(
      `SELECT task FROM ${this.#schema}.ledger_tables WHERE ${mine} AND object = ''`,
    );
    if (!head) return null;
    return tables.map((row) =>
      ledgerTable(
        row,
        chunks.filter((chunk) => chunk.object === row.object),
      ),
    );
  }

  async start(): Promise<void> {
    const task = quoteText(this.#task);
    const making = [
      `CREATE DATABASE IF NOT EXISTS ${this.#schema}`,
      // The table that `#exists` asks for comes last: where it stands, the other one does too.
      createChunks(this.#schema),
      createTables(this.#schema),
    ];
    const beginning = [
      // As one, or a kill would leave tables of the earlier run without their chunks.
      'START TRANSACTION',
      `DELETE FROM ${this.#schema}.ledger_chunks WHERE task = ${task}`,
      // A table that the task has made and not finished still lacks its indexes.
      `DELETE FROM ${this.#schema}.ledger_tables WHERE task = ${task} AND (created = 0 OR progress = 'finished')`,
      `UPDATE ${this.#schema}.ledger_tables SET progress = 'preparing' WHERE task = ${task}`,
      `INSERT INTO ${this.#schema}.ledger_tables (task, object, names, progress, was_empty, created)
       VALUES (${task}, '', '', 'task', 0, 0)`,
      'COMMIT',
    ];
    for (const sql of making) await overDeadlocks(() => this.#makeStep(sql));
    await overDeadlocks(async () => {
      for (const sql of beginning) await this.#makeStep(sql);
    });
  }

  async #makeStep(sql: string): Promise<void> {
    await this.#change(sql);
    trap('making-ledger');
  }

  async setTable(table: TablePlan, entry: LedgerEntry): Promise<void> {
    const { fingerprint } = entry;
    const names = JSON.stringify({ source: table.source.name, target: table.target, fingerprint });
    await this.#changeAlone(
      `INSERT INTO ${this.#schema}.ledger_tables (task, object, names, progress, was_empty, created)
       VALUES (${this.#key(table)}, ${quoteText(names)}, '${entry.progress}', ${Number(entry.wasEmpty)}, ${Number(entry.created)})
       ON DUPLICATE KEY UPDATE names = VALUES(names), progress = VALUES(progress), was_empty = VALUES(was_empty), created = VALUES(created)`,
    );
  }

  async plan(table: TablePlan, chunk: Chunk): Promise<void> {
    // How far planning has come is written with the chunk itself, in one statement: never one without the other.
    await this.#changeAlone(this.#planSql(table, chunk, JSON.stringify(chunk.high)));
  }

  /** Forgets the chunks of a table that starts again. */
  async forgetChunks(table: TablePlan): Promise<void> {
    await this.#changeAlone(
      `DELETE FROM ${this.#schema}.ledger_chunks WHERE (task, object) = (${this.#key(table)})`,
    );
  }

  /** What belongs into the transaction of a chunk's rows. */
  commitSql(table: TablePlan, done: ChunkDone, rest: Chunk | null): string[] {
    const update = `UPDATE ${this.#schema}.ledger_chunks
      SET low = ${bound(done.low)}, high = ${bound(done.high)}, done = 1, stored_rows = ${done.rows},
        bytes = ${done.bytes}, skipped = ${done.skipped}, truncated = ${done.truncated}
      WHERE (task, object, chunk) = (${this.#key(table)}, ${done.index}) AND done = 0`;
    return rest ? [update, this.#planSql(table, rest, null)] : [update];
  }

  #planSql(table: TablePlan, chunk: Chunk, frontier: string | null): string {
    return `INSERT INTO ${this.#schema}.ledger_chunks (task, object, chunk, low, high, frontier)
      VALUES (${this.#key(table)}, ${chunk.index}, ${bound(chunk.low)}, ${bound(chunk.high)},
        ${frontier === null ? 'NULL' : quoteText(frontier)})`;
  }

  /** A statement that is a transaction of its own. */
  async #changeAlone(sql: string): Promise<void> {
    await overDeadlocks(() => this.#change(sql));
  }

  /** The ledger needs room as rows do. */
  async #change(sql: string): Promise<void> {
    try {
      await this.#session.execute(sql);
    } catch (error) {
      throw fullFailure(error, `the ledger in ${this.#schema}`, this.#session.credentials.address);
    }
  }

  #key(table: TablePlan): string {
    return `${quoteText(this.#task)}, '${objectId(table.source.name)}'`;
  }

  async #exists(): Promise<boolean> {
    try {
      await this.#session.rows(`SELECT 1 FROM ${this.#schema}.ledger_tables LIMIT 1`);
      return true;
    } catch (error) {
      const code = error instanceof DmsError ? error.server?.code : null;
      if (code === 'ER_NO_SUCH_TABLE' || code === 'ER_BAD_DB_ERROR') return false;
      // Without any right on the schema a server does not say whether it exists; nothing was kept there then.
      if (code === 'ER_TABLEACCESS_DENIED_ERROR') return false;
      throw error;
    }
  }
}

function createTables(schema: string): string {
  return `CREATE TABLE IF NOT EXISTS ${schema}.ledger_tables (
    task VARCHAR(255) CHARACTER SET ascii NOT NULL,
    object CHAR(40) CHARACTER SET ascii NOT NULL,
    names TEXT CHARACTER SET utf8mb4 NOT NULL,
    progress VARCHAR(10) CHARACTER SET ascii NOT NULL,
    was_empty TINYINT NOT NULL,
    created TINYINT NOT NULL,
    PRIMARY KEY (task, object)
  ) ENGINE = InnoDB COMMENT 'dms-tui: how far each table of a task has come'`;
}

function createChunks(schema: string): string {
  return `CREATE TABLE IF NOT EXISTS ${schema}.ledger_chunks (
    task VARCHAR(255) CHARACTER SET ascii NOT NULL,
    object CHAR(40) CHARACTER SET ascii NOT NULL,
    chunk INT UNSIGNED NOT NULL,
    low LONGTEXT CHARACTER SET ascii,
    high LONGTEXT CHARACTER SET ascii,
    done TINYINT NOT NULL DEFAULT 0,
    stored_rows BIGINT UNSIGNED NOT NULL DEFAULT 0,
    bytes BIGINT UNSIGNED NOT NULL DEFAULT 0,
    skipped BIGINT UNSIGNED NOT NULL DEFAULT 0,
    truncated BIGINT UNSIGNED NOT NULL DEFAULT 0,
    frontier LONGTEXT CHARACTER SET ascii,
    PRIMARY KEY (task, object, chunk)
  ) ENGINE = InnoDB COMMENT 'dms-tui: chunks of a task, done together with their rows'`;
}

/** Names are up to 128 characters of any kind; a digest keeps the keys short on every row format. */
function objectId(name: TableName): string {
  return createHash('sha1').update(tableId(name)).digest('hex');
}

function bound(key: Key | null): string {
  return key === null ? 'NULL' : quoteText(JSON.stringify(key));
}

function readBound(text: string | null): Key | null {
  return text === null ? null : (JSON.parse(text) as Key);
}

function ledgerTable(row: TableRow, chunks: readonly ChunkRow[]): LedgerTable {
  const names = JSON.parse(row.names) as Pick<LedgerTable, 'source' | 'target' | 'fingerprint'>;
  const all = chunks.map((chunk) => ({
    isDone: Number(chunk.done) === 1,
    chunk: { index: Number(chunk.chunk), low: readBound(chunk.low), high: readBound(chunk.high) },
    counts: {
      rows: Number(chunk.stored_rows),
      bytes: Number(chunk.bytes),
      skipped: Number(chunk.skipped),
      truncated: Number(chunk.truncated),
    },
  }));
  // The chunk that planning (not a cut) made last says how far planning came; null in it is the table's end.
  const last = chunks.findLast((chunk) => chunk.frontier !== null);
  const frontier = last ? (JSON.parse(last.frontier!) as Key | null) : null;
  return {
    ...names,
    progress: row.progress,
    wasEmpty: Number(row.was_empty) === 1,
    created: Number(row.created) === 1,
    frontier,
    allPlanned: last !== undefined && frontier === null,
    planned: all.filter((entry) => !entry.isDone).map((entry) => entry.chunk),
    done: all.filter((entry) => entry.isDone).map((entry) => ({ ...entry.chunk, ...entry.counts })),
  };
}
