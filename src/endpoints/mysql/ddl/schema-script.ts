/** A schema for the tables to come into, with the defaults of the source's. */
import { quoteName, quoteText } from '../sql-text.ts';
import { targetCollation } from './collations.ts';
import { field, rowsOf, type ServerFacts, type SqlSession } from './server-facts.ts';

/** `collation` is the default of the schema on the source. */
export function schemaScript(schema: string, collation: string, to: ServerFacts): string {
  const choice = targetCollation(collation, to);
  return `CREATE DATABASE IF NOT EXISTS ${quoteName(schema)} CHARACTER SET ${choice.charset} COLLATE ${choice.collation}`;
}

/** Default collation of a schema; null when there is no such schema. */
export async function schemaCollation(session: SqlSession, schema: string): Promise<string | null> {
  const [row] = await rowsOf(
    session,
    `SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ${quoteText(schema)}`,
  );
  return field(row, 'DEFAULT_COLLATION_NAME');
}
