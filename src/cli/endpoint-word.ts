/** An endpoint as the command line names it: by a URL, or by the id it was saved under. */
import type { SavedEndpoint } from '../model/endpoint.ts';
import { type EndpointAddress, parseEndpointUrl } from '../model/endpoint-url.ts';
import { DmsError, type Issue } from '../model/errors.ts';
import type { EndpointRole } from '../model/hops.ts';
import { findEndpoint, readEndpoints, type SavedEndpoints } from '../store/endpoints.ts';
import { homeFolder } from '../store/home.ts';

export interface GivenEndpoint {
  readonly role: EndpointRole;
  readonly address: EndpointAddress;
  /** Null for a URL. */
  readonly saved: SavedEndpoint | null;
  readonly warnings: readonly Issue[];
}

/** A word that is meant as a URL, however wrong: a path, a host. No id has such characters. */
function isUrl(word: string): boolean {
  return /[/\\:@.]/.test(word);
}

/**
 * The endpoint a word names. Without a role it has that it was saved with, and a URL can be what its
 * engine can be first: a source.
 * @throws DmsError 'url', 'endpoint.unknown', 'endpoint.role'
 */
export async function endpointOf(word: string, role: EndpointRole | null): Promise<GivenEndpoint> {
  if (!isUrl(word)) return savedAs(findEndpoint(await readEndpoints(homeFolder()), word.trim()), role);
  const taken = role ?? (/^\s*(?:s3|file):/i.test(word) ? 'target' : 'source');
  return { role: taken, saved: null, ...parseEndpointUrl(word, taken) };
}

function savedAs(saved: SavedEndpoint, role: EndpointRole | null): GivenEndpoint {
  if (role !== null && saved.role !== role)
    throw new DmsError('endpoint.role', { id: saved.id, role: saved.role });
  return { role: saved.role, address: saved.address, saved, warnings: [] };
}

/** Finds endpoints by id and role, as a task file asks for them. */
export function lookUpIn(endpoints: SavedEndpoints): (id: string, role: EndpointRole) => SavedEndpoint {
  return (id, role) => savedAs(findEndpoint(endpoints, id), role).saved!;
}
