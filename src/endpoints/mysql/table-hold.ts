/**
 * The hold that a reader has on the tables it has read: until its transaction ends nobody may alter or drop
 * them. An ALTER TABLE that waits for that keeps everyone else who comes to the table waiting behind it, users
 * and other readers alike; readers that wait for each other that way would wait for ever. So each lets go after
 * every query and keeps its moment; where a server does not let it, all hold all tables from the beginning.
 */
import type { Issue } from '../../model/errors.ts';
import type { TablePlan } from '../../model/table.ts';
import type { Session } from './session.ts';
import { quoteTable } from './sql-text.ts';

/** Right after the transaction has begun: what it holds later can be given up without its moment. */
export const MARK_MOMENT = 'SAVEPOINT moment';

/** Tables that one statement looks at, so that a schema of thousands costs few round trips. */
const TABLES_AT_ONCE = 50;

/** Gives up the hold on tables. What goes wrong has been said before, or is met by the next query. */
export async function letGo(session: Session): Promise<void> {
  await session.attempt('ROLLBACK TO SAVEPOINT moment').catch(() => {});
}

/** MariaDB lets go only where a session keeps no log. A reader has nothing to write there. */
export async function keepNoLog(session: Session): Promise<void> {
  await session.attempt('SET SESSION sql_log_bin = 0');
}

/** Returns what the owner of the source should know of it. */
export async function holdWhereNobodyLetsGo(
  sessions: readonly Session[],
  product: 'mysql' | 'mariadb',
  tables: readonly TablePlan[],
): Promise<Issue[]> {
  if (tables.length === 0 || (await letsGo(sessions[0]!, product))) return [];
  await Promise.all(sessions.map((session) => holdAll(session, tables)));
  return [
    {
      code: 'notice',
      subject: 'consistency',
      detail:
        'On this source an ALTER, DROP or TRUNCATE of a table of the task waits until the copy has ended, and whoever uses that table waits behind it. With one more right it need not wait.',
      fix: holdGrant("the source's user"),
    },
  ];
}

/** Whether the server lets a session of ours give up its hold, after `keepNoLog`. */
export async function letsGo(session: Session, product: 'mysql' | 'mariadb'): Promise<boolean> {
  if (product === 'mysql') return true;
  const [log] = await session.rows<{ kept: string | number }>(
    'SELECT @@log_bin AND @@SESSION.sql_log_bin AS kept',
  );
  return Number(log!.kept) === 0;
}

/** The statement by which nobody's ALTER TABLE has to wait any more. */
export function holdGrant(grantee: string): string {
  return `GRANT BINLOG ADMIN ON *.* TO ${grantee};`;
}

async function holdAll(session: Session, tables: readonly TablePlan[]): Promise<void> {
  for (let at = 0; at < tables.length; at += TABLES_AT_ONCE) {
    const looks = tables
      .slice(at, at + TABLES_AT_ONCE)
      .map((table) => `(SELECT 1 FROM ${quoteTable(table.source.name)} LIMIT 0)`);
    if (await session.attempt(looks.join(' UNION ALL '))) continue;
    // One that is gone meanwhile is met when it is read.
    for (const look of looks) await session.attempt(look);
  }
}
