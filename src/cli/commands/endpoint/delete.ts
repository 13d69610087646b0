/** `endpoint delete`: forgets endpoints, and what the keyring holds for them. */

import { endpointKey } from '../../../model/endpoint.ts';
import { forgetConnections } from '../../../store/connections.ts';
import { findEndpoint, readEndpoints, removeEndpoint } from '../../../store/endpoints.ts';
import { homeFolder } from '../../../store/home.ts';
import { words } from '../../../tui/text/words.ts';
import { sayIssue } from '../../say-issue.ts';
import { forgottenSecrets } from './given-secrets.ts';

export async function deleteEndpoints(ids: readonly string[]): Promise<void> {
  const home = homeFolder();
  const saved = await readEndpoints(home);
  // All or none: a name that is misspelled is noticed before the first one is gone.
  for (const id of ids) if (!saved.damaged.some((one) => one.id === endpointKey(id))) findEndpoint(saved, id);
  for (const id of new Map(ids.map((one) => [endpointKey(one), one])).values()) {
    const endpoint = await removeEndpoint(home, id);
    forgetConnections(home, id);
    process.stdout.write(`${words().savedEndpoint.done.deleted(endpoint?.id ?? id)}\n`);
    const left = endpoint === null ? [] : await forgottenSecrets(endpoint, null);
    for (const issue of left) sayIssue(issue);
  }
}
