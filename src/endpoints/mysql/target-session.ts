/** A MySQL target during one task: tables, writers, indexes, digests. */

import type { Chunk } from '../../model/chunk.ts';
import { DmsError, type Issue } from '../../model/errors.ts';
import { showTable, type TableName, type TablePlan, tableId } from '../../model/table.ts';
import type { PrepMode } from '../../model/task-settings.ts';
import type { ChunkWriter, Comparison, Digest, Prepared, TargetSession, TargetState } from '../contract.ts';
import type { CopiedObject, ObjectSource, ObjectsWanted } from '../objects-contract.ts';
import { prepAction } from '../prep-action.ts';
import { trap } from '../trap.ts';
import { readColumns } from './catalog.ts';
import { MysqlChunkWriter } from './chunk-writer.ts';
import { schemaScript } from './ddl/schema-script.ts';
import { selectDigest } from './digest-sql.ts';
import { fullFailure, targetFailure } from './failures.ts';
import { addForeignKeys } from './foreign-keys.ts';
import { MysqlLedger } from './ledger.ts';
import { copyMysqlObjects, MysqlObjects } from './objects.ts';
import { overDeadlocks } from './over-deadlocks.ts';
import { digestOn } from './reader.ts';
import { checkTargetRights } from './rights.ts';
import { targetSide } from './select.ts';
import type { Server } from './server.ts';
import { type Credentials, Session } from './session.ts';
import { SessionPool } from './session-pool.ts';
import { quoteTable } from './sql-text.ts';
import { TableScripts } from './table-scripts.ts';
import { type ColumnFit, fitColumns, refuseUnknownCharsets } from './target-columns.ts';
import { beginByCommit, prepareToDefine, prepareToWrite } from './target-settings.ts';
import { inspectTables, standing } from './target-state.ts';
import { Turns } from './turns.ts';

export class MysqlTargetSession implements TargetSession {
  readonly ledger: MysqlLedger;
  readonly #session: Session;
  readonly #credentials: Credentials;
  readonly #server: Server;
  readonly #controlSchema: string;
  readonly #signal: AbortSignal;
  readonly #fits = new Map<string, Promise<readonly ColumnFit[]>>();
  readonly #scripts: TableScripts;
  readonly #digesting = new SessionPool(() => this.#openWriter('utf8mb4_general_ci'));
  readonly #looks: Turns;
  #configured: Promise<void> | null = null;

  constructor(
    session: Session,
    credentials: Credentials,
    server: Server,
    controlSchema: string,
    task: string,
    signal: AbortSignal,
  ) {
    this.#session = session;
    this.#credentials = credentials;
    this.#server = server;
    this.#controlSchema = controlSchema;
    this.#signal = signal;
    this.#scripts = new TableScripts(session, server.facts);
    this.#looks = new Turns(session);
    this.ledger = new MysqlLedger(session, controlSchema, task);
  }

  async checkRights(tables: readonly TablePlan[], mode: PrepMode): Promise<readonly Issue[]> {
    this.#scripts.plans = tables;
    await this.#configure();
    const [row] = await this.#session.rows<{ ro: number }>('SELECT @@global.read_only AS ro');
    if (Number(row!.ro) !== 0) await this.#refuseReadOnly();
    await checkTargetRights(this.#session, this.#server.facts, tables, mode, this.#controlSchema);
    return this.#server.localInfile ? [] : [slowerWay(this.#server.identity.address)];
  }

  /** A large table takes its time to be counted: calling off ends that on the server too. */
  async inspect(tables: readonly TablePlan[], signal: AbortSignal): Promise<TargetState[]> {
    const caseSensitive = this.#server.facts.lowerCaseTableNames === 0;
    return await this.#looks.take(signal, (session) => inspectTables(session, tables, caseSensitive, signal));
  }

  async prepare(table: TablePlan, mode: PrepMode): Promise<Prepared> {
    this.#fits.delete(tableId(table.target));
    const stands = await standing(this.#session, table);
    const action = prepAction(stands !== null, mode);
    if (action === 'kept') return { action, issues: [] };
    if (action === 'truncated') {
      await this.#session.execute(`TRUNCATE TABLE ${quoteTable(table.target)}`);
      return { action, issues: [] };
    }
    const script = await this.#scripts.of(table);
    refuseUnknownCharsets(table, this.#server.facts);
    const schema = schemaScript(table.target.schema, table.source.schemaCollation, this.#server.facts);
    await overDeadlocks(() => this.#session.execute(schema));
    if (stands !== null) {
      await this.#session.execute(
        `DROP ${stands.kind === 'VIEW' ? 'VIEW' : 'TABLE'} ${quoteTable(table.target)}`,
      );
    }
    try {
      await overDeadlocks(() => this.#session.execute(script.create));
    } catch (error) {
      const named = fullFailure(error, showTable(table.target), this.#credentials.address);
      throw failedOn(named, 'table.create', table, script.create);
    }
    return { action, issues: script.issues };
  }

  async restart(table: TablePlan): Promise<void> {
    await this.#session.execute(`TRUNCATE TABLE ${quoteTable(table.target)}`);
    trap('after-restart-before-ledger');
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
      signal: this.#signal,
      killQuery: (serverThread) => this.#session.killQuery(serverThread),
    });
  }

  async finish(
    table: TablePlan,
    onStep: (statement: string) => void,
    signal: AbortSignal,
  ): Promise<readonly Issue[]> {
    const script = await this.#scripts.of(table);
    if (script.indexes.length === 0) return [];
    // Indexes take long: a session of their own, so that the ledger can be written meanwhile.
    const session = await Session.open(this.#credentials, signal);
    const abort = () => void this.#session.killQuery(session.serverThread);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await prepareToDefine(session, this.#server.facts);
      for (const sql of script.indexes) {
        signal.throwIfAborted();
        onStep(sql);
        await addIndexes(session, table, sql);
        trap('after-index-before-ledger');
      }
    } finally {
      signal.removeEventListener('abort', abort);
      await session.close();
    }
    return [];
  }

  async constrain(tables: readonly TablePlan[]): Promise<readonly Issue[]> {
    const keys = [];
    for (const table of tables) {
      const script = await this.#scripts.of(table);
      keys.push(...script.foreignKeys.map((key) => ({ table, key })));
    }
    return await addForeignKeys(this.#session, keys, (parent) =>
      tables.some((table) => isWhole(table, parent)),
    );
  }

  async *copyObjects(
    from: ObjectSource,
    wanted: ObjectsWanted,
    signal: AbortSignal,
  ): AsyncGenerator<CopiedObject> {
    const to = { credentials: this.#credentials, facts: this.#server.facts };
    if (from instanceof MysqlObjects) yield* copyMysqlObjects(from, to, wanted, signal);
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
    try {
      return await this.#digesting.use(async (session) => {
        const digest = await digestOn(session, selectDigest(targetSide(table), chunk, text));
        // Ends the read view, so that the next digest sees what is committed by then.
        await session.execute('COMMIT');
        return digest;
      }, signal);
    } catch (error) {
      throw targetFailure(error, showTable(table.target), this.#credentials.address);
    }
  }

  async keepAlive(): Promise<void> {
    await this.#session.ping();
  }

  async close(): Promise<void> {
    await Promise.all([this.#session.close(), this.#digesting.close()]);
  }

  async #configure(): Promise<void> {
    this.#configured ??= prepareToDefine(this.#session, this.#server.facts);
    await this.#configured;
  }

  async #openWriter(charset: string): Promise<Session> {
    const session = await Session.open(this.#credentials, new AbortController().signal, charset);
    await prepareToWrite(session);
    await beginByCommit(session);
    return session;
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

  /** `read_only` does not bind every user: who may write all the same is asked by trying, and nothing is written. */
  async #refuseReadOnly(): Promise<void> {
    try {
      await this.#session.execute('START TRANSACTION READ WRITE');
      await this.#session.execute('ROLLBACK');
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

async function addIndexes(session: Session, table: TablePlan, sql: string): Promise<void> {
  try {
    await session.execute(sql);
  } catch (error) {
    // An earlier run was ended after this statement and before its entry in the ledger.
    if (error instanceof DmsError && error.server?.code === 'ER_DUP_KEYNAME') return;
    throw failedOn(
      fullFailure(error, showTable(table.target), session.credentials.address),
      'table.index',
      table,
      sql,
    );
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

function slowerWay(address: string): Issue {
  return {
    code: 'fallback',
    subject: address,
    detail:
      'local_infile is OFF on the target, so rows go by INSERT: the same guarantees, about half the speed and three times the work on this side.',
    fix: 'SET GLOBAL local_infile = ON;',
  };
}
