/** Servers of both products whose certificate can be changed while they run. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { LabServer } from '../../../../src/lab/servers/lab-server.ts';
import { startMariadb } from '../../../../src/lab/servers/mariadb.ts';
import { startMysql } from '../../../../src/lab/servers/mysql.ts';
import type { Product } from '../../../../src/lab/servers/program.ts';
import { mariadb, mysql } from '../../../support/servers.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import type { Identity } from './certificates.ts';

const servers: LabServer[] = [];

afterAll(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

export interface TlsServer {
  readonly server: LabServer;
  /** The server shows it from the next connection on. */
  show(identity: Identity): Promise<void>;
}

/** `ca`: whose certificates of clients the server takes. */
export async function tlsServer(product: Product, first: Identity, ca: string): Promise<TlsServer> {
  // The laboratory sees to it that the product is installed.
  await (product === 'mysql' ? mysql : mariadb)('a');
  return product === 'mysql' ? await onMysql(first, ca) : await onMariadb(first, ca);
}

async function onMariadb(first: Identity, ca: string): Promise<TlsServer> {
  const folder = temporaryFolder();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  put(first, cert, key);
  const server = await startMariadb({
    variables: { 'ssl-cert': cert, 'ssl-key': key, 'ssl-ca': ca },
  });
  servers.push(server);
  return {
    server,
    show: async (identity) => {
      put(identity, cert, key);
      await server.query('FLUSH SSL');
    },
  };
}

/** MySQL makes certificates for itself in its data folder. */
async function onMysql(first: Identity, ca: string): Promise<TlsServer> {
  const server = await startMysql();
  servers.push(server);
  const inFolder = (name: string) => join(server.dataFolder, name);
  const show = async (identity: Identity) => {
    put(identity, inFolder('server-cert.pem'), inFolder('server-key.pem'));
    copyFileSync(ca, inFolder('ca.pem'));
    // Reloading proves a certificate, as starting does not.
    await server.query('ALTER INSTANCE RELOAD TLS').catch(() => server.restart());
  };
  await show(first);
  return { server, show };
}

function put(identity: Identity, cert: string, key: string): void {
  copyFileSync(identity.cert, cert);
  copyFileSync(identity.key, key);
}
