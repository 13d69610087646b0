/** The endpoint a person names on the command line, with what opens it. */

import type { EndpointSecrets } from '../../../endpoints/contract.ts';
import { NO_REFERENCES } from '../../../model/endpoint.ts';
import type { EndpointAddress } from '../../../model/endpoint-url.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import { findSecrets } from '../../../store/find-secrets.ts';
import { endpointOf } from '../../endpoint-word.ts';
import { askAtTerminal } from '../../passwords.ts';
import { sayIssue } from '../../say-issue.ts';

export interface NamedEndpoint {
  /** Null for a URL. */
  readonly id: string | null;
  readonly role: EndpointRole;
  readonly address: EndpointAddress;
  readonly secrets: EndpointSecrets;
}

/**
 * Warnings about the word go to stderr. Without a role it has that it was saved with, or, as a URL, the first
 * its engine can have.
 * @throws DmsError 'url', 'endpoint.unknown', 'endpoint.role', and of the `secret.*` kinds
 */
export async function namedEndpoint(word: string, role: EndpointRole | null): Promise<NamedEndpoint> {
  const given = await endpointOf(word, role);
  for (const warning of given.warnings) sayIssue(warning);
  const references = given.saved ?? NO_REFERENCES;
  const secrets = await findSecrets(
    { role: given.role, address: given.address, references },
    askAtTerminal(),
  );
  return { id: given.saved?.id ?? null, role: given.role, address: given.address, secrets };
}
