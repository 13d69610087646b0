/**
 * What CSV files hold, and what a source should have put there, both by the slow and obvious way. Shares no
 * code with the program, so it can be its judge.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableContent } from '../../support/checksum.ts';
import { connect, type TestServer } from '../../support/servers.ts';

type Cells = (string | null)[];

/** Content of every table of a schema as its files should have it: binary in hexadecimal, the rest as text. */
export async function contentForFiles(
  server: TestServer,
  schema: string,
): Promise<Record<string, TableContent>> {
  const columns = await server.query(
    `SELECT table_name AS t, column_name AS c, data_type AS type FROM information_schema.columns
     WHERE table_schema = ? ORDER BY table_name, ordinal_position`,
    [schema],
  );
  const byTable = Map.groupBy(columns, (column) => String(column.t));
  const contents: Record<string, TableContent> = {};
  const connection = await connect(server, { database: schema });
  try {
    for (const [table, all] of byTable) {
      const list = all.map(({ c, type }) =>
        /binary|blob/.test(String(type)) ? `HEX(\`${String(c)}\`)` : `\`${String(c)}\``,
      );
      const [rows] = await connection.query({
        sql: `SELECT ${list.join(', ')} FROM \`${table}\``,
        rowsAsArray: true,
        typeCast: (field: { string(): string | null }) => field.string(),
      });
      contents[table] = contentOf(rows as Cells[]);
    }
  } finally {
    await connection.end();
  }
  return contents;
}

/** Content of every table of a schema by its files in a folder; a table without files has no rows. */
export async function contentOfFolder(
  folder: string,
  tables: readonly string[],
): Promise<Record<string, TableContent>> {
  const contents: Record<string, TableContent> = {};
  for (const table of tables) {
    const place = join(folder, table);
    const files = await readdir(place).catch(() => []);
    const unexpected = files.filter((file) => !/^LOAD[0-9A-F]{8}\.csv$/.test(file));
    if (unexpected.length > 0) throw new Error(`left in ${place}: ${unexpected.join(', ')}`);
    const texts = await Promise.all(files.map((file) => readFile(join(place, file), 'utf8')));
    contents[table] = contentOf(texts.flatMap(rowsOfCsv));
  }
  return contents;
}

function contentOf(rows: readonly Cells[]): TableContent {
  const lines = rows.map((row) => JSON.stringify(row)).toSorted();
  return { rows: rows.length, checksum: createHash('sha256').update(lines.join('\n')).digest('hex') };
}

/** RFC 4180 with a bare empty field for NULL, character by character. */
function rowsOfCsv(text: string): Cells[] {
  const rows: Cells[] = [];
  let row: Cells = [];
  for (let at = 0; at < text.length; at++) {
    let cell: string | null = null;
    if (text[at] === '"') {
      cell = '';
      for (at++; !(text[at] === '"' && text[at + 1] !== '"'); at++) {
        if (at >= text.length) throw new Error('a quoted field has no end');
        if (text[at] === '"') at++;
        cell += text[at];
      }
      at++;
    } else {
      const start = at;
      while (text[at] !== ',' && text[at] !== '\n') {
        if (at >= text.length) throw new Error('the last row has no end');
        at++;
      }
      if (at > start) cell = text.slice(start, at);
    }
    row.push(cell);
    if (text[at] === '\n') {
      rows.push(row);
      row = [];
    } else if (text[at] !== ',') throw new Error(`a field is followed by ${String(text[at])}`);
  }
  return rows;
}
