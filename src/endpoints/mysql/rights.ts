/** Which rights a user of a MySQL target is missing for a task, each with the GRANT that helps. */
import type { MysqlAddress } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import type { EndpointRole } from '../../model/hops.ts';
import type { TablePlan } from '../../model/table.ts';
import type { PrepMode } from '../../model/task-settings.ts';
import type { ServerFacts } from './ddl/server-facts.ts';
import { showServer } from './failures.ts';
import { type Grants, grantee, grantStatement, type Place, placeOf, showPlace } from './grants.ts';
import { readGrants, wakeRoles } from './read-grants.ts';
import type { Session } from './session.ts';

/** Rights on all that is in a place. */
export interface PlaceRights {
  readonly place: Place;
  readonly rights: readonly string[];
}

/** What every load needs on the schema of its tables. */
export const LOAD_RIGHTS: readonly string[] = ['SELECT', 'INSERT', 'CREATE', 'ALTER', 'INDEX'];
/** What the ledger needs. */
export const CONTROL_RIGHTS: readonly string[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE'];

/**
 * Asks the server for the current user's grants and looks for what the task needs on each target schema.
 * Grants that cannot be read count as present: the statement itself will then say what is missing.
 * @throws DmsError `rights.missing`
 */
export async function checkTargetRights(
  session: Session,
  to: ServerFacts,
  tables: readonly TablePlan[],
  mode: PrepMode,
  controlSchema: string,
): Promise<void> {
  const grants = await readGrants(session);
  if (grants === null) return;
  const schemas = [...new Set(tables.map((table) => table.target.schema))];
  await requireRights(session, 'target', grants, [
    ...schemas.map((schema) => ({
      place: placeOf(schema),
      rights: rightsOn(
        tables.filter((table) => table.target.schema === schema),
        to,
        mode,
      ),
    })),
    { place: placeOf(controlSchema), rights: CONTROL_RIGHTS },
  ]);
}

function rightsOn(tables: readonly TablePlan[], to: ServerFacts, mode: PrepMode): string[] {
  const hasForeignKeys = tables.some(({ source }) => /\bFOREIGN KEY\b/.test(source.createSql ?? ''));
  return [
    ...LOAD_RIGHTS,
    // MariaDB knows the right by name and never asks for it.
    ...(hasForeignKeys && to.product === 'mysql' ? ['REFERENCES'] : []),
    ...(mode === 'do-nothing' ? [] : ['DROP']),
  ];
}

/** @throws DmsError `rights.missing` that names all that is missing, with one GRANT for each place */
export async function requireRights(
  session: Session,
  role: EndpointRole,
  grants: Grants,
  wanted: readonly PlaceRights[],
): Promise<void> {
  const missing = missingRights(grants, wanted);
  if (missing.length === 0) return;
  const wake = await wakeRoles(session, grants, (woken) => missingRights(woken, wanted).length === 0);
  throw rightsMissing(session.credentials.address, role, grants.account, missing, wake);
}

function missingRights(grants: Grants, wanted: readonly PlaceRights[]): PlaceRights[] {
  return wanted
    .map(({ place, rights }) => ({ place, rights: rights.filter((right) => !grants.over(place, right)) }))
    .filter(({ rights }) => rights.length > 0);
}

/** `missing` holds one entry at least; `wake` is a statement that helps better than GRANTs. */
export function rightsMissing(
  address: MysqlAddress,
  role: EndpointRole,
  user: string,
  missing: readonly PlaceRights[],
  wake: string | null,
): DmsError<'rights.missing'> {
  const [first, ...others] = missing.map(({ place, rights }) => ({
    on: showPlace(place),
    right: rights.join(', '),
  }));
  const on = [first!.on, ...others.map((one) => `${one.right} on ${one.on}`)].join(', and ');
  const grantAll = missing.map(({ place, rights }) => grantStatement(rights, place, user)).join('\n');
  return new DmsError(
    'rights.missing',
    { address: showServer(address), role, right: first!.right, on, user },
    { fix: wake ?? grantAll },
  );
}

/** What `FLUSH TABLES WITH READ LOCK` and the like need is tried, not asked; SELECT is what nothing works without. */
export function missingSelect(error: unknown, table: string, user: string): unknown {
  if (!(error instanceof DmsError) || !error.is('server.refused')) return error;
  if (
    error.server?.code !== 'ER_TABLEACCESS_DENIED_ERROR' &&
    error.server?.code !== 'ER_COLUMNACCESS_DENIED_ERROR'
  ) {
    return error;
  }
  return new DmsError(
    'rights.missing',
    { address: error.facts.address, role: 'source', right: 'SELECT', on: table, user },
    { server: error.server, cause: error, fix: `GRANT SELECT ON ${table} TO ${grantee(user)};` },
  );
}
