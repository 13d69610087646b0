/** Deadlocks of statements that are not a chunk's: nobody is at fault, and the server has taken everything back. */
import { setTimeout as pause } from 'node:timers/promises';
import { DmsError } from '../../model/errors.ts';

/** More than as many tasks as may start at once. */
const MOST_TRIES = 20;
/** Per try: about as long as a short transaction takes. */
const GIVE_WAY_MS = 20;

/** Runs a whole transaction, and again when it had to give way: tasks that start together meet in their ledger. */
export async function overDeadlocks<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction();
    } catch (error) {
      if (!isDeadlock(error) || tries === MOST_TRIES) throw error;
      await pause(Math.random() * tries * GIVE_WAY_MS);
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof DmsError && error.server?.code === 'ER_LOCK_DEADLOCK';
}
