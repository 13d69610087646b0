/** Whom the server took us for. */
import { DmsError } from '../../model/errors.ts';
import type { HopFacts } from '../../model/hops.ts';
import { connectFailure } from './failures.ts';
import type { Session } from './session.ts';

/** @throws DmsError 'connect.login' when the account may sign in, but do nothing */
export async function loginHop(session: Session): Promise<{ found: HopFacts['login']; issues: [] }> {
  const { user } = session.credentials.address;
  const as = await currentUser(session);
  return { found: { user, as, plugin: await pluginOf(session) }, issues: [] };
}

/** An account whose password has expired may be let in, and then every statement is refused. */
const MUST_CHANGE_PASSWORD = 1820;

async function currentUser(session: Session): Promise<string> {
  try {
    const [row] = await session.rows<{ account: string }>('SELECT CURRENT_USER() AS account');
    return row!.account;
  } catch (error) {
    if (!(error instanceof DmsError) || error.server?.number !== MUST_CHANGE_PASSWORD) throw error;
    throw connectFailure(error.cause as Error, session.credentials.address, true);
  }
}

/** Null where the account may not look. The statement shows a hash too, which goes no further than here. */
async function pluginOf(session: Session): Promise<string | null> {
  try {
    const [row] = await session.rows<Record<string, string>>('SHOW CREATE USER CURRENT_USER()');
    const statement = Object.values(row ?? {})[0] ?? '';
    const [, plugin, byPassword] =
      /IDENTIFIED (?:(?:WITH|VIA) '?(\w+)'?|(BY PASSWORD))/i.exec(statement) ?? [];
    return plugin ?? (byPassword ? 'mysql_native_password' : null);
  } catch (error) {
    if (error instanceof DmsError && error.is('server.refused')) return null;
    throw error;
  }
}
