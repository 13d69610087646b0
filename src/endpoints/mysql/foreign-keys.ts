/** Foreign keys, after all rows: added without a scan where the parent came along whole, with one elsewhere. */
import { DmsError, type Issue } from '../../model/errors.ts';
import { showTable, type TableName, type TablePlan } from '../../model/table.ts';
import type { ForeignKeyScript } from './ddl/table-script.ts';
import type { Session } from './session.ts';

export interface PlannedForeignKey {
  readonly table: TablePlan;
  readonly key: ForeignKeyScript;
}

/** `isWhole` tells whether every row of a parent table came along: only then no child can be an orphan. */
export async function addForeignKeys(
  session: Session,
  keys: readonly PlannedForeignKey[],
  isWhole: (parent: TableName) => boolean,
): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const { table, key } of keys) {
    try {
      // With checks on the server looks at every row, and copies the table to do so.
      await session.execute(`SET SESSION foreign_key_checks = ${isWhole(key.parent) ? 0 : 1}`);
      await session.execute(key.sql);
    } catch (error) {
      if (!(error instanceof DmsError) || !error.is('server.refused')) throw error;
      // Left from an earlier run that was ended here: it stands already.
      if (error.server?.code === 'ER_DUP_KEYNAME' || error.server?.code === 'ER_FK_DUP_NAME') continue;
      if (error.server?.number === 121 || /errno: 121/.test(error.server?.message ?? '')) continue;
      issues.push({
        code: 'left-behind',
        subject: showTable(table.target),
        detail: `The foreign key ${key.name ?? ''} could not be added: ${error.server?.message ?? error.message}`,
        fix: `${key.sql};`,
      });
    } finally {
      await session.execute('SET SESSION foreign_key_checks = 0');
    }
  }
  return issues;
}
