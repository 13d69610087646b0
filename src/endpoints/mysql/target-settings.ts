/** How sessions on a target are set, so that values are stored as they come. */
import type { ServerFacts } from './ddl/server-facts.ts';
import { definitionSettings } from './ddl/session-settings.ts';
import type { Session } from './session.ts';

/** A source that pauses, or a process that is stopped for a while, must not make the server hang up. */
const PATIENCE_S = 3600;

/** For a session that makes tables and indexes. */
export async function prepareToDefine(session: Session, facts: ServerFacts): Promise<void> {
  for (const sql of definitionSettings(facts)) await session.attempt(sql);
  await prepareToWrite(session);
}

/** For a session that stores rows. */
export async function prepareToWrite(session: Session): Promise<void> {
  // unique_checks stays on: with both checks off MariaDB loses rows on a duplicate and says nothing.
  await session.execute(
    `SET SESSION time_zone = '+00:00', foreign_key_checks = 0, net_read_timeout = ${PATIENCE_S},
       net_write_timeout = ${PATIENCE_S}, wait_timeout = 86400,
       sql_mode = 'NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION'`,
  );
  await session.attempt('SET SESSION lc_messages = en_US');
}

/** Each statement belongs to a transaction, until a COMMIT; lanes lock no more than the rows they store. */
export async function beginByCommit(session: Session): Promise<void> {
  const locksRowsOnly = !(await logsStatements(session)) || (await session.attempt(ROW_LOG));
  // A log of statements can only be kept by the stronger level. Chunks may give way to each other then.
  const level = locksRowsOnly ? 'READ COMMITTED' : 'REPEATABLE READ';
  await session.execute(`SET SESSION TRANSACTION ISOLATION LEVEL ${level}`);
  await session.execute('SET SESSION autocommit = 0');
}

/** A right that not everybody has. */
const ROW_LOG = 'SET SESSION binlog_format = ROW';

async function logsStatements(session: Session): Promise<boolean> {
  const rows = await session.rows<{ Variable_name: string; Value: string }>(
    "SHOW SESSION VARIABLES WHERE Variable_name IN ('log_bin', 'binlog_format')",
  );
  const values = new Map(rows.map((row) => [row.Variable_name, row.Value]));
  return values.get('log_bin') === 'ON' && values.get('binlog_format') === 'STATEMENT';
}
