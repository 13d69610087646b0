/**
 * What is in a schema, by the slow and obvious way: every value of every row is read, written down
 * exactly, hashed and sorted here. Shares no code with the program, so it can be its judge.
 */
import { createHash } from 'node:crypto';
import { createConnection } from 'mysql2';
import type { TestServer } from './servers.ts';

export interface TableContent {
  readonly rows: number;
  readonly checksum: string;
}

interface ColumnToRead {
  readonly name: string;
  readonly type: string;
}

/** Content of every base table by name. Equal content gives equal results, on whatever server and in whatever order. */
export async function checksumTables(
  server: TestServer,
  schema: string,
): Promise<Record<string, TableContent>> {
  const tables = await server.query(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = ? AND table_type = 'BASE TABLE' ORDER BY table_name`,
    [schema],
  );
  const contents: Record<string, TableContent> = {};
  for (const table of tables) {
    const name = String(table.name);
    contents[name] = await checksumTable(server, schema, name);
  }
  return contents;
}

/** Content of one table, all columns or those named. */
export async function checksumTable(
  server: TestServer,
  schema: string,
  table: string,
  only?: readonly string[],
): Promise<TableContent> {
  const all = await columnsOf(server, schema, table);
  const columns = only ? all.filter(({ name }) => only.includes(name)) : all;
  const hashes: string[] = [];
  for await (const row of rowsOf(server, `${quoted(schema)}.${quoted(table)}`, columns)) {
    hashes.push(createHash('sha256').update(JSON.stringify(row)).digest('base64'));
  }
  const names = columns.map(({ name }) => name);
  const content = createHash('sha256').update(JSON.stringify(names)).update(hashes.toSorted().join());
  return { rows: hashes.length, checksum: content.digest('hex') };
}

async function columnsOf(server: TestServer, schema: string, table: string): Promise<ColumnToRead[]> {
  const columns = await server.query(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position`,
    [schema, table],
  );
  const json = await jsonColumns(server, schema, table);
  return columns.map((column) => {
    const name = String(column.name);
    return { name, type: json.has(name) ? 'json' : String(column.type) };
  });
}

/** MariaDB's JSON is long text with a check, and the check is all there is to know it by. */
async function jsonColumns(server: TestServer, schema: string, table: string): Promise<Set<string>> {
  if (server.product !== 'mariadb') return new Set();
  const checks = await server.query(
    'SELECT check_clause AS clause FROM information_schema.check_constraints WHERE constraint_schema = ? AND table_name = ?',
    [schema, table],
  );
  const names = checks.map((check) => /^json_valid\(`(.*)`\)$/i.exec(String(check.clause))?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

async function* rowsOf(
  server: TestServer,
  from: string,
  columns: readonly ColumnToRead[],
): AsyncGenerator<(string | null)[]> {
  const { host, port, user, password } = server;
  const connection = createConnection({ host, port, user, password });
  try {
    connection.query("SET SESSION time_zone = '+00:00'");
    const list = columns.map(expression).join(', ');
    const query = connection.query({
      sql: `SELECT ${list} FROM ${from}`,
      rowsAsArray: true,
      typeCast: (field: { string(): string | null }) => field.string(),
    });
    for await (const row of query.stream()) {
      yield (row as (string | null)[]).map((value, index) => canonical(value, columns[index]!));
    }
  } finally {
    connection.destroy();
  }
}

const AS_PRINTED = new Set(
  'tinyint smallint mediumint int bigint decimal date time datetime timestamp year'.split(' '),
);

/** Reads a value so that nothing of it is lost: numbers and times as printed, everything else by its bytes. */
function expression({ name, type }: ColumnToRead): string {
  const column = quoted(name);
  if (AS_PRINTED.has(type)) return column;
  // As text a FLOAT has six digits and loses bits.
  if (type === 'float' || type === 'double') return `${column} + 0e0`;
  if (type === 'bit') return `${column} + 0`;
  if (type === 'json') return `CAST(${column} AS CHAR CHARACTER SET utf8mb4)`;
  if (type === 'uuid' || type.startsWith('inet')) return `CAST(${column} AS CHAR)`;
  return `HEX(${column})`;
}

/** Servers print the same double and the same JSON document in different ways. */
function canonical(value: string | null, { type }: ColumnToRead): string | null {
  if (value === null) return null;
  if (type === 'float' || type === 'double') {
    const bits = Buffer.alloc(8);
    bits.writeDoubleBE(Number(value));
    return bits.toString('hex');
  }
  return type === 'json' ? JSON.stringify(sortedKeys(JSON.parse(value))) : value;
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sortedKeys(inner)] as const);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
