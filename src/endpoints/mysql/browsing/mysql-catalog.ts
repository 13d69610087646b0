/** Looking around a MySQL-family server. Nothing is read before it is asked for, and nothing is changed. */
import type { MysqlAddress } from '../../../model/endpoint-url.ts';
import type { TableName } from '../../../model/table.ts';
import type {
  Catalog,
  FactsWanted,
  ListedTable,
  NamedTable,
  SampleRows,
  TableDescription,
} from '../../catalog-contract.ts';
import type { EndpointIdentity, EndpointSecrets } from '../../contract.ts';
import { READING_SETTINGS } from '../ddl/session-settings.ts';
import { readServer, type Server } from '../server.ts';
import { type Credentials, Session } from '../session.ts';
import { Turns } from '../turns.ts';
import { describeTable } from './describe-table.ts';
import { findTables, listSchemas } from './find-tables.ts';
import { listTables } from './list-tables.ts';
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
  const { session, turns } = await openSession({ address, ...secrets }, signal);
  try {
    return new MysqlCatalog(session, turns, await turns.take(signal, readServer));
  } catch (error) {
    await session.close();
    throw error;
  }
}

interface BrowsingSession {
  readonly session: Session;
  readonly turns: Turns;
}

async function openSession(credentials: Credentials, signal: AbortSignal): Promise<BrowsingSession> {
  const session = await Session.open(credentials, signal);
  const turns = new Turns(session);
  try {
    await turns.take(signal, async () => {
      for (const sql of BROWSING_SETTINGS) await session.execute(sql);
      // MySQL 8 remembers table sizes for a day; who has just filled a table wants to see it full.
      await session.attempt('SET SESSION information_schema_stats_expiry = 0');
    });
  } catch (error) {
    await session.close();
    throw error;
  }
  return { session, turns };
}

class MysqlCatalog implements Catalog {
  readonly #session: Session;
  readonly #turns: Turns;
  readonly #server: Server;
  #aside: Promise<BrowsingSession> | null = null;

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

  async tables(
    schemas: readonly string[] | null,
    signal: AbortSignal,
    wanted: FactsWanted = {},
  ): Promise<ListedTable[]> {
    const { product } = this.#server.facts;
    const aside = () => this.#besides(signal);
    return await listTables({ schemas, product, wanted, turns: this.#turns, aside }, signal);
  }

  async names(schemas: readonly string[], signal: AbortSignal): Promise<NamedTable[]> {
    return await this.#turns.take(signal, (session) => findTables(session, schemas));
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
    const aside = await this.#aside?.catch(() => null);
    await Promise.all([this.#session.close(), aside?.session.close()]);
  }

  /** A server that has no second connection to give is asked everything by the first. */
  async #besides(signal: AbortSignal): Promise<Turns> {
    this.#aside ??= openSession(this.#session.credentials, signal);
    const opening = this.#aside;
    try {
      return (await opening).turns;
    } catch {
      if (this.#aside === opening) this.#aside = null;
      signal.throwIfAborted();
      return this.#turns;
    }
  }
}
