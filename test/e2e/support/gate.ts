/**
 * A target that stops in the midst of a table until it is told to go on: its trigger waits for a lock that
 * the test holds. So a test knows where a run stands, however fast or slow the machine is.
 */
import { randomBytes } from 'node:crypto';
import type { Connection } from 'mysql2/promise';
import { onTestFinished } from 'vitest';
import { connect, query, type ServerAddress } from '../../../src/lab/servers/address.ts';
import { eventually } from '../../support/waiting.ts';

export interface Gate {
  /** Resolves when the run has come to the gate and waits there. */
  reached(): Promise<void>;
  open(): Promise<void>;
}

/** Makes the table on the target with a closed gate before the row whose `id` is given. */
export async function gateBefore(
  target: ServerAddress,
  schema: string,
  table: string,
  columns: string,
  id: number,
): Promise<Gate> {
  const lock = `gate_${randomBytes(6).toString('hex')}`;
  await query(target, `CREATE TABLE ${schema}.${table} (${columns})`);
  await query(
    target,
    `CREATE TRIGGER ${schema}.gate_of_${table} BEFORE INSERT ON ${schema}.${table} FOR EACH ROW
     IF NEW.id = ${id} THEN SET @passed = GET_LOCK('${lock}', 600), @passed = RELEASE_LOCK('${lock}'); END IF`,
  );
  const holder = await connect(target);
  await holder.query(`SELECT GET_LOCK('${lock}', 0)`);
  let isOpen = false;
  const open = async () => {
    if (!isOpen) await release(holder);
    isOpen = true;
  };
  onTestFinished(open);
  return {
    open,
    reached: () =>
      eventually(async () => {
        const [waiting] = await query(
          target,
          "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE state = 'User lock' AND info LIKE ?",
          [`%${lock}%`],
        );
        if (Number(waiting!.n) === 0) throw new Error('nobody waits at the gate');
      }),
  };
}

/** Closing the session gives its lock back; a server that was killed has done so already. */
async function release(holder: Connection): Promise<void> {
  holder.on('error', () => {});
  await holder.end().catch(() => holder.destroy());
}
