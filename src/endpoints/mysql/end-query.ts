/** Ends the statement a session is running, from a second connection: the first one is busy with it. */
import { Session } from './session.ts';

export async function endQuery(session: Session): Promise<void> {
  try {
    const second = await Session.open(session.credentials, new AbortController().signal);
    await second.killQuery(session.serverThread);
    await second.close();
  } catch {
    // The server takes no second connection: dropping the first is what is left, and ends the query too.
    session.destroy();
  }
}
