/** A MySQL-family server as a source. */
import type { MysqlAddress } from '../../model/endpoint-url.ts';
import type { TableName, TablePlan, TableShape, TableSummary } from '../../model/table.ts';
import type { EndpointIdentity, EndpointSecrets, Snapshot, SourceEndpoint } from '../contract.ts';
import type { StatementListener } from '../statements.ts';
import type { SourceSurvey } from '../survey-contract.ts';
import { listTables, readShape } from './catalog.ts';
import { READING_SETTINGS } from './ddl/session-settings.ts';
import { MysqlObjects } from './objects.ts';
import { MysqlReader } from './reader.ts';
import { missingSelect } from './rights.ts';
import { readServer, type Server } from './server.ts';
import { type Credentials, Session } from './session.ts';
import { ShapesAhead } from './shapes-ahead.ts';
import { openSnapshot } from './snapshot.ts';
import { quoteName, quoteTable } from './sql-text.ts';
import { MysqlSourceSurvey } from './survey/source-survey.ts';

export async function openMysqlSource(
  address: MysqlAddress,
  secrets: EndpointSecrets,
  signal: AbortSignal,
  onStatement?: StatementListener,
): Promise<SourceEndpoint> {
  const credentials = { address, ...secrets, onStatement };
  const session = await Session.open(credentials, signal);
  for (const sql of READING_SETTINGS) await session.execute(sql);
  return new MysqlSource(credentials, session, await readServer(session));
}

class MysqlSource implements SourceEndpoint {
  readonly #credentials: Credentials;
  readonly #session: Session;
  readonly #server: Server;
  readonly #ahead = new ShapesAhead();
  /** How many tables each schema has, as of the last list. */
  #sizes: ReadonlyMap<string, number> = new Map();

  constructor(credentials: Credentials, session: Session, server: Server) {
    this.#credentials = credentials;
    this.#session = session;
    this.#server = server;
  }

  get identity(): EndpointIdentity {
    return this.#server.identity;
  }

  get namesAreCaseSensitive(): boolean {
    return this.#server.facts.lowerCaseTableNames === 0;
  }

  get objects(): MysqlObjects {
    return new MysqlObjects(this.#credentials, this.#server.facts);
  }

  async tables(): Promise<TableSummary[]> {
    const tables = await listTables(this.#session);
    this.#sizes = tables.reduce(
      (sizes, { name }) => sizes.set(name.schema, (sizes.get(name.schema) ?? 0) + 1),
      new Map<string, number>(),
    );
    return tables;
  }

  async readAhead(tables: readonly TableName[], signal: AbortSignal): Promise<void> {
    await this.#ahead.read(this.#session, tables, this.#sizes, signal);
  }

  async shape(table: TableName): Promise<TableShape> {
    const ahead = this.#ahead.take(table);
    const shape = await readShape(this.#session, table, this.#server.facts, ahead);
    if (!ahead?.isReadable) await this.#checkReadable(shape);
    return shape;
  }

  /** Seeing a table is not the right to read it: that is noticed here, before anything is touched. */
  async #checkReadable({ name, columns }: TableShape): Promise<void> {
    const readable = columns.filter((column) => !column.generated);
    if (readable.length === 0) return;
    const list = readable.map((column) => quoteName(column.name)).join(', ');
    try {
      await this.#session.rows(`SELECT ${list} FROM ${quoteTable(name)} LIMIT 0`);
    } catch (error) {
      const [row] = await this.#session.rows<{ u: string }>('SELECT CURRENT_USER() AS u');
      throw missingSelect(error, quoteTable(name), row!.u);
    }
  }

  async snapshot(
    tables: readonly TablePlan[],
    readers: number,
    signal: AbortSignal,
    spare = 0,
  ): Promise<Snapshot> {
    const count = { least: readers, spare };
    const opened = await openSnapshot(this.#credentials, this.#server.facts, tables, count, signal);
    const all = opened.sessions.map((session) => new MysqlReader(session));
    return {
      guarantee: opened.guarantee,
      position: opened.position,
      issues: opened.issues,
      readers: all,
      close: async () => {
        await Promise.all(all.map((reader) => reader.close()));
      },
    };
  }

  async survey(signal: AbortSignal): Promise<SourceSurvey> {
    return await MysqlSourceSurvey.open(this.#credentials, this.#server, signal);
  }

  async close(): Promise<void> {
    await this.#session.close();
  }
}
