/** Whether the account may do what its role in a migration needs, and what it cannot do for want of a right. */
import { didYouMean } from '../../model/document.ts';
import type { Issue } from '../../model/errors.ts';
import type { EndpointRole, HopFacts } from '../../model/hops.ts';
import { SYSTEM_SCHEMAS } from './catalog.ts';
import { EVERYWHERE, type Grants, type Place, placeOf, schemaOf, showPlace } from './grants.ts';
import { readGrants, wakeRoles } from './read-grants.ts';
import { sourceWishes, targetWishes } from './right-wishes.ts';
import { CONTROL_RIGHTS, LOAD_RIGHTS, requireRights, rightsMissing } from './rights.ts';
import { recogniseServer, SERVER_MARKS } from './server-hop.ts';
import type { Session } from './session.ts';
import { isOn, readVariables } from './variables.ts';

interface RightsFinding {
  readonly found: HopFacts['rights'];
  readonly issues: readonly Issue[];
}

interface RightsOptions {
  readonly controlSchema: string;
  /** That of the address; null for any. */
  readonly schema: string | null;
}

/** @throws DmsError `rights.missing` */
export async function rightsHop(
  session: Session,
  role: EndpointRole,
  options: RightsOptions,
): Promise<RightsFinding> {
  const grants = await readGrants(session);
  // Then nothing can be said, and nothing is held against the account.
  if (grants === null) return { found: { user: session.credentials.address.user, has: [] }, issues: [] };
  const variables = await readVariables(session, [...SERVER_MARKS, 'log_bin', 'lower_case_table_names']);
  const server = recogniseServer(variables, session.credentials.address.host);
  if (role === 'source') {
    const places = await requireReading(session, grants, options.schema);
    const { has, issues } = sourceWishes(grants, places, server, isOn(variables, 'log_bin'));
    const absent = await absentSchema(session, options.schema, isOn(variables, 'lower_case_table_names'));
    return {
      found: { user: grants.account, has: [...held(['SELECT'], places), ...has] },
      issues: [...absent, ...issues],
    };
  }
  const places = await requireLoading(session, grants, options);
  const { has, issues } = targetWishes(grants, places, server);
  return { found: { user: grants.account, has: [...held(LOAD_RIGHTS, places), ...has] }, issues };
}

async function requireReading(
  session: Session,
  grants: Grants,
  schema: string | null,
): Promise<readonly Place[]> {
  const places = readable(grants, schema);
  if (places.length > 0) return places;
  const wake = await wakeRoles(session, grants, (woken) => readable(woken, schema).length > 0);
  const place = schema === null ? EVERYWHERE : placeOf(schema);
  const missing = [{ place, rights: ['SELECT'] }];
  throw rightsMissing(session.credentials.address, 'source', grants.account, missing, wake);
}

/** Who may read every schema may read one that is not there: there would be nothing to copy. */
async function absentSchema(
  session: Session,
  schema: string | null,
  foldsCase: boolean,
): Promise<readonly Issue[]> {
  if (schema === null) return [];
  const rows = await session.rows<{ s: string }>('SELECT SCHEMA_NAME AS s FROM information_schema.SCHEMATA');
  const names = rows.map(({ s }) => s);
  const folded = (name: string) => (foldsCase ? name.toLowerCase() : name);
  if (names.some((name) => folded(name) === folded(schema))) return [];
  const near = didYouMean(schema, names) || '.';
  return [
    { code: 'notice', subject: `the schema ${schema}`, detail: `There is no schema of this name${near}` },
  ];
}

function readable(grants: Grants, schema: string | null): Place[] {
  return schema === null ? ofUsers(grants.places('SELECT')) : grants.placesIn(schema, 'SELECT');
}

/** On every server an account can have rights on some of the server's own schemas. */
function ofUsers(places: readonly Place[]): Place[] {
  return places.filter((place) => !SYSTEM_SCHEMAS.includes((schemaOf(place) ?? '').toLowerCase()));
}

async function requireLoading(
  session: Session,
  grants: Grants,
  { controlSchema, schema }: RightsOptions,
): Promise<readonly Place[]> {
  const places = schema === null ? loadable(grants, controlSchema) : [placeOf(schema)];
  await requireRights(session, 'target', grants, [
    ...places.map((place) => ({ place, rights: LOAD_RIGHTS })),
    { place: placeOf(controlSchema), rights: CONTROL_RIGHTS },
  ]);
  return places;
}

/** Where everything a load needs is held; if nowhere, the place that comes nearest to it. */
function loadable(grants: Grants, controlSchema: string): readonly Place[] {
  const lacks = (place: Place) => LOAD_RIGHTS.filter((right) => !grants.over(place, right)).length;
  if (lacks(EVERYWHERE) === 0) return [EVERYWHERE];
  const places = ofUsers(LOAD_RIGHTS.flatMap((right) => grants.places(right))).filter(
    (place) => place.schema !== null && place.table === null && schemaOf(place) !== controlSchema,
  );
  const distinct = [...new Map(places.map((place) => [place.schema, place])).values()];
  const whole = distinct.filter((place) => lacks(place) === 0);
  if (whole.length > 0) return whole;
  return [distinct.toSorted((one, other) => lacks(one) - lacks(other))[0] ?? EVERYWHERE];
}

/** The first names the places, so that one sees where it ends. */
function held([first, ...others]: readonly string[], places: readonly Place[]): string[] {
  const [place, ...more] = places.map(showPlace);
  const on = more.length === 0 ? place : `${place} and ${more.length} more`;
  return [on === '*.*' ? first! : `${first} on ${on}`, ...others];
}
