/** The tables of a server, or of some of its schemas, by their names. */
import type { TableName } from '../../../model/table.ts';
import type { NamedTable } from '../../catalog-contract.ts';
import { SYSTEM_SCHEMAS } from '../catalog.ts';
import type { Session } from '../session.ts';
import { quoteText } from '../sql-text.ts';

export async function listSchemas(session: Session): Promise<string[]> {
  const rows = await session.rows<{ s: string }>(
    `SELECT SCHEMA_NAME AS s FROM information_schema.SCHEMATA WHERE ${inSchemas(null, 'SCHEMA_NAME')}`,
  );
  return rows.map((row) => row.s).sort(byCodeUnits);
}

/** A sequence holds no rows of anybody's, and temporary tables are seen by their own session only. */
const LISTED_TYPES = ['BASE TABLE', 'SYSTEM VERSIONED', 'VIEW'];

/** A table as it is told of without a look into it; `engine` is null where the server cannot open it. */
export interface FoundTable extends NamedTable {
  readonly engine: string | null;
}

interface Row {
  s: string;
  t: string;
  kind: string;
  engine: string | null;
}

/** Asked for no size, a server looks into no table: ten thousand take it a moment, not seconds. */
export async function findTables(session: Session, schemas: readonly string[] | null): Promise<FoundTable[]> {
  if (schemas?.length === 0) return [];
  const rows = await session.rows<Row>(
    `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, TABLE_TYPE AS kind, ENGINE AS engine
     FROM information_schema.TABLES
     WHERE ${inSchemas(schemas)} AND TABLE_TYPE IN (${LISTED_TYPES.map(quoteText).join(', ')})`,
  );
  return rows.map(found).sort(byName);
}

function found(row: Row): FoundTable {
  const kind = row.kind === 'VIEW' ? 'view' : 'table';
  return { name: { schema: row.s, table: row.t }, kind, engine: row.engine };
}

export function inSchemas(schemas: readonly string[] | null, column = 'TABLE_SCHEMA'): string {
  const [operator, names] = schemas === null ? ['NOT IN', SYSTEM_SCHEMAS] : ['IN', schemas];
  return `${column} ${operator} (${names.map(quoteText).join(', ')})`;
}

/** More than these in one condition, and all could be asked for as well. */
const MOST_NAMED = 500;

/** Matches each of the tables, which are of these schemas, and few others. */
export function isOneOf(schemas: readonly string[] | null, tables: readonly TableName[]): string {
  if (tables.length === 0 || tables.length > MOST_NAMED) return inSchemas(schemas);
  return `${inSchemas(schemas)} AND TABLE_NAME IN (${tables.map(({ table }) => quoteText(table)).join(', ')})`;
}

function byName(a: NamedTable, b: NamedTable): number {
  return byCodeUnits(a.name.schema, b.name.schema) || byCodeUnits(a.name.table, b.name.table);
}

/** The same on every server, whatever the collation of its own lists. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
