/** Saves an endpoint of the lab as its form would, the password in the lab's own keyring. */

import type { EndpointSecrets } from '../../../endpoints/contract.ts';
import { makeEndpoint, type SavedEndpoint } from '../../../model/endpoint.ts';
import { type EndpointAddress, parseEndpointUrl, showAddress } from '../../../model/endpoint-url.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import { saveEndpoint } from '../../../store/endpoints.ts';
import { keyringSocket } from '../../../store/home.ts';
import { socketKeyring } from '../../../store/keyring-socket.ts';
import { fetchSecret, forgetSecrets, keepSecret } from '../../../store/secrets.ts';
import type { ConnectionNote } from '../../world/facts.ts';
import type { Report } from '../lesson.ts';

export async function saveDatabase(
  home: string,
  id: string,
  role: EndpointRole,
  note: ConnectionNote,
  report: Report,
): Promise<void> {
  const keyring = socketKeyring(keyringSocket(home));
  const password = await keepSecret(id, 'password', note.password, keyring);
  const url = `mysql://${encodeURIComponent(note.user)}@${note.url}:${note.port}`;
  const before = await save(home, id, role, parseEndpointUrl(url, role).address, password);
  // What the endpoint of that id had before is in nobody's way any more.
  if (before !== null) await forgetSecrets(before, { password, bastion: null }, keyring);
  report.done({ what: 'endpoint', id, address: url });
}

export async function saveStore(home: string, id: string, url: string, report: Report): Promise<void> {
  const { address } = parseEndpointUrl(url, 'target');
  await save(home, id, 'target', address, null);
  report.done({ what: 'endpoint', id, address: showAddress(address) });
}

async function save(
  home: string,
  id: string,
  role: EndpointRole,
  base: EndpointAddress,
  password: SavedEndpoint['password'],
): Promise<SavedEndpoint | null> {
  const { before } = await saveEndpoint(home, id, (there) => {
    const now = new Date().toISOString();
    const created = there?.created ?? now;
    const parts = { id, role, base, settings: null, password, bastion: null, description: null };
    return makeEndpoint({ ...parts, created, changed: now }, id).endpoint;
  });
  return before;
}

/** What opens an endpoint of the lab. */
export async function secretsOf(home: string, { id, password }: SavedEndpoint): Promise<EndpointSecrets> {
  if (password === null || password === 'prompt') return { password: null, bastion: null };
  const keyring = socketKeyring(keyringSocket(home));
  return { password: await fetchSecret(password, `the password of ${id}`, keyring), bastion: null };
}
