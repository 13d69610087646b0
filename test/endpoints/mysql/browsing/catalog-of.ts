/** Catalogs of the test servers; they close when the test file is done. */
import { afterAll } from 'vitest';
import type { Catalog } from '../../../../src/endpoints/catalog-contract.ts';
import { passwordOnly } from '../../../../src/endpoints/contract.ts';
import { openCatalog } from '../../../../src/endpoints/registry.ts';
import { parseEndpointUrl } from '../../../../src/model/endpoint-url.ts';
import type { TestServer } from '../../../support/servers.ts';

/** For calls that nobody calls off. */
export const goesOn = new AbortController().signal;

const open: Catalog[] = [];

export async function catalogOf(
  server: TestServer,
  as: { readonly user: string; readonly password: string } = server,
): Promise<Catalog> {
  const url = `mysql://${as.user}@${server.host}:${server.port}/`;
  const catalog = await openCatalog(
    parseEndpointUrl(url, 'source').address,
    passwordOnly(as.password),
    goesOn,
  );
  open.push(catalog);
  return catalog;
}

afterAll(async () => {
  for (const catalog of open.splice(0)) await catalog.close();
});
