/** Looking around a MySQL-family server. Nothing is read before it is asked for, and nothing is changed. */
import type { MysqlAddress } from '../../../model/endpoint-url.ts';
import type { TableName } from '../../../model/table.ts';
import type {
  Catalog,
  ListedTable,
  NamedTable,
  SampleRows,
  TableDescription,
} from '../../catalog-contract.ts';
import type { EndpointIdentity, EndpointSecrets } from '../../contract.ts';
import { READING_SETTINGS } from '../ddl/session-settings.ts';
import { readServer, type Server } from '../server.ts';
import { Session } from '../session.ts';
import { Turns } from '../turns.ts';
import { describeTable } from './describe-table.ts';
import { listNames, listSchemas, listTables } from './list-tables.ts';
import { sampleRows } from './sample-rows.ts';
import { tableDefinition } from './table-definition.ts';

const BROWSING_SETTINGS = [
  ...READING_SETTINGS,
  // Times are shown as they are copied, whatever the zone of the server.
  "SET SESSION time_zone = '+00:00'",
  // A person who looks around for an afternoon must not find the line cut.
  'SET SESSION wait_timeout = 86400',
];

/** @throws DmsError of the `connect.*` kinds */
export async function openMysqlCatalog(
  address: MysqlAddress,
  secrets: EndpointSecrets,
  signal: AbortSignal,
): Promise<Catalog> {
  const session = await Session.open({ address, ...secrets }, signal);
  const turns = new Turns(session);
  try {
    const server = await turns.take(signal, async () => {
      for (const sql of BROWSING_SETTINGS) await session.execute(sql);
      // MySQL 8 remembers table sizes for a day; who has just filled a table wants to see it full.
      await session.attempt('SET SESSION information_schema_stats_expiry = 0');
      return await readServer(session);
    });
    return new MysqlCatalog(session, turns, server);
  } catch (error) {
    await session.close();
    throw error;
  }
}

class MysqlCatalog implements Catalog {
  readonly #session: Session;
  readonly #turns: Turns;
  readonly #server: Server;

  constructor(session: Session, turns: Turns, server: Server) {
    this.#session = session;
    this.#turns = turns;
    this.#server = server;
  }

  get identity(): EndpointIdentity {
    return this.#server.identity;
  }

  get namesAreCaseSensitive(): boolean {
    return this.#server.facts.lowerCaseTableNames === 0;
  }

  async schemas(signal: AbortSignal): Promise<string[]> {
    return await this.#turns.take(signal, listSchemas);
  }

  async tables(schemas: readonly string[] | null, signal: AbortSignal): Promise<ListedTable[]> {
    return await this.#turns.take(signal, (session) =>
      listTables(session, schemas, this.#server.facts.product),
    );
  }

  async names(schemas: readonly string[], signal: AbortSignal): Promise<NamedTable[]> {
    return await this.#turns.take(signal, (session) => listNames(session, schemas));
  }

  async describe(table: TableName, signal: AbortSignal): Promise<TableDescription> {
    return await this.#turns.take(signal, (session) => describeTable(session, table, this.#server.facts));
  }

  async definition(table: TableName, signal: AbortSignal): Promise<string | null> {
    return await this.#turns.take(signal, (session) => tableDefinition(session, table));
  }

  async rows(table: TableName, limit: number, signal: AbortSignal): Promise<SampleRows> {
    return await this.#turns.take(signal, (session) => sampleRows(session, table, limit, this.#server.facts));
  }

  async close(): Promise<void> {
    await this.#session.close();
  }
}
