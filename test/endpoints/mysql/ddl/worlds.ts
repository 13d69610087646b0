/** Reads a table's definition from one server and makes it on another, as a task would. */

import type { Connection } from 'mysql2/promise';
import { passwordOnly } from '../../../../src/endpoints/contract.ts';
import { readShape } from '../../../../src/endpoints/mysql/catalog.ts';
import { ConstraintNames } from '../../../../src/endpoints/mysql/ddl/constraint-names.ts';
import { exactDefaults } from '../../../../src/endpoints/mysql/ddl/exact-defaults.ts';
import { readServerFacts, type ServerFacts } from '../../../../src/endpoints/mysql/ddl/server-facts.ts';
import {
  definitionSettings,
  READING_SETTINGS,
} from '../../../../src/endpoints/mysql/ddl/session-settings.ts';
import type { TableRequest, TableScript } from '../../../../src/endpoints/mysql/ddl/table-script.ts';
import { targetTable } from '../../../../src/endpoints/mysql/ddl/target-table.ts';
import { Session } from '../../../../src/endpoints/mysql/session.ts';
import type { TableName, TablePlan, TableShape } from '../../../../src/model/table.ts';
import { connect, freshSchema, type TestServer } from '../../../support/servers.ts';

export interface Side {
  readonly server: TestServer;
  readonly schema: string;
  /** For statements of the test and of the code under test. */
  readonly connection: Connection;
  readonly facts: ServerFacts;
  shape(table: string): Promise<TableShape>;
  close(): Promise<void>;
}

export async function openSide(server: TestServer, role: 'source' | 'target', named?: string): Promise<Side> {
  const schema = named ?? (await freshSchema(server, 'ddl'));
  const connection = await connect(server, { database: schema });
  // The products' own defaults differ; tests that mean them say so.
  if (named === undefined) await connection.query(`ALTER SCHEMA \`${schema}\` COLLATE utf8mb4_general_ci`);
  const facts = await readServerFacts(connection);
  for (const setting of role === 'source' ? READING_SETTINGS : definitionSettings(facts)) {
    await connection.query(setting);
  }
  const address = {
    engine: 'mysql' as const,
    host: server.host,
    port: server.port,
    socket: null,
    user: server.user,
    password: null,
    schema: null,
    tls: 'none' as const,
    ca: null,
    cert: null,
    key: null,
    ssh: null,
  };
  const session = await Session.open(
    { address, ...passwordOnly(server.password) },
    new AbortController().signal,
  );
  for (const setting of READING_SETTINGS) await session.execute(setting);
  return {
    server,
    schema,
    connection,
    facts,
    shape: (table) => readShape(session, { schema, table }, facts),
    close: async () => {
      await connection.end();
      await session.close();
    },
  };
}

/** What the rules of a task say about one table. */
export interface Changes {
  readonly target?: TableName;
  readonly renamed?: Readonly<Record<string, string>>;
  readonly removed?: readonly string[];
}

export function planOf(shape: TableShape, schema: string, changes: Changes = {}): TablePlan {
  const removed = changes.removed ?? [];
  return {
    source: shape,
    target: changes.target ?? { schema, table: shape.name.table },
    columns: shape.columns
      .filter((column) => !column.generated && !removed.includes(column.name))
      .map((source) => ({
        source,
        target: changes.renamed?.[source.name] ?? source.name,
        lobLimitBytes: null,
      })),
    removed,
    key: null,
    filters: [],
    loadOrder: 0,
  };
}

export function requestOf(
  plan: TablePlan,
  source: Pick<Side, 'facts'>,
  target: Pick<Side, 'facts'>,
  parents: readonly TablePlan[] = [],
): TableRequest {
  return {
    plan,
    from: source.facts,
    to: target.facts,
    parent: (name) =>
      parents.find(({ source: { name: own } }) => own.schema === name.schema && own.table === name.table) ??
      null,
    names: new ConstraintNames(),
  };
}

/** Runs what a script says, in the order a task would. */
export async function carryOut(script: TableScript, target: Side): Promise<void> {
  await target.connection.query(script.create);
  for (const statement of script.indexes) await target.connection.query(statement);
  for (const key of script.foreignKeys) await target.connection.query(key.sql);
}

export async function passOn(
  source: Side,
  target: Side,
  table: string,
  changes: Changes = {},
): Promise<TableScript> {
  const plan = planOf(await source.shape(table), target.schema, changes);
  const create = await exactDefaults(
    source.connection,
    source.facts,
    plan.source.name,
    plan.source.createSql!,
  );
  const script = targetTable(create, requestOf(plan, source, target));
  await carryOut(script, target);
  return script;
}

export async function showCreate(side: Side, table: string): Promise<string> {
  const [rows] = await side.connection.query(`SHOW CREATE TABLE \`${table.replaceAll('`', '``')}\``);
  return (rows as Record<string, string>[])[0]!['Create Table']!;
}
