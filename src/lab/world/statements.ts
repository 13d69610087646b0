/**
 * What the handed-out accounts asked the servers for, from the servers' own logs. The logs are emptied as they
 * are read: a test of a line's speed alone writes megabytes of them.
 */
import { query } from '../servers/address.ts';
import type { Statement, WorldDatabase } from './facts.ts';

/** No statement a check looks for is longer; those that carry rows or fill a line are. */
const LONGEST = 4_000;

/** Collects them. One call at a time. */
export class Statements {
  readonly #sides: readonly { readonly side: Statement['side']; readonly database: WorldDatabase }[];
  readonly #seen: Statement[] = [];
  #reading: Promise<unknown> = Promise.resolve();

  constructor(source: WorldDatabase, target: WorldDatabase | null) {
    this.#sides = [
      { side: 'source', database: source },
      ...(target === null ? [] : [{ side: 'target' as const, database: target }]),
    ];
  }

  /** All so far, in the order each server took them. */
  read(): Promise<readonly Statement[]> {
    const reading = this.#reading.then(() => this.#readAll());
    this.#reading = reading.catch(() => {});
    return reading;
  }

  async #readAll(): Promise<readonly Statement[]> {
    for (const { side, database } of this.#sides) {
      for (const { time, sql } of await emptied(database)) this.#seen.push({ time, side, sql });
    }
    return this.#seen;
  }
}

async function emptied({ admin, note }: WorldDatabase): Promise<{ time: number; sql: string }[]> {
  // Exchanged in one step, as the manuals of both products have it: nothing that comes meanwhile is lost.
  await query(admin, 'DROP TABLE IF EXISTS mysql.general_log_read, mysql.general_log_next');
  await query(admin, 'CREATE TABLE mysql.general_log_next LIKE mysql.general_log');
  await query(
    admin,
    'RENAME TABLE mysql.general_log TO mysql.general_log_read, mysql.general_log_next TO mysql.general_log',
  );
  const rows = await query(
    admin,
    `SELECT UNIX_TIMESTAMP(event_time) AS time, CONVERT(argument USING utf8mb4) AS \`sql\`
     FROM mysql.general_log_read
     WHERE user_host LIKE ? AND command_type IN ('Query', 'Execute') AND LENGTH(argument) <= ${LONGEST}`,
    [`${note.user}[%`],
  );
  await query(admin, 'DROP TABLE mysql.general_log_read');
  return rows.map((row) => ({ time: Number(row.time) * 1000, sql: String(row.sql) }));
}
