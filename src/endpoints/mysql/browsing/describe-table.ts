/** What a table is made of, as its server says it. */
import { DmsError } from '../../../model/errors.ts';
import { showTable, type TableName } from '../../../model/table.ts';
import type { TableDescription } from '../../catalog-contract.ts';
import type { ServerFacts } from '../ddl/server-facts.ts';
import { atLeast } from '../ddl/server-facts.ts';
import type { Session } from '../session.ts';
import { quoteText } from '../sql-text.ts';

interface ColumnRow {
  name: string;
  type: string;
  nullable: string;
  preset: string | null;
  extra: string;
}

/** @throws DmsError `table.gone` */
export async function describeTable(
  session: Session,
  name: TableName,
  facts: ServerFacts,
): Promise<TableDescription> {
  const columns = await session.rows<ColumnRow>(
    `SELECT COLUMN_NAME AS name, COLUMN_TYPE AS type, IS_NULLABLE AS nullable, COLUMN_DEFAULT AS preset, EXTRA AS extra
     FROM information_schema.COLUMNS WHERE ${isTable(name)} ORDER BY ORDINAL_POSITION`,
  );
  if (columns.length === 0) throw new DmsError('table.gone', { table: showTable(name) });
  return {
    columns: columns.map((column) => ({
      name: column.name,
      type: column.type,
      nullable: column.nullable === 'YES',
      default: isNone(column.preset, facts) ? null : column.preset,
      extra: column.extra,
    })),
    indexes: await readIndexes(session, name, facts),
  };
}

/** MariaDB, which quotes texts, says NULL of a column that has no other default. */
function isNone(preset: string | null, facts: ServerFacts): boolean {
  return facts.product === 'mariadb' && preset === 'NULL';
}

interface IndexRow {
  name: string;
  other: string | number;
  part: string;
}

async function readIndexes(
  session: Session,
  name: TableName,
  facts: ServerFacts,
): Promise<TableDescription['indexes']> {
  // An index on an expression has no column; servers before that have no word for it.
  const what = atLeast(facts, 'mysql', 8, 0, 13)
    ? "COALESCE(COLUMN_NAME, CONCAT('(', EXPRESSION, ')'))"
    : 'COLUMN_NAME';
  const rows = await session.rows<IndexRow>(
    `SELECT INDEX_NAME AS name, NON_UNIQUE AS other, CONCAT(${what},
       IF(SUB_PART IS NULL OR INDEX_TYPE IN ('SPATIAL', 'FULLTEXT'), '', CONCAT('(', SUB_PART, ')')),
       IF(COLLATION = 'D', ' DESC', '')) AS part
     FROM information_schema.STATISTICS WHERE ${isTable(name)}
     ORDER BY INDEX_NAME = 'PRIMARY' DESC, NON_UNIQUE, INDEX_NAME, SEQ_IN_INDEX`,
  );
  const indexes = new Map<string, { name: string; unique: boolean; columns: string[] }>();
  for (const row of rows) {
    const index = indexes.get(row.name) ?? { name: row.name, unique: Number(row.other) === 0, columns: [] };
    index.columns.push(row.part);
    indexes.set(row.name, index);
  }
  return [...indexes.values()];
}

/** The condition on information_schema that names one table. */
export function isTable({ schema, table }: TableName): string {
  return `TABLE_SCHEMA = ${quoteText(schema)} AND TABLE_NAME = ${quoteText(table)}`;
}
