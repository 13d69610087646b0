/** A MySQL target during one task: tables, writers, indexes, digests. */

import type { Chunk } from '../../model/chunk.ts';
import { DmsError, type Issue } from '../../model/errors.ts';
import { showTable, type TableName, type TablePlan, tableId } from '../../model/table.ts';
import type { PrepMode } from '../../model/task-settings.ts';
import type { ChunkWriter, Comparison, Digest, Prepared, TargetSession, TargetState } from '../contract.ts';
import { readColumns } from './catalog.ts';
import { MysqlChunkWriter } from './chunk-writer.ts';
import { type ConstraintNames, readConstraintNames } from './ddl/constraint-names.ts';
import type { ServerFacts } from './ddl/server-facts.ts';
import { definitionSettings } from './ddl/session-settings.ts';
import type { TableRequest, TableScript } from './ddl/table-script.ts';
import { targetTable } from './ddl/target-table.ts';
import { viewAsTable } from './ddl/view-as-table.ts';
import { selectDigest } from './digest-sql.ts';
import { addForeignKeys } from './foreign-keys.ts';
import { MysqlLedger } from './ledger.ts';
import { digestOn } from './reader.ts';
import { checkTargetRights } from './rights.ts';
import { targetSide } from './select.ts';
import type { Server } from './server.ts';
import { type Credentials, Session } from './session.ts';
import { quoteName, quoteTable, quoteText } from './sql-text.ts';
import { type ColumnFit, fitColumns } from './target-columns.ts';

/** A data source that pauses (a slow source, a stopped process) must not make the server hang up. */
const PATIENCE_S = 3600;

export class MysqlTargetSession implements TargetSession {
  readonly ledger: MysqlLedger;
  readonly #session: Session;
  readonly #credentials: Credentials;
  readonly #server: Server;
  readonly #controlSchema: string;
  readonly #fits = new Map<string, Promise<readonly ColumnFit[]>>();
  readonly #scripts = new Map<string, TableScript>();
  /** Sessions for digests, between two of them. */
  readonly #idle: Session[] = [];
  #plans: readonly TablePlan[] = [];
  #names: Promise<ConstraintNames> | null = null;
  #configured: Promise<void> | null = null;

  constructor(
    session: Session,
    credentials: Credentials,
    server: Server,
    controlSchema: string,
    task: string,
  ) {
    this.#session = session;
    this.#credentials = credentials;
    this.#server = server;
    this.#controlSchema = controlSchema;
    this.ledger = new MysqlLedger(session, controlSchema, task);
  }

  async checkRights(tables: readonly TablePlan[], mode: PrepMode): Promise<readonly Issue[]> {
    this.#plans = tables;
    await this.#configure();
    const [row] = await this.#session.rows<{ ro: number }>('SELECT @@global.read_only AS ro');
    if (Number(row!.ro) !== 0) await this.#refuseReadOnly();
    await checkTargetRights(this.#session, tables, mode, this.#controlSchema);
    return this.#server.localInfile ? [] : [slowerWay(this.#server.identity.address)];
  }

  async inspect(table: TablePlan): Promise<TargetState> {
    const { schema, table: name } = table.target;
    const [row] = await this.#session.rows<{ kind: string }>(
      `SELECT TABLE_TYPE AS kind FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${quoteText(schema)} AND TABLE_NAME = ${quoteText(name)}`,
    );
    if (!row) return { exists: false, rows: 0, issues: [] };
    const [count] = await this.#session.rows<{ n: string | number }>(
      `SELECT COUNT(*) AS n FROM ${quoteTable(table.target)}`,
    );
    const issues =
      row.kind === 'VIEW'
        ? [unfit(table, 'it is a view on the target, not a table')]
        : await this.#unfitColumns(table);
    return { exists: true, rows: Number(count!.n), issues };
  }

  async prepare(table: TablePlan, mode: PrepMode): Promise<Prepared> {
    this.#fits.delete(tableId(table.target));
    const state = await this.inspect(table);
    if (state.exists && mode === 'do-nothing') return { action: 'kept', issues: [] };
    if (state.exists && mode === 'truncate') {
      await this.#session.execute(`TRUNCATE TABLE ${quoteTable(table.target)}`);
      return { action: 'truncated', issues: [] };
    }
    const script = await this.#script(table);
    await this.#session.execute(`CREATE DATABASE IF NOT EXISTS ${quoteName(table.target.schema)}`);
    if (state.exists) await this.#session.execute(`DROP TABLE ${quoteTable(table.target)}`);
    try {
      await this.#session.execute(script.create);
    } catch (error) {
      throw failedOn(error, 'table.create', table, script.create);
    }
    return { action: state.exists ? 'recreated' : 'created', issues: script.issues };
  }

  async restart(table: TablePlan): Promise<void> {
    await this.#session.execute(`TRUNCATE TABLE ${quoteTable(table.target)}`);
    await this.ledger.forgetChunks(table);
  }

  async writer(): Promise<ChunkWriter> {
    return new MysqlChunkWriter({
      loading: () => this.#openWriter('utf8mb4_general_ci'),
      inserting: () => this.#openWriter('binary'),
      ledger: this.ledger,
      fits: (table) => this.#fit(table),
      canLoad: this.#server.localInfile,
      maxPacketBytes: this.#server.maxPacketBytes,
    });
  }

  async finish(table: TablePlan, onStep: (statement: string) => void): Promise<readonly Issue[]> {
    const script = await this.#script(table);
    if (script.indexes.length === 0) return [];
    // Indexes take long: a session of their own, so that the ledger can be written meanwhile.
    const session = await Session.open(this.#credentials, new AbortController().signal);
    await this.#prepareToDefine(session);
    try {
      for (const sql of script.indexes) {
        onStep(sql);
        await addIndexes(session, table, sql);
      }
    } finally {
      await session.close();
    }
    return [];
  }

  async constrain(tables: readonly TablePlan[]): Promise<readonly Issue[]> {
    const keys = [];
    for (const table of tables) {
      const script = await this.#script(table);
      keys.push(...script.foreignKeys.map((key) => ({ table, key })));
    }
    return await addForeignKeys(this.#session, keys, (parent) =>
      tables.some((table) => isWhole(table, parent)),
    );
  }

  async comparison(table: TablePlan): Promise<Comparison> {
    const fits = await this.#fit(table);
    const sameOrder = table.key?.every(
      (position) => fits[position]!.sameText && fits[position]!.sameCollation,
    );
    return { text: fits.every((fit) => fit.sameText) ? 'stored' : 'utf8', by: sameOrder ? 'range' : 'table' };
  }

  async digest(table: TablePlan, chunk: Chunk, signal: AbortSignal): Promise<Digest> {
    const { text } = await this.comparison(table);
    const session = this.#idle.pop() ?? (await this.#openWriter('utf8mb4_general_ci'));
    const abort = () => session.destroy();
    signal.addEventListener('abort', abort, { once: true });
    try {
      const digest = await digestOn(session, selectDigest(targetSide(table), chunk, text));
      // Ends the read view, so that the next digest sees what is committed by then.
      await session.execute('COMMIT');
      this.#idle.push(session);
      return digest;
    } catch (error) {
      session.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#session, ...this.#idle].map((session) => session.close()));
  }

  async #configure(): Promise<void> {
    this.#configured ??= this.#prepareToDefine(this.#session);
    await this.#configured;
  }

  /** A session that makes tables and indexes. */
  async #prepareToDefine(session: Session): Promise<void> {
    for (const sql of definitionSettings(this.#server.facts)) await session.attempt(sql);
    await configure(session);
  }

  async #openWriter(charset: string): Promise<Session> {
    const session = await Session.open(this.#credentials, new AbortController().signal, charset);
    await configure(session);
    await session.execute('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    await session.execute('SET SESSION autocommit = 0');
    return session;
  }

  async #script(table: TablePlan): Promise<TableScript> {
    const id = tableId(table.source.name);
    const known = this.#scripts.get(id);
    if (known) return known;
    this.#names ??= readConstraintNames(
      { query: async (sql) => [await this.#session.rows(sql), undefined] },
      this.#server.facts,
      [...new Set(this.#plans.map((plan) => plan.target.schema))],
    );
    const request: TableRequest = {
      plan: table,
      from: table.source.dialect as ServerFacts,
      to: this.#server.facts,
      parent: (name) => this.#planOf(name),
      names: await this.#names,
    };
    const { createSql } = table.source;
    const script = createSql === null ? viewAsTable(request) : targetTable(createSql, request);
    this.#scripts.set(id, script);
    return script;
  }

  #planOf(source: TableName): TablePlan | null {
    return this.#plans.find((plan) => tableId(plan.source.name) === tableId(source)) ?? null;
  }

  async #fit(table: TablePlan): Promise<readonly ColumnFit[]> {
    const id = tableId(table.target);
    const known = this.#fits.get(id);
    if (known) return await known;
    const reading = readColumns(this.#session, table.target).then((columns) =>
      fitColumns(table, columns, this.#server.facts),
    );
    this.#fits.set(id, reading);
    return await reading;
  }

  async #unfitColumns(table: TablePlan): Promise<Issue[]> {
    const columns = await readColumns(this.#session, table.target);
    const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
    return table.columns.flatMap((planned) => {
      const column = byName.get(planned.target.toLowerCase());
      if (!column) return [unfit(table, `it has no column ${planned.target}`)];
      return column.generated
        ? [unfit(table, `its column ${planned.target} is computed and takes no values`)]
        : [];
    });
  }

  /** `read_only` does not bind every user: who may write all the same is asked by trying. */
  async #refuseReadOnly(): Promise<void> {
    try {
      await this.#session.execute(`CREATE DATABASE IF NOT EXISTS ${quoteName(this.#controlSchema)}`);
    } catch (error) {
      if (error instanceof DmsError && error.is('target.read-only')) {
        throw new DmsError(error.kind, error.facts, {
          server: error.server,
          fix: 'SET GLOBAL read_only = OFF;  -- or use the address of the writer',
        });
      }
    }
  }
}

/** Whether a table of the task is this parent, moved with every row the source has. */
function isWhole(table: TablePlan, parent: TableName): boolean {
  return tableId(table.target) === tableId(parent) && table.filters.length === 0;
}

/** What every session on the target needs, so that values are stored as they come. */
async function configure(session: Session): Promise<void> {
  // unique_checks stays on: with both checks off MariaDB loses rows on a duplicate and says nothing.
  await session.execute(
    `SET SESSION time_zone = '+00:00', foreign_key_checks = 0, net_read_timeout = ${PATIENCE_S},
       net_write_timeout = ${PATIENCE_S}, wait_timeout = 86400,
       sql_mode = 'NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION'`,
  );
  await session.attempt('SET SESSION lc_messages = en_US');
}

async function addIndexes(session: Session, table: TablePlan, sql: string): Promise<void> {
  try {
    await session.execute(sql);
  } catch (error) {
    // An earlier run was ended after this statement and before its entry in the ledger.
    if (error instanceof DmsError && error.server?.code === 'ER_DUP_KEYNAME') return;
    throw failedOn(error, 'table.index', table, sql);
  }
}

function failedOn(
  error: unknown,
  kind: 'table.create' | 'table.index',
  table: TablePlan,
  sql: string,
): unknown {
  if (!(error instanceof DmsError) || !error.is('server.refused')) return error;
  return new DmsError(kind, { table: showTable(table.target), sql }, { server: error.server, cause: error });
}

function unfit(table: TablePlan, problem: string): Issue {
  return { code: 'notice', subject: showTable(table.target), detail: problem };
}

function slowerWay(address: string): Issue {
  return {
    code: 'fallback',
    subject: address,
    detail:
      'local_infile is OFF on the target, so rows go by INSERT: the same guarantees, about half the speed and three times the work on this side.',
    fix: 'SET GLOBAL local_infile = ON;',
  };
}
