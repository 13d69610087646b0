/** The endpoints of a lab as they are saved, and what came of their last tests. */
import { type Connection, isOutdated } from '../../../model/connection.ts';
import type { SavedEndpoint } from '../../../model/endpoint.ts';
import { showAddress } from '../../../model/endpoint-url.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import { connectionsOf } from '../../../store/connections.ts';
import { readEndpoints } from '../../../store/endpoints.ts';
import type { WorldDatabase } from '../../world/facts.ts';
import type { Missing, Seen } from '../facts.ts';

export interface Found {
  /** Null when something of it is missing. */
  readonly endpoint: SavedEndpoint | null;
  readonly missing: readonly Missing[];
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** The endpoint of a database of the lab: its id ends with its role, as the class has agreed on. */
export async function databaseEndpoint(
  home: string,
  role: EndpointRole,
  { note }: WorldDatabase,
): Promise<Found> {
  const { endpoints } = await readEndpoints(home);
  const ofRole = endpoints.filter((one) => one.role === role && one.address.engine === 'mysql');
  if (ofRole.length === 0) return lacks({ what: 'endpoint', role });
  const named = ofRole.filter((one) => one.id.toLowerCase().endsWith(`-${role}`));
  if (named.length === 0) return lacks({ what: 'endpoint.name', role, ids: ofRole.map(({ id }) => id) });
  const placed = named.filter(({ address }) => isAt(address, note.port));
  if (placed.length === 0)
    return lacks({ what: 'endpoint.place', id: named[0]!.id, wanted: `${note.url}:${note.port}` });
  const fit = placed.find(({ address }) => address.engine === 'mysql' && address.user === note.user);
  if (fit === undefined) return lacks({ what: 'endpoint.user', id: placed[0]!.id, wanted: note.user });
  return { endpoint: fit, missing: [] };
}

function isAt(address: SavedEndpoint['address'], port: number): boolean {
  return address.engine === 'mysql' && LOOPBACK.includes(address.host) && address.port === port;
}

export function lacks(missing: Missing): Found {
  return { endpoint: null, missing: [missing] };
}

export interface Tested {
  readonly connection: Connection | null;
  readonly missing: readonly Missing[];
  readonly seen: readonly Seen[];
}

/** Whether the last test of an endpoint that was made from an instance has passed, and is of what is saved. */
export function tested(home: string, endpoint: SavedEndpoint): Tested {
  const { id } = endpoint;
  const all = connectionsOf(home, id);
  const [connection] = all.filter((one) => one.instance !== null);
  if (connection === undefined)
    return untested(all.length === 0 ? { what: 'connection', id } : { what: 'connection.instance', id });
  if (isOutdated(connection, endpoint)) return untested({ what: 'connection.outdated', id });
  const failed = connection.hops.find((hop) => hop.result === 'failed');
  if (failed !== undefined) return untested({ what: 'connection.failed', id, hop: failed.hop });
  const ms = connection.hops.reduce((sum, hop) => sum + hop.ms, 0);
  const seen: Seen[] = [
    { what: 'endpoint', id, address: showAddress(endpoint.address) },
    { what: 'connection', id, instance: connection.instance!, hops: connection.hops.length, ms },
  ];
  return { connection, missing: [], seen };
}

function untested(missing: Missing): Tested {
  return { connection: null, missing: [missing], seen: [] };
}
