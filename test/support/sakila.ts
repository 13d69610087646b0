/** The sakila sample: views, triggers, routines, full text, ENUM, SET, YEAR, BLOB; spatial columns on MySQL. */
import { readFile } from 'node:fs/promises';
import { connect, freshSchema, type TestServer } from './servers.ts';
import { statementsOf } from './sql-script.ts';

const FOLDER = new URL('../data/sakila/', import.meta.url);

/** Loads the sample into a schema of this test file's own; the schema's name. */
export async function loadSakila(server: TestServer): Promise<string> {
  const schema = await freshSchema(server, 'sakila');
  const connection = await connect(server, { database: schema });
  try {
    for (const file of ['schema.sql', 'data.sql']) {
      const script = await readFile(new URL(file, FOLDER), 'utf8');
      for (const statement of statementsOf(script)) await connection.query(renamed(statement, schema));
    }
  } finally {
    await connection.end();
  }
  return schema;
}

/** The scripts name their schema; only the values of rows may hold that word as something else. */
function renamed(statement: string, schema: string): string {
  return /^\s*insert\b/i.test(statement) ? statement : statement.replaceAll(/\bsakila\b/g, schema);
}
