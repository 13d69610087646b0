/** The secrets of a saved endpoint, as far as they are somewhere else than with the person. */
import type { EndpointSecrets } from '../../../endpoints/contract.ts';
import type { SavedEndpoint, SecretReference } from '../../../model/endpoint.ts';
import { DmsError } from '../../../model/errors.ts';
import { fetchSecret } from '../../../store/secrets.ts';

/** Nobody but the person knows it. */
const ASK = Symbol('ask');

/** Null when one of them has to be typed. */
export async function savedSecrets({
  id,
  address,
  password,
  bastion,
}: SavedEndpoint): Promise<EndpointSecrets | null> {
  if (address.engine !== 'mysql') return { password: null, bastion: null };
  const found = await referred(password, id);
  if (found === ASK) return null;
  const ofBastion = address.ssh === null || bastion === null ? null : await referred(bastion, id);
  return ofBastion === ASK ? null : { password: found, bastion: ofBastion };
}

async function referred(reference: SecretReference | null, of: string): Promise<string | typeof ASK> {
  if (reference === null || reference === 'prompt') return ASK;
  try {
    return await fetchSecret(reference, of);
  } catch (error) {
    const isNotThere =
      error instanceof DmsError && (error.is('secret.missing') || error.is('secret.keyring'));
    if (isNotThere) return ASK;
    throw error;
  }
}
