/** The statement that makes a table or a view, as its server words it. */
import { showTable, type TableName } from '../../../model/table.ts';
import { tableFailure } from '../failures.ts';
import type { Session } from '../session.ts';
import { quoteTable } from '../sql-text.ts';

/** @throws DmsError `table.gone` */
export async function tableDefinition(session: Session, name: TableName): Promise<string | null> {
  try {
    const [row] = await session.rows<Record<string, string>>(`SHOW CREATE TABLE ${quoteTable(name)}`);
    return row?.['Create Table'] ?? row?.['Create View'] ?? null;
  } catch (error) {
    throw tableFailure(error, showTable(name), session.credentials.address);
  }
}
