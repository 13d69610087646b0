/** Which server this is: product, version, and an identity by which two endpoints can be told apart. */
import type { EndpointIdentity } from '../contract.ts';
import { readServerFacts, type ServerFacts } from './ddl/server-facts.ts';
import { showServer } from './failures.ts';
import type { Session } from './session.ts';

export interface Server {
  readonly identity: EndpointIdentity;
  readonly facts: ServerFacts;
  readonly maxPacketBytes: number;
  readonly localInfile: boolean;
}

export async function readServer(session: Session): Promise<Server> {
  const [row] = await session.rows<{ version: string; place: string; packet: string; local: string }>(
    `SELECT VERSION() AS version, CONCAT_WS('|', @@hostname, @@port, @@datadir, @@server_id) AS place,
       @@max_allowed_packet AS packet, @@local_infile AS local`,
  );
  // MySQL has an identity of its own; MariaDB is known by where it lives.
  const uuid = await session.rows<{ Value: string }>(`SHOW GLOBAL VARIABLES LIKE 'server_uuid'`);
  const facts = await readServerFacts({
    query: async (sql) => [await session.rows(sql), undefined],
  });
  const address = session.credentials.address;
  return {
    identity: {
      family: 'mysql',
      product: `${facts.product === 'mariadb' ? 'MariaDB' : 'MySQL'} ${facts.version.join('.')}`,
      address: showServer(address),
      serverId: uuid[0]?.Value ?? row!.place,
    },
    facts,
    maxPacketBytes: Number(row!.packet),
    localInfile: Number(row!.local) === 1,
  };
}
