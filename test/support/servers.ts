/** The shared servers, as test files use them. A server starts when the first file asks for it. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { connect, query, type Row, type ServerAddress, serverUrl } from '../../src/lab/servers/address.ts';
import type { Product } from '../../src/lab/servers/program.ts';
import { askLaboratory } from './ask-laboratory.ts';

export { connect };

export interface TestServer extends ServerAddress {
  /** Endpoint URL without the password. */
  url(schema?: string): string;
  query(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** Two servers of each product, so that source and target can be different servers. */
export type Which = 'a' | 'b';

/** The shared MariaDB server; `a` keeps a binary log, `b` none. Never stop it or change its variables. */
export function mariadb(which: Which): Promise<TestServer> {
  return ask(`mariadb-${which}`);
}

/** The shared MySQL server; `a` keeps a binary log, `b` none. Use it inside `describeMysql` or `describeProducts`. */
export function mysql(which: Which): Promise<TestServer> {
  return ask(`mysql-${which}`);
}

/** A suite that needs MySQL. It is left out where MySQL cannot be had, except in CI, where it fails. */
export function describeMysql(name: string, suite: () => void): void {
  describe.skipIf(!inject('mysqlExpected'))(name, () => {
    beforeAll(() => mysql('a').then(() => {}));
    suite();
  });
}

/** One suite, run once on MariaDB and once on MySQL. */
export function describeProducts(
  name: string,
  suite: (server: (which: Which) => Promise<TestServer>, product: Product) => void,
): void {
  describe(`${name} (MariaDB)`, () => {
    beforeAll(() => mariadb('a').then(() => {}));
    suite(mariadb, 'mariadb');
  });
  describeMysql(`${name} (MySQL)`, () => suite(mysql, 'mysql'));
}

const schemas: { server: TestServer; schema: string }[] = [];

/** An empty schema of this test file's own; it goes when the file is done. */
export async function freshSchema(server: TestServer, prefix: string): Promise<string> {
  const schema = `${prefix}_${randomBytes(4).toString('hex')}`;
  await server.query(`CREATE SCHEMA \`${schema}\` CHARACTER SET utf8mb4`);
  schemas.push({ server, schema });
  return schema;
}

/** Has the schema of that name, made by the code under test, dropped when the test file is done. */
export function dropAfterwards(server: TestServer, schema: string): void {
  schemas.push({ server, schema });
}

afterAll(async () => {
  for (const { server, schema } of schemas.splice(0)) {
    await server.query(`DROP SCHEMA IF EXISTS \`${schema.replaceAll('`', '``')}\``);
  }
});

async function ask(name: string): Promise<TestServer> {
  return withMethods(await askLaboratory<ServerAddress>(name));
}

function withMethods(address: ServerAddress): TestServer {
  return {
    ...address,
    url: (schema) => serverUrl(address, schema),
    query: (sql, values) => query(address, sql, values),
  };
}
