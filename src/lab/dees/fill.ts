/** Fills a table by the server itself, every row a function of its number, so nothing travels to it. */
import type { Connection } from 'mysql2/promise';
import { connect, type ServerAddress } from '../servers/address.ts';

/** SQL expressions by column, over `n`, the row's number from 1 on. Equal on every server for equal `n`. */
export type RowRecipe = Readonly<Record<string, string>>;

/** Rows of one statement, hence of one transaction: large enough to hide its cost, small enough to undo. */
const STEP_ROWS = 100_000;
/** One statement keeps one core of a server busy. */
const SESSIONS = 2;

/** Puts rows 1…`rows` into an empty table, in key order. */
export async function fill(
  server: ServerAddress,
  schema: string,
  table: string,
  recipe: RowRecipe,
  rows: number,
): Promise<void> {
  let next = 0;
  const session = async () => {
    const connection = await connect(server, { database: schema });
    try {
      await prepare(connection, Math.min(rows, STEP_ROWS));
      while (next < rows) {
        const first = next;
        next += STEP_ROWS;
        await connection.query(stepSql(table, recipe, first, Math.min(STEP_ROWS, rows - first)));
      }
    } catch (error) {
      // The other session stops after the statement it is in.
      next = rows;
      throw error;
    } finally {
      await connection.end();
    }
  };
  const sessions = Math.min(SESSIONS, Math.ceil(rows / STEP_ROWS));
  await Promise.all(Array.from({ length: sessions }, session));
}

/** Numbers 1…`count` in a table of the session's own: MySQL 5.7 has neither sequences nor recursion. */
async function prepare(connection: Connection, count: number): Promise<void> {
  await connection.query("SET SESSION time_zone = '+00:00', SESSION sql_mode = 'STRICT_ALL_TABLES'");
  await connection.query('CREATE TEMPORARY TABLE step (n INT NOT NULL PRIMARY KEY) ENGINE=InnoDB');
  const digits = 'SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4';
  const ten = `(${digits} UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)`;
  const places = Array.from({ length: 5 }, (_, place) => ({
    from: `${ten} t${place}`,
    value: `t${place}.d * ${10 ** place}`,
  }));
  const number = `1 + ${places.map(({ value }) => value).join(' + ')}`;
  await connection.query(
    `INSERT INTO step SELECT n FROM (SELECT ${number} AS n FROM ${places.map(({ from }) => from).join(' CROSS JOIN ')}) numbers
     WHERE n <= ${count} ORDER BY n`,
  );
}

function stepSql(table: string, recipe: RowRecipe, first: number, count: number): string {
  const columns = Object.keys(recipe).map((name) => `\`${name}\``);
  return `INSERT INTO \`${table}\` (${columns.join(', ')}) SELECT ${Object.values(recipe).join(', ')}
    FROM (SELECT step.n + ${first} AS n FROM step WHERE step.n <= ${count}) numbered`;
}
