/**
 * Keeps the servers that all test files share, and the compiled product. It runs in vitest's main process and
 * starts a server, or compiles, when the first test file asks for it, so a run of pure unit tests does neither.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import type { ServerAddress } from '../../src/lab/servers/address.ts';
import { ensureMariadb } from '../../src/lab/servers/ensure-mariadb.ts';
import { canGetMysql, ensureMysql } from '../../src/lab/servers/ensure-mysql.ts';
import { labHome } from '../../src/lab/servers/home-folder.ts';
import type { LabServer } from '../../src/lab/servers/lab-server.ts';
import { startMariadb } from '../../src/lab/servers/mariadb.ts';
import { findMysql, startMysql } from '../../src/lab/servers/mysql.ts';
import type { ServerOptions } from '../../src/lab/servers/server-options.ts';
import { dropFolder, openFolder } from '../../src/lab/servers/server-process.ts';
import { DmsError } from '../../src/model/errors.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Socket on which the laboratory answers. */
    laboratory: string;
    /** Whether tests on MySQL can run, or must run: in CI they fail rather than stay away. */
    mysqlExpected: boolean;
  }
}

/** What the laboratory answers: what was asked for, or why it is not there. */
export type Answer<Given> = { readonly given: Given } | { readonly problem: string };

/** What is asked for to get the path of the compiled product's entry file; all else are servers. */
export const COMPILED = 'compiled';

const ROOT = join(import.meta.dirname, '../..');

const COMMON = {
  // Room for the largest row a test moves, 64 MB written in hexadecimal.
  'max-allowed-packet': '256M',
  'innodb-buffer-pool-size': '256M',
};

/** `a` keeps a binary log, as a source of changes does; `b` keeps none. */
const MARIADB: Record<string, ServerOptions> = {
  a: { variables: { ...COMMON, 'log-bin': 'binlog', 'binlog-format': 'ROW', 'server-id': '1' } },
  b: { variables: COMMON },
};
const MYSQL: Record<string, ServerOptions> = {
  a: { variables: COMMON },
  b: { variables: { ...COMMON, 'skip-log-bin': null } },
};

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = openFolder(labHome());
  const servers = new Map<string, Promise<LabServer>>();
  let entry: Promise<string> | null = null;
  const give = (name: string): Promise<ServerAddress | string> => {
    if (name === COMPILED) {
      entry ??= compileInto(join(folder, COMPILED));
      return entry;
    }
    let server = servers.get(name);
    if (!server) {
      server = start(name);
      servers.set(name, server);
    }
    return server.then(addressOf);
  };
  const broker = createServer((request, response) => {
    void give((request.url ?? '').slice(1)).then(
      (given) => answer(response, { given }),
      (error: unknown) => answer(response, { problem: problemOf(error) }),
    );
  });
  const socket = join(folder, 'laboratory.sock');
  await new Promise<void>((resolve) => broker.listen(socket, resolve));
  project.provide('laboratory', socket);
  project.provide('mysqlExpected', await isMysqlExpected());
  return async () => {
    broker.closeAllConnections();
    broker.close();
    await Promise.allSettled([...servers.values()].map(async (server) => (await server).stop()));
    dropFolder(folder);
  };
}

/** One installation at a time, however many servers are waited for. */
const installed = new Map<string, Promise<void>>();

async function start(name: string): Promise<LabServer> {
  const [product, which] = name.split('-') as [string, string];
  const ensure = product === 'mysql' ? ensureMysql : ensureMariadb;
  if (!installed.has(product)) installed.set(product, ensure(show));
  await installed.get(product);
  return product === 'mysql' ? startMysql(MYSQL[which]) : startMariadb(MARIADB[which]);
}

function addressOf(server: LabServer): ServerAddress {
  const { product, version, host, port, socket, user, password } = server;
  return { product, version, host, port, socket, user, password };
}

/** The product as its package has it; the path of its entry file. */
async function compileInto(folder: string): Promise<string> {
  mkdirSync(folder);
  for (const name of ['package.json', 'node_modules']) symlinkSync(join(ROOT, name), join(folder, name));
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [compiler, '-p', ROOT, '--outDir', join(folder, 'dist')]);
  return join(folder, 'dist/bin.js');
}

function answer(response: ServerResponse, body: Answer<ServerAddress | string>): void {
  response.end(JSON.stringify(body));
}

function problemOf(error: unknown): string {
  if (!(error instanceof DmsError)) return String(error);
  return `${error.kind} ${JSON.stringify(error.facts, null, 2).replaceAll('\\n', '\n')}`;
}

async function isMysqlExpected(): Promise<boolean> {
  if (process.env.CI || canGetMysql() || (await findMysql()) !== null) return true;
  show(
    'tests on MySQL are left out: no MySQL server is here, and none can be installed (needs root on Debian)',
  );
  return false;
}

function show(line: string): void {
  process.stderr.write(`laboratory: ${line}\n`);
}
