/** The program's own kind of connection to a test server. */

import { afterAll } from 'vitest';
import { passwordOnly } from '../../src/endpoints/contract.ts';
import { Session } from '../../src/endpoints/mysql/session.ts';
import type { TlsMode } from '../../src/model/endpoint-url.ts';
import type { TestServer } from './servers.ts';

const sessions: Session[] = [];

/** A session of this test file's own; it ends when the file is done. */
export async function openSession(
  server: TestServer,
  { tls = 'none', charset }: { tls?: TlsMode; charset?: string } = {},
): Promise<Session> {
  const { host, port, user, password } = server;
  const address = {
    engine: 'mysql',
    host,
    port,
    socket: null,
    user,
    password: null,
    schema: null,
    tls,
    ca: null,
    cert: null,
    key: null,
    ssh: null,
  } as const;
  const session = await Session.open(
    { address, ...passwordOnly(password) },
    new AbortController().signal,
    charset,
  );
  sessions.push(session);
  return session;
}

afterAll(async () => {
  for (const session of sessions.splice(0)) await session.close();
});
