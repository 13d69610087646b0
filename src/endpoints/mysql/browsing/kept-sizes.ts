/**
 * Rows and bytes of many tables as MariaDB keeps them for its optimizer. Its information schema opens each
 * table to tell them, which takes seconds for ten thousand; these stand in one table, and are a moment older.
 */
import { type TableName, tableId } from '../../../model/table.ts';
import type { Session } from '../session.ts';
import type { Sizes } from './table-sizes.ts';

/** By `tableId`; InnoDB alone has them. Null where the account may not read them. */
export async function readKeptSizes(session: Session, inSchemas: string): Promise<Sizes | null> {
  const sql = `SELECT database_name AS s, table_name AS t, n_rows AS n, clustered_index_size * @@innodb_page_size AS bytes
    FROM mysql.innodb_table_stats WHERE ${inSchemas}`;
  if (!(await session.attempt(`${sql} LIMIT 0`))) return null;
  const rows = await session.rows<{ s: string; t: string; n: string | number; bytes: string | number }>(sql);
  const kept = new Map<string, { n: number; bytes: number }>();
  for (const row of rows) {
    const id = tableId(wholeTable(row));
    const before = kept.get(id) ?? { n: 0, bytes: 0 };
    kept.set(id, { n: before.n + Number(row.n), bytes: before.bytes + Number(row.bytes) });
  }
  return kept;
}

/** Each partition has its own: `sales#P#p2026`, `sales#P#p2026#SP#s1`. */
function wholeTable({ s, t }: { readonly s: string; readonly t: string }): TableName {
  return { schema: s, table: t.replace(/#P#.*$/is, '') };
}
