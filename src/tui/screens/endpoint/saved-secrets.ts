/** The secrets of a saved endpoint, as far as they are somewhere else than with the person. */
import type { EndpointSecrets } from '../../../endpoints/contract.ts';
import type { SavedEndpoint } from '../../../model/endpoint.ts';
import { findSecrets } from '../../../store/find-secrets.ts';

/** Nobody but the person knows it. */
const ASK = Symbol('ask');

/** Null when one of them has to be typed: the form has a field for it. */
export async function savedSecrets(endpoint: SavedEndpoint): Promise<EndpointSecrets | null> {
  const { role, address } = endpoint;
  try {
    return await findSecrets({ role, address, references: endpoint }, () => {
      throw ASK;
    });
  } catch (error) {
    if (error === ASK) return null;
    throw error;
  }
}
