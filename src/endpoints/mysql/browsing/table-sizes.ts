/** Rows and bytes of many tables: from where the server has them at hand, else by its opening each table. */
import { type TableName, tableId } from '../../../model/table.ts';
import type { ServerFacts } from '../ddl/server-facts.ts';
import type { Session } from '../session.ts';
import { inSchemas, isOneOf } from './find-tables.ts';
import { readKeptSizes } from './kept-sizes.ts';

/** By `tableId`. Null where the server tells none, as of a view or a table that it cannot open. */
export type Sizes = ReadonlyMap<string, { readonly n: number | null; readonly bytes: number | null }>;

/** From so many on it matters how their sizes are found; fewer are opened in no time. */
export const MANY = 2_000;

export async function readSizes(
  session: Session,
  schemas: readonly string[] | null,
  tables: readonly TableName[],
  product: ServerFacts['product'],
): Promise<Sizes> {
  if (product !== 'mariadb' || tables.length < MANY) return await askedSizes(session, schemas, tables);
  const kept = await readKeptSizes(session, inSchemas(schemas, 'database_name'));
  if (kept === null) return await askedSizes(session, schemas, tables);
  const others = tables.filter((table) => !kept.has(tableId(table)));
  return new Map([...(await askedSizes(session, schemas, others)), ...kept]);
}

/** What its information schema tells when it is asked for them. */
async function askedSizes(
  session: Session,
  schemas: readonly string[] | null,
  tables: readonly TableName[],
): Promise<Sizes> {
  if (tables.length === 0) return new Map();
  const rows = await session.rows<{ s: string; t: string; n: Told; bytes: Told }>(
    `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, TABLE_ROWS AS n, DATA_LENGTH AS bytes
     FROM information_schema.TABLES WHERE ${isOneOf(schemas, tables)}`,
  );
  return new Map(
    rows.map(({ s, t, n, bytes }) => [
      tableId({ schema: s, table: t }),
      { n: numberOf(n), bytes: numberOf(bytes) },
    ]),
  );
}

type Told = string | number | null;

function numberOf(told: Told): number | null {
  return told === null ? null : Number(told);
}
