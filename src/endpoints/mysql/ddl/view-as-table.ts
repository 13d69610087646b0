/** A source view that is loaded as a table. */
import type { Column } from '../../../model/table.ts';
import { quoteName } from '../sql-text.ts';
import type { TableRequest, TableScript } from './table-script.ts';
import { targetTable } from './target-table.ts';

/** Bytes of one row that InnoDB and the servers set as limit, long values not counted. */
const ROW_BYTES = 65_535;
/** What a long value leaves of itself in the row: length and pointer. */
const POINTER_BYTES = 12;

/**
 * Every column may be NULL: a view has no rows of its own to promise anything, and servers call columns
 * NOT NULL that an outer join leaves empty.
 */
export function viewAsTable(request: TableRequest): TableScript {
  const { columns } = request.plan.source;
  const long = longColumns(columns);
  const definitions = columns.map((column) => `  ${definition(column, long.has(column))}`);
  const collation = request.from.collations.has('utf8mb4_bin') ? 'utf8mb4_bin' : 'utf8mb4_general_ci';
  return targetTable(
    `CREATE TABLE \`view\` (\n${definitions.join(',\n')}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=${collation}`,
    request,
  );
}

function definition(column: Column, long: boolean): string {
  const type = long ? (column.kind === 'binary' ? 'longblob' : 'longtext') : column.fullType;
  const text =
    column.charset !== null && column.collation !== null
      ? ` CHARACTER SET ${column.charset} COLLATE ${column.collation}`
      : '';
  // A timestamp without the word may get a default and NOT NULL of its own from the server.
  return `${quoteName(column.name)} ${type}${text} NULL DEFAULT NULL`;
}

/** The widest columns, as many as must become long values for a row to fit. */
function longColumns(columns: readonly Column[]): Set<Column> {
  const wide = columns
    .filter((column) => /^(?:var)?(?:char|binary)$/u.test(column.type))
    .sort((left, right) => (right.maxBytes ?? 0) - (left.maxBytes ?? 0));
  const others = columns.length - wide.length;
  let bytes = wide.reduce((sum, column) => sum + (column.maxBytes ?? 0) + 2, others * POINTER_BYTES);
  const long = new Set<Column>();
  for (const column of wide) {
    if (bytes <= ROW_BYTES) break;
    long.add(column);
    bytes -= (column.maxBytes ?? 0) + 2 - POINTER_BYTES;
  }
  return long;
}
