/** What the tables of a lab hold, asked of the servers themselves and computed inside them. */
import type { World } from '../../world/world.ts';
import type { Side } from '../facts.ts';

/** The schema of the instructor, and its tables. */
export const SCHEMA = 'dees';
const TABLES = ['movies', 'sample1', 'sample2'] as const;
export const ALL_TABLES = TABLES.map((table) => `${SCHEMA}.${table}`);

/** The table that single steps are tried on: it is the one a person would look at. */
export const MOVIES = 'dees.movies';

/** Rows by table, of those that are there. */
export async function countRows(
  world: World,
  side: Side,
  tables: readonly string[],
): Promise<{ table: string; rows: number }[]> {
  const counted: { table: string; rows: number }[] = [];
  for (const table of tables) {
    if ((await columnsOf(world, side, table)).length === 0) continue;
    const [row] = await world.ask(side, `SELECT COUNT(*) AS n FROM ${quoted(table)}`);
    counted.push({ table, rows: Number(row!.n) });
  }
  return counted;
}

export interface LabColumn {
  readonly name: string;
  /** `varchar`, `int`. */
  readonly type: string;
  readonly isKey: boolean;
  /** Whether a row must say a value for it. */
  readonly isNeeded: boolean;
}

/** In the order of the table; none when it is not there. */
export async function columnsOf(world: World, side: Side, table: string): Promise<LabColumn[]> {
  const [schema, name] = split(table);
  const rows = await world.ask(
    side,
    `SELECT COLUMN_NAME AS name, DATA_TYPE AS type, COLUMN_KEY AS k,
       IS_NULLABLE = 'NO' AND COLUMN_DEFAULT IS NULL AS needed
     FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION`,
    [schema, name],
  );
  return rows.map((row) => ({
    name: String(row.name),
    type: String(row.type),
    isKey: row.k === 'PRI',
    isNeeded: Number(row.needed) === 1,
  }));
}

/** A sum over all rows of these columns; equal sums of as many rows are equal rows, but for chance. */
export async function contentSum(
  world: World,
  side: Side,
  table: string,
  columns: readonly string[],
): Promise<string> {
  const values = columns.map((column) => `COALESCE(HEX(CAST(${name(column)} AS BINARY)), 'NULL')`);
  const [row] = await world.ask(
    side,
    `SELECT CAST(COALESCE(SUM(CRC32(CONCAT_WS(',', ${values.join(', ')}))), 0) AS CHAR) AS total
     FROM ${quoted(table)}`,
  );
  return String(row!.total);
}

export function quoted(table: string): string {
  return split(table).map(name).join('.');
}

export function name(identifier: string): string {
  return `\`${identifier.replaceAll('`', '``')}\``;
}

function split(table: string): [schema: string, table: string] {
  const dot = table.indexOf('.');
  return [table.slice(0, dot), table.slice(dot + 1)];
}
