/** Asks a server what the session's account may do. */
import { DmsError } from '../../model/errors.ts';
import { Grants, grantee, parseGrantLine } from './grants.ts';
import type { Session } from './session.ts';
import { isOn, readVariables } from './variables.ts';

/**
 * The rights of the account and of the roles that are active. Null when the server does not say them in a
 * form that is known: then the statements themselves will tell what is missing.
 */
export async function readGrants(session: Session): Promise<Grants | null> {
  return await grantsIn(session, await activeRoles(session));
}

/**
 * The statement that makes given roles active from the next sign-in on, if then `suffices` holds. A role
 * that sleeps is the usual reason for a right that everybody believes to be there.
 */
export async function wakeRoles(
  session: Session,
  given: Grants,
  suffices: (grants: Grants) => boolean,
): Promise<string | null> {
  if (given.roles.length === 0) return null;
  const { product, roles } = await activeRoles(session);
  if (product === 'mysql') {
    const all = await grantsIn(session, { product, roles: given.roles.join(', ') });
    return all && suffices(all) ? `SET DEFAULT ROLE ALL TO ${grantee(given.account)};${ASLEEP}` : null;
  }
  try {
    for (const role of given.roles) {
      if (!(await session.attempt(`SET ROLE ${role}`))) continue;
      const woken = await grantsIn(session, { product, roles: null });
      if (woken && suffices(woken)) return `SET DEFAULT ROLE ${role} FOR ${grantee(given.account)};${ASLEEP}`;
    }
    return null;
  } finally {
    await session.attempt(`SET ROLE ${roles === null ? 'NONE' : `'${roles.replaceAll("'", "''")}'`}`);
  }
}

const ASLEEP = '  -- it was given a role that has the rights and is not active';

interface ActiveRoles {
  readonly product: 'mysql' | 'mariadb';
  /** MySQL's is a list as USING takes it; MariaDB's the name of the only one there can be. */
  readonly roles: string | null;
}

async function activeRoles(session: Session): Promise<ActiveRoles> {
  try {
    const [row] = await session.rows<{ version: string; roles: string | null }>(
      'SELECT VERSION() AS version, CURRENT_ROLE() AS roles',
    );
    if (/mariadb/i.test(row!.version)) return { product: 'mariadb', roles: row!.roles };
    return { product: 'mysql', roles: row!.roles === 'NONE' ? null : row!.roles };
  } catch (error) {
    // MySQL before version 8 knows no roles.
    if (isRefused(error)) return { product: 'mysql', roles: null };
    throw error;
  }
}

async function grantsIn(session: Session, { product, roles }: ActiveRoles): Promise<Grants | null> {
  // MariaDB lists the rights of the active role, and of PUBLIC, by itself.
  const using = product === 'mysql' && roles !== null ? ` FOR CURRENT_USER() USING ${roles}` : '';
  try {
    const [lines, variables, [row]] = await Promise.all([
      session.rows<Record<string, string>>(`SHOW GRANTS${using}`),
      readVariables(session, ['lower_case_table_names', 'partial_revokes']),
      session.rows<{ account: string }>('SELECT CURRENT_USER() AS account'),
    ]);
    // A line may hold the hash of the password: none goes any further than here.
    const parsed = lines.map((line) => parseGrantLine(Object.values(line)[0]!));
    if (parsed.includes(null)) return null;
    const known = parsed.filter((line) => line !== null);
    return new Grants(
      row!.account,
      known.flatMap((line) => (line.is === 'grant' ? [line] : [])),
      known.flatMap((line) => (line.is === 'roles' ? line.roles : [])),
      {
        namesAreCaseSensitive: variables.get('lower_case_table_names') === '0',
        hasWildcards: !isOn(variables, 'partial_revokes'),
      },
    );
  } catch (error) {
    // A server that runs with --skip-grant-tables has none to show.
    if (isRefused(error)) return null;
    throw error;
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof DmsError && error.is('server.refused');
}
