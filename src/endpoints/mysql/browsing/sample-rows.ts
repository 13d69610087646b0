/** The first rows of a table, each value only as far as a person looks. */
import { DmsError } from '../../../model/errors.ts';
import { showTable, type TableName, tableId } from '../../../model/table.ts';
import type { SampleRows } from '../../catalog-contract.ts';
import { KINDS } from '../catalog.ts';
import type { ServerFacts } from '../ddl/server-facts.ts';
import { tableFailure } from '../failures.ts';
import { missingSelect } from '../rights.ts';
import type { RawCell, Session } from '../session.ts';
import { quoteName, quoteTable } from '../sql-text.ts';
import { isTable } from './describe-table.ts';
import { readKeys } from './read-keys.ts';
import { sampledColumn } from './sample-value.ts';

/** @throws DmsError `table.gone`, `rights.missing` */
export async function sampleRows(
  session: Session,
  name: TableName,
  limit: number,
  facts: ServerFacts,
): Promise<SampleRows> {
  const columns = await session.rows<{ name: string; type: string }>(
    `SELECT COLUMN_NAME AS name, DATA_TYPE AS type FROM information_schema.COLUMNS
     WHERE ${isTable(name)} ORDER BY ORDINAL_POSITION`,
  );
  if (columns.length === 0) throw new DmsError('table.gone', { table: showTable(name) });
  const sampled = columns.map((column) =>
    sampledColumn(column.name, KINDS[column.type.toLowerCase()], facts.product),
  );
  const sql = `SELECT ${sampled.map((column) => column.sql).join(', ')} FROM ${quoteTable(name)}${await orderBy(session, name)} LIMIT ${limit}`;
  const rows = await read(session, name, sql);
  return {
    columns: columns.map((column) => column.name),
    rows: rows.map((row) => row.map((raw, index) => sampled[index]!.cell(raw))),
  };
}

async function orderBy(session: Session, name: TableName): Promise<string> {
  const key = (await readKeys(session, isTable(name))).get(tableId(name));
  return key === undefined ? '' : ` ORDER BY ${key.map(quoteName).join(', ')}`;
}

/** Seeing a table is not the right to read it. */
async function read(session: Session, name: TableName, sql: string): Promise<RawCell[][]> {
  try {
    return await session.rawRows(sql);
  } catch (error) {
    const [row] = await session.rows<{ u: string }>('SELECT CURRENT_USER() AS u');
    const denied = missingSelect(error, quoteTable(name), row!.u);
    throw tableFailure(denied, showTable(name), session.credentials.address);
  }
}
