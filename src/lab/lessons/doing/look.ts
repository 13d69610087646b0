/** Looks into a server, a bucket or a file as the browser of the console does. */
import type { Catalog } from '../../../endpoints/catalog-contract.ts';
import type { EndpointSecrets } from '../../../endpoints/contract.ts';
import { openCatalog } from '../../../endpoints/registry.ts';
import type { EndpointAddress } from '../../../model/endpoint-url.ts';

export async function looking<T>(
  address: EndpointAddress,
  secrets: EndpointSecrets,
  signal: AbortSignal,
  look: (catalog: Catalog) => Promise<T>,
): Promise<T> {
  const catalog = await openCatalog(address, secrets, signal);
  try {
    return await look(catalog);
  } finally {
    await catalog.close();
  }
}
