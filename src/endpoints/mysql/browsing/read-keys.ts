/** Which key each of many tables can be walked by, in two queries. */
import { type ColumnKind, tableId } from '../../../model/table.ts';
import { KINDS, WALKABLE } from '../catalog.ts';
import type { Session } from '../session.ts';
import { quoteText } from '../sql-text.ts';

/**
 * The key of every table that `where` names, by `tableId`; tables without one are not in it. The rule is that
 * of `readKey` in the engine's catalog, which asks for one table at a time.
 */
export async function readKeys(session: Session, where: string): Promise<Map<string, readonly string[]>> {
  const parts = await session.rows<{ s: string; t: string; i: string; c: string | null; ok: unknown }>(
    `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, INDEX_NAME AS i, COLUMN_NAME AS c,
       SUB_PART IS NULL AND COALESCE(NULLABLE, '') <> 'YES' AS ok
     FROM information_schema.STATISTICS WHERE ${where} AND NON_UNIQUE = 0
     ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME = 'PRIMARY' DESC, INDEX_NAME, SEQ_IN_INDEX`,
  );
  const unfit = await unwalkableColumns(session, where);
  const indexes = new Map<string, { id: string; columns: string[]; fits: boolean }>();
  for (const part of parts) {
    const id = tableId({ schema: part.s, table: part.t });
    const index = indexes.get(`${id}\0${part.i}`) ?? { id, columns: [], fits: true };
    indexes.set(`${id}\0${part.i}`, index);
    const fits = part.c !== null && Number(part.ok) === 1 && !unfit.has(`${id}\0${part.c}`);
    if (fits) index.columns.push(part.c!);
    else index.fits = false;
  }
  const keys = new Map<string, readonly string[]>();
  for (const { id, columns, fits } of indexes.values()) if (fits && !keys.has(id)) keys.set(id, columns);
  return keys;
}

/** Columns that stand in an index, and whose order is not the one the server compares by: few, on any server. */
async function unwalkableColumns(session: Session, where: string): Promise<ReadonlySet<string>> {
  const walkable = Object.keys(KINDS).filter((type) => WALKABLE.has(KINDS[type] as ColumnKind));
  const rows = await session.rows<{ s: string; t: string; c: string }>(
    `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t, COLUMN_NAME AS c FROM information_schema.COLUMNS
     WHERE ${where} AND IS_NULLABLE = 'NO' AND DATA_TYPE NOT IN (${walkable.map(quoteText).join(', ')})`,
  );
  return new Set(rows.map((row) => `${tableId({ schema: row.s, table: row.t })}\0${row.c}`));
}
