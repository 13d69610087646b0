/** The list of tables of a server, or of some of its schemas: a few queries, however many tables there are. */
import { tableId } from '../../../model/table.ts';
import type { ListedTable, NamedTable } from '../../catalog-contract.ts';
import { SYSTEM_SCHEMAS } from '../catalog.ts';
import type { ServerFacts } from '../ddl/server-facts.ts';
import type { Session } from '../session.ts';
import { quoteText } from '../sql-text.ts';
import { type KeptSizes, readKeptSizes } from './kept-sizes.ts';
import { readKeys } from './read-keys.ts';

export async function listSchemas(session: Session): Promise<string[]> {
  const rows = await session.rows<{ s: string }>(
    `SELECT SCHEMA_NAME AS s FROM information_schema.SCHEMATA WHERE ${inSchemas(null, 'SCHEMA_NAME')}`,
  );
  return rows.map((row) => row.s).sort(byCodeUnits);
}

interface NameRow {
  s: string;
  t: string;
  kind: string;
}

/** Numbers are null where the server tells none, as of a view or a table that it cannot open. */
interface TableRow extends NameRow {
  engine: string | null;
  n: string | number | null;
  bytes: string | number | null;
}

/** A sequence holds no rows of anybody's, and temporary tables are seen by their own session only. */
const LISTED_TYPES = ['BASE TABLE', 'SYSTEM VERSIONED', 'VIEW'];

export async function listTables(
  session: Session,
  schemas: readonly string[] | null,
  product: ServerFacts['product'],
): Promise<ListedTable[]> {
  if (schemas?.length === 0) return [];
  const where = inSchemas(schemas);
  const keys = await readKeys(session, where);
  const quick =
    product === 'mariadb' ? await readKeptSizes(session, (column) => inSchemas(schemas, column)) : null;
  const rows = quick === null ? await readTables(session, where) : await withSizes(session, where, quick);
  return rows.map((row) => listed(row, keys)).sort(byName);
}

/** Asked for no size, a server looks into no table: ten thousand take it a moment, not seconds. */
export async function listNames(session: Session, schemas: readonly string[]): Promise<NamedTable[]> {
  if (schemas.length === 0) return [];
  const rows = await session.rows<NameRow>(
    `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, TABLE_TYPE AS kind FROM information_schema.TABLES
     WHERE ${inSchemas(schemas)} AND TABLE_TYPE IN (${LISTED_TYPES.map(quoteText).join(', ')})`,
  );
  return rows.map(named).sort(byName);
}

function named({ s, t, kind }: NameRow): NamedTable {
  return { name: { schema: s, table: t }, kind: kind === 'VIEW' ? 'view' : 'table' };
}

async function readTables(
  session: Session,
  where: string,
  sizes = 'TABLE_ROWS AS n, DATA_LENGTH AS bytes',
): Promise<TableRow[]> {
  return await session.rows<TableRow>(
    `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, TABLE_TYPE AS kind, ENGINE AS engine, ${sizes}
     FROM information_schema.TABLES
     WHERE ${where} AND TABLE_TYPE IN (${LISTED_TYPES.map(quoteText).join(', ')})`,
  );
}

/** More than these in one condition, and all could be asked for as well. */
const MOST_ASKED = 500;

/** The sizes that the server keeps, and of the other tables those that it finds out. */
async function withSizes(session: Session, where: string, kept: KeptSizes): Promise<TableRow[]> {
  const rows = await readTables(session, where, 'NULL AS n, NULL AS bytes');
  const others = rows.filter(
    ({ s, t, kind }) => kind !== 'VIEW' && !kept.has(tableId({ schema: s, table: t })),
  );
  if (others.length > MOST_ASKED) return await readTables(session, where);
  const names = others.map(({ t }) => quoteText(t)).join(', ');
  const asked = others.length === 0 ? [] : await readTables(session, `${where} AND TABLE_NAME IN (${names})`);
  const sizes = new Map<string, Pick<TableRow, 'n' | 'bytes'>>([
    ...asked.map((row) => [tableId({ schema: row.s, table: row.t }), row] as const),
    ...kept,
  ]);
  return rows.map((row) => ({ ...row, ...numbersOf(sizes.get(tableId({ schema: row.s, table: row.t }))) }));
}

function numbersOf(size: Pick<TableRow, 'n' | 'bytes'> | undefined): Pick<TableRow, 'n' | 'bytes'> {
  return { n: size?.n ?? null, bytes: size?.bytes ?? null };
}

function listed(row: TableRow, keys: ReadonlyMap<string, readonly string[]>): ListedTable {
  const table = named(row);
  if (table.kind === 'view') {
    return { ...table, engine: null, estimatedRows: null, dataBytes: null, key: null };
  }
  return {
    ...table,
    engine: row.engine,
    // Both are unknown of a table that the server cannot open.
    estimatedRows: row.n === null ? null : Number(row.n),
    dataBytes: row.bytes === null ? null : Number(row.bytes),
    key: keys.get(tableId(table.name)) ?? null,
  };
}

function inSchemas(schemas: readonly string[] | null, column = 'TABLE_SCHEMA'): string {
  const [operator, names] = schemas === null ? ['NOT IN', SYSTEM_SCHEMAS] : ['IN', schemas];
  return `${column} ${operator} (${names.map(quoteText).join(', ')})`;
}

function byName(a: NamedTable, b: NamedTable): number {
  return byCodeUnits(a.name.schema, b.name.schema) || byCodeUnits(a.name.table, b.name.table);
}

/** The same on every server, whatever the collation of its own lists. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
