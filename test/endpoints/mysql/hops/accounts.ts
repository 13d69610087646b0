/** Accounts on the shared servers, and what a hop says of them. */
import { randomBytes } from 'node:crypto';
import { afterAll } from 'vitest';
import { rightsHop } from '../../../../src/endpoints/mysql/rights-hop.ts';
import { Session } from '../../../../src/endpoints/mysql/session.ts';
import { type MysqlAddress, parseEndpointUrl } from '../../../../src/model/endpoint-url.ts';
import { DmsError, type Issue } from '../../../../src/model/errors.ts';
import type { EndpointRole } from '../../../../src/model/hops.ts';
import type { TestServer } from '../../../support/servers.ts';

export const CONTROL_SCHEMA = 'dms_tui_control';
const SIGNAL = new AbortController().signal;

export interface Account {
  /** As the server knows it. */
  readonly name: string;
  readonly url: string;
  readonly password: string;
}

const made: { server: TestServer; kind: 'USER' | 'ROLE'; name: string }[] = [];

/** `grants` without their `TO …`. */
export async function accountOn(server: TestServer, ...grants: readonly string[]): Promise<Account> {
  const name = `h${randomBytes(5).toString('hex')}`;
  const password = `p4ss-${randomBytes(6).toString('hex')}`;
  await server.query(`CREATE USER '${name}'@'127.0.0.1' IDENTIFIED BY '${password}'`);
  made.push({ server, kind: 'USER', name: `'${name}'@'127.0.0.1'` });
  for (const grant of grants) await server.query(`${grant} TO '${name}'@'127.0.0.1'`);
  return { name: `${name}@127.0.0.1`, url: `mysql://${name}@127.0.0.1:${server.port}/`, password };
}

export async function roleOn(server: TestServer, ...grants: readonly string[]): Promise<string> {
  const name = `r${randomBytes(5).toString('hex')}`;
  await server.query(`CREATE ROLE ${name}`);
  made.push({ server, kind: 'ROLE', name });
  for (const grant of grants) await server.query(`${grant} TO ${name}`);
  return name;
}

afterAll(async () => {
  for (const { server, kind, name } of made.splice(0)) await server.query(`DROP ${kind} ${name}`);
});

export async function asUser<T>(
  { url, password }: { readonly url: string; readonly password: string },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const address = parseEndpointUrl(url, 'source').address as MysqlAddress;
  const session = await Session.open({ address, password, bastion: null }, SIGNAL);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

export interface Said {
  readonly has: readonly string[];
  readonly issues: readonly Issue[];
  readonly error: DmsError | null;
}

/** What the hop of rights says to this account, as it signs in now. */
export async function rightsOf(
  account: Account,
  role: EndpointRole,
  schema: string | null = null,
): Promise<Said> {
  return await asUser(account, async (session) => {
    try {
      const { found, issues } = await rightsHop(session, role, { controlSchema: CONTROL_SCHEMA, schema });
      return { has: found.has, issues, error: null };
    } catch (error) {
      if (!(error instanceof DmsError)) throw error;
      return { has: [], issues: [], error };
    }
  });
}

/** Runs the statements that are said to help, as someone who may. */
export async function follow(server: TestServer, { issues, error }: Said): Promise<void> {
  const fixes = [...issues.map(({ fix }) => fix ?? ''), error?.fix ?? ''].join('\n');
  for (const statement of fixes.match(/(?:GRANT|SET) [^;]+/g) ?? []) await server.query(statement);
}
