/**
 * Binary defaults, byte for byte. MariaDB prints them as text in the session's character set, where bytes
 * that are no character become question marks.
 */
import type { TableName } from '../../../model/table.ts';
import { quoteName, quoteTable } from '../sql-text.ts';
import { mayBeLost } from './column-default.ts';
import { attribute, type ColumnDefinition, parseColumn } from './column-definition.ts';
import { joinCreateTable, parseCreateTable } from './create-table.ts';
import { Draft, spanText } from './draft.ts';
import { field, rowsOf, type ServerFacts, type SqlSession } from './server-facts.ts';
import { tokenize } from './tokens.ts';

/** The same statement, with every default that may be lost as a hexadecimal literal. */
export async function exactDefaults(
  session: SqlSession,
  facts: ServerFacts,
  name: TableName,
  createSql: string,
): Promise<string> {
  if (facts.product !== 'mariadb') return createSql;
  const table = parseCreateTable(createSql);
  const unsure = table.definitions
    .filter(({ kind }) => kind === 'column')
    .flatMap(({ tokens }) => unsureColumn(parseColumn(tokens)));
  if (unsure.length === 0) return createSql;
  const values = unsure.map((column, at) => `HEX(DEFAULT(${quoteName(column.name)})) AS c${at}`).join(', ');
  // One row, whether or not the table has any.
  const [row] = await rowsOf(
    session,
    `SELECT ${values} FROM (SELECT 1) AS one LEFT JOIN ${quoteTable(name)} ON FALSE`,
  );
  const exact = new Map(
    unsure.map((column, at) => [column.tokens, replaced(column, field(row, `c${at}`) ?? '')]),
  );
  return joinCreateTable({
    ...table,
    definitions: table.definitions.map((definition) => {
      const text = exact.get(definition.tokens);
      return text === undefined ? definition : { ...definition, tokens: tokenize(text) };
    }),
  });
}

function unsureColumn(column: ColumnDefinition): ColumnDefinition[] {
  const found = attribute(column, 'default');
  return found && mayBeLost(column, spanText(column.tokens, found.value)) ? [column] : [];
}

function replaced(column: ColumnDefinition, hex: string): string {
  const draft = new Draft(column.tokens);
  draft.replace(attribute(column, 'default')!.value, hex === '' ? "''" : `0x${hex}`);
  return `\n  ${draft.toString()}`;
}
