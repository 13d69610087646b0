/** A connection, as AWS DMS has it: what came of the last test of one endpoint from one instance. */
import type { SavedEndpoint } from './endpoint.ts';
import { showAddress } from './endpoint-url.ts';
import type { AnyHop, LineSpeed } from './hops.ts';

export interface Connection {
  /** Id of the saved endpoint. */
  readonly endpoint: string;
  /** Id of the instance; null when it was tested from none. */
  readonly instance: string | null;
  /** The endpoint at the other end, when the whole way was tested. */
  readonly together: string | null;
  /** What was tested: the endpoint may have changed since. */
  readonly address: string;
  /** ISO 8601, UTC. */
  readonly tested: string;
  readonly passed: boolean;
  /** Up to the first that failed. */
  readonly hops: readonly AnyHop[];
  readonly speed: LineSpeed | null;
}

/** Whether a test tells nothing any more, as the endpoint is not what was tested. */
export function isOutdated(connection: Connection, endpoint: SavedEndpoint): boolean {
  return connection.address !== showAddress(endpoint.address) || connection.tested < endpoint.changed;
}
