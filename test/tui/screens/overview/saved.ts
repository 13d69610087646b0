/** What stands in a state folder before a test of home. */

import type { SecretReference } from '../../../../src/model/endpoint.ts';
import { makeEndpoint } from '../../../../src/model/endpoint.ts';
import { parseEndpointUrl } from '../../../../src/model/endpoint-url.ts';
import type { EndpointRole } from '../../../../src/model/hops.ts';
import type { InstanceClass } from '../../../../src/model/instance.ts';
import { saveEndpoint } from '../../../../src/store/endpoints.ts';
import { instanceFolder } from '../../../../src/store/home.ts';
import { addInstance } from '../../../../src/store/instances.ts';
import { saveTask } from '../../../../src/store/tasks.ts';

export async function savedEndpoint(
  home: string,
  id: string,
  role: EndpointRole,
  url: string,
  password: SecretReference | null = null,
): Promise<void> {
  const base = parseEndpointUrl(url, role).address;
  const now = new Date().toISOString();
  const parts = { id, role, base, settings: null, description: null, created: now, changed: now };
  await saveEndpoint(home, id, () => makeEndpoint({ ...parts, password, bastion: null }, id).endpoint);
}

export function savedInstance(home: string, id: string, size: InstanceClass): void {
  addInstance(home, { id, class: size, home: instanceFolder(home, id), created: new Date().toISOString() });
}

/** Takes all tables of a schema; more of the document where it is given. */
export async function savedTask(
  home: string,
  id: string,
  source: string,
  target: string,
  more: Record<string, unknown> = {},
): Promise<void> {
  const rule = {
    'rule-type': 'selection',
    'rule-id': '1',
    'rule-name': 'all',
    'object-locator': { 'schema-name': 'shop', 'table-name': '%' },
    'rule-action': 'include',
  };
  await saveTask(home, {
    task: id,
    migrationType: 'full-load',
    source: { endpoint: source },
    target: { endpoint: target },
    tableMappings: { rules: [rule] },
    ...more,
  });
}
