/** Servers of a test file's own, for settings no shared server may have. */
import { afterAll } from 'vitest';
import type { LabServer } from '../../src/lab/servers/lab-server.ts';
import { startMariadb } from '../../src/lab/servers/mariadb.ts';
import { startMysql } from '../../src/lab/servers/mysql.ts';
import type { Product } from '../../src/lab/servers/program.ts';
import type { ServerOptions } from '../../src/lab/servers/server-options.ts';
import { mariadb, mysql } from '../support/servers.ts';

const servers: Promise<LabServer>[] = [];

/** A server that ends with the test file. The same product must be there to be started. */
export async function privateServer(
  product: Product,
  variables: NonNullable<ServerOptions['variables']>,
): Promise<LabServer> {
  // The laboratory sees to it that the product is installed.
  await (product === 'mysql' ? mysql : mariadb)('a');
  const server = (product === 'mysql' ? startMysql : startMariadb)({ variables });
  servers.push(server);
  return await server;
}

afterAll(async () => {
  for (const server of servers.splice(0)) await (await server).stop();
});
