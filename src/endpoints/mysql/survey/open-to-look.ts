/** A session that only looks: its statements mean what they mean in a run, and none of them writes. */
import { READING_SETTINGS } from '../ddl/session-settings.ts';
import { type Credentials, Session } from '../session.ts';

/** @throws DmsError of the `connect.*` kinds */
export async function openToLook(credentials: Credentials, signal: AbortSignal): Promise<Session> {
  const session = await Session.open(credentials, signal);
  try {
    for (const sql of READING_SETTINGS) await session.execute(sql);
    await session.execute("SET SESSION time_zone = '+00:00'");
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}
