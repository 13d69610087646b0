/** What a server holds: tables, columns, keys. */

import { DmsError } from '../../model/errors.ts';
import type { Column, ColumnKind, TableName, TableShape, TableSummary } from '../../model/table.ts';
import { showTable } from '../../model/table.ts';
import { exactDefaults } from './ddl/exact-defaults.ts';
import { schemaCollation } from './ddl/schema-script.ts';
import type { ServerFacts, SqlSession } from './ddl/server-facts.ts';
import { tableFailure } from './failures.ts';
import type { Session } from './session.ts';
import type { ShapeRows } from './shapes-ahead.ts';
import { quoteName, quoteTable, quoteText } from './sql-text.ts';

/** Schemas that belong to the server, on any product, and never to a migration. */
export const SYSTEM_SCHEMAS = [
  'mysql',
  'sys',
  'information_schema',
  'performance_schema',
  'ndbinfo',
  'mysql_innodb_cluster_metadata',
];

export interface TableRow {
  s: string;
  t: string;
  kind: string;
  engine: string | null;
  n: string | number | null;
  bytes: string | number | null;
}

export const TABLE_FIELDS =
  'TABLE_SCHEMA AS s, TABLE_NAME AS t, TABLE_TYPE AS kind, ENGINE AS engine, TABLE_ROWS AS n, DATA_LENGTH AS bytes';

export async function listTables(session: Session): Promise<TableSummary[]> {
  // MySQL 8 remembers table sizes for a day; a migration wants today's.
  await session.attempt('SET SESSION information_schema_stats_expiry = 0');
  const rows = await session.rows<TableRow>(
    `SELECT ${TABLE_FIELDS} FROM information_schema.TABLES
     WHERE TABLE_SCHEMA NOT IN (${SYSTEM_SCHEMAS.map(quoteText).join(', ')}) ORDER BY TABLE_SCHEMA, TABLE_NAME,
     CAST(TABLE_SCHEMA AS BINARY), CAST(TABLE_NAME AS BINARY)`,
  );
  return rows.flatMap((row) => (isMovable(row) ? [summary(row)] : []));
}

/** A sequence holds no rows of anybody's, and temporary tables are seen by their own session only. */
function isMovable(row: TableRow): boolean {
  return row.kind === 'BASE TABLE' || row.kind === 'SYSTEM VERSIONED' || row.kind === 'VIEW';
}

function summary(row: TableRow): TableSummary {
  return {
    name: { schema: row.s, table: row.t },
    kind: row.kind === 'VIEW' ? 'view' : 'table',
    engine: row.engine,
    estimatedRows: Number(row.n ?? 0),
    dataBytes: Number(row.bytes ?? 0),
  };
}

/** `ahead`: what is known of the table already. @throws DmsError `table.gone` */
export async function readShape(
  session: Session,
  name: TableName,
  facts: ServerFacts,
  ahead: ShapeRows | null = null,
): Promise<TableShape> {
  const row = ahead?.table ?? (await readTable(session, name));
  if (!row) throw new DmsError('table.gone', { table: showTable(name) });
  const table = summary(row);
  const columns = ahead ? columnsOf(ahead.columns) : await readColumns(session, name);
  const collation = ahead ? ahead.collation : await schemaCollation(plain(session), name.schema);
  const createSql = table.kind === 'view' ? null : await readCreate(session, name, facts);
  return {
    ...table,
    columns: columns.map((column) => (isDocument(column, createSql) ? { ...column, kind: 'json' } : column)),
    key: table.kind === 'view' ? null : keyOf(ahead?.keys ?? (await readKeys(session, name)), columns),
    createSql,
    schemaCollation: collation ?? 'utf8mb4_general_ci',
    dialect: facts,
  };
}

async function readTable(session: Session, name: TableName): Promise<TableRow | undefined> {
  const [row] = await session.rows<TableRow>(
    `SELECT ${TABLE_FIELDS} FROM information_schema.TABLES WHERE ${isTable(name)}`,
  );
  return row;
}

function isTable({ schema, table }: TableName): string {
  return `TABLE_SCHEMA = ${quoteText(schema)} AND TABLE_NAME = ${quoteText(table)}`;
}

/** MariaDB's JSON is a text with a check, and the check is all there is to know it by. */
function isDocument({ name, type, charset }: Column, createSql: string | null): boolean {
  const check = `CHECK (json_valid(${quoteName(name)}))`;
  return type === 'longtext' && charset === 'utf8mb4' && (createSql?.includes(check) ?? false);
}

export function plain(session: Session): SqlSession {
  return { query: async (sql) => [await session.rows(sql), undefined] };
}

async function readCreate(session: Session, name: TableName, facts: ServerFacts): Promise<string> {
  try {
    const [row] = await session.rows<Record<string, string>>(`SHOW CREATE TABLE ${quoteTable(name)}`);
    return await exactDefaults(plain(session), facts, name, row!['Create Table']!);
  } catch (error) {
    throw tableFailure(error, showTable(name), session.credentials.address);
  }
}

export interface ColumnRow {
  /** Its table. */
  t: string;
  name: string;
  type: string;
  full: string;
  cs: string | null;
  co: string | null;
  nullable: string;
  extra: string;
  bytes: string | number | null;
}

export const COLUMN_FIELDS = `TABLE_NAME AS t, COLUMN_NAME AS name, DATA_TYPE AS type, COLUMN_TYPE AS full,
  CHARACTER_SET_NAME AS cs, COLLATION_NAME AS co, IS_NULLABLE AS nullable, EXTRA AS extra,
  CHARACTER_OCTET_LENGTH AS bytes`;

export async function readColumns(session: Session, name: TableName): Promise<Column[]> {
  const rows = await session.rows<ColumnRow>(
    `SELECT ${COLUMN_FIELDS} FROM information_schema.COLUMNS WHERE ${isTable(name)} ORDER BY ORDINAL_POSITION`,
  );
  return columnsOf(rows);
}

function columnsOf(rows: readonly ColumnRow[]): Column[] {
  return rows.map((row) => {
    const kind = kindOf(row.type.toLowerCase());
    const isText = kind === 'text' || kind === 'enum' || kind === 'set';
    return {
      name: row.name,
      kind,
      type: row.type.toLowerCase(),
      fullType: row.full,
      charset: isText ? row.cs : null,
      collation: isText ? row.co : null,
      nullable: row.nullable === 'YES',
      generated: isGenerated(row),
      invisible: /\bINVISIBLE\b/i.test(row.extra),
      autoIncrement: /\bauto_increment\b/i.test(row.extra),
      maxBytes: row.bytes === null ? null : Number(row.bytes),
    };
  });
}

/** MySQL says DEFAULT_GENERATED of a column with an expression default, which is an ordinary column. */
export function isGenerated({ extra }: ColumnRow): boolean {
  return /\b(VIRTUAL|STORED|PERSISTENT)\b( GENERATED)?/i.test(extra);
}

export const KINDS: Readonly<Record<string, ColumnKind>> = {
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  bigint: 'integer',
  decimal: 'decimal',
  float: 'float',
  double: 'double',
  bit: 'bit',
  date: 'date',
  time: 'time',
  datetime: 'datetime',
  timestamp: 'timestamp',
  year: 'year',
  char: 'text',
  varchar: 'text',
  tinytext: 'text',
  text: 'text',
  mediumtext: 'text',
  longtext: 'text',
  binary: 'binary',
  varbinary: 'binary',
  tinyblob: 'binary',
  blob: 'binary',
  mediumblob: 'binary',
  longblob: 'binary',
  enum: 'enum',
  set: 'set',
  json: 'json',
  uuid: 'uuid',
  inet4: 'inet',
  inet6: 'inet',
  vector: 'vector',
  geometry: 'spatial',
  point: 'spatial',
  linestring: 'spatial',
  polygon: 'spatial',
  multipoint: 'spatial',
  multilinestring: 'spatial',
  multipolygon: 'spatial',
  geometrycollection: 'spatial',
  geomcollection: 'spatial',
};

function kindOf(type: string): ColumnKind {
  const kind = KINDS[type];
  // A type nobody has seen yet: its bytes cannot be trusted to mean the same on both sides.
  if (!kind) throw new DmsError('internal', { problem: `the column type ${type} is not known` });
  return kind;
}

/**
 * Kinds whose order is the order the server compares by, so that rows can be walked. ENUM and SET sort by
 * number and compare by text (MySQL Shell's bug 35180061); FLOAT equals nothing reliably.
 */
export const WALKABLE: ReadonlySet<ColumnKind> = new Set([
  'integer',
  'decimal',
  'text',
  'binary',
  'date',
  'time',
  'datetime',
  'timestamp',
  'year',
  'uuid',
  'inet',
]);

export interface KeyRow {
  /** Its table. */
  t: string;
  i: string;
  c: string | null;
  part: unknown;
}

export const KEY_FIELDS = 'TABLE_NAME AS t, INDEX_NAME AS i, COLUMN_NAME AS c, SUB_PART AS part';

async function readKeys(session: Session, name: TableName): Promise<KeyRow[]> {
  return await session.rows<KeyRow>(
    `SELECT ${KEY_FIELDS} FROM information_schema.STATISTICS WHERE ${isTable(name)} AND NON_UNIQUE = 0
     ORDER BY INDEX_NAME = 'PRIMARY' DESC, INDEX_NAME, SEQ_IN_INDEX`,
  );
}

function keyOf(rows: readonly KeyRow[], columns: readonly Column[]): string[] | null {
  const keys = new Map<string, (string | null)[]>();
  for (const row of rows) {
    keys.set(row.i, [...(keys.get(row.i) ?? []), row.part === null ? row.c : null]);
  }
  const walkable = new Set(
    columns.filter((column) => WALKABLE.has(column.kind) && !column.nullable).map((column) => column.name),
  );
  for (const key of keys.values()) {
    if (key.every((column) => column !== null && walkable.has(column))) return key as string[];
  }
  return null;
}
