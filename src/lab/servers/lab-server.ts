/** A private database server on this machine: own data folder, own port, own socket, own password. */
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DmsError } from '../../model/errors.ts';
import { connect, query, type Row, type ServerAddress, serverUrl } from './address.ts';
import { insideRoot, type Product, type ServerProgram, serverCommand } from './program.ts';
import { optionWords, type ServerOptions } from './server-options.ts';
import { dropFolder, endServer, isRunning, openFolder, spawnServer } from './server-process.ts';
import { freshDataFolder } from './template.ts';

export interface LabServer extends ServerAddress {
  readonly dataFolder: string;
  /** Of the running process; changes with a restart. */
  readonly pid: number;
  /** Endpoint URL without the password. */
  url(schema?: string): string;
  query(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Ends the process at once, by SIGKILL; its files stay for `restart`. */
  kill9(): Promise<void>;
  /** Ends the process in good order if it runs, and starts it again with the same files and port. */
  restart(): Promise<void>;
  /** Ends the process and removes its files. */
  stop(): Promise<void>;
}

/** Crash recovery of a large log on a slow disk takes this long; a server that needs more hangs. */
const START_TIMEOUT_MS = 60_000;
/** Between two attempts to sign in: short against the half second a start takes. */
const KNOCK_INTERVAL_MS = 20;
/** A port found free can be taken before the server binds it; three in a row is not chance. */
const PORT_ATTEMPTS = 3;

/** @throws DmsError `lab.failed` with the end of the server's log */
export async function startServer(program: ServerProgram, options: ServerOptions): Promise<LabServer> {
  const folder = openFolder(program.home);
  try {
    await freshDataFolder(program, join(folder, 'data'), options.templates);
    mkdirSync(join(folder, 'tmp'));
    return await startOnFreePort(program, folder, options);
  } catch (error) {
    await endServer(folder, 'SIGKILL');
    dropFolder(folder);
    throw error;
  }
}

async function startOnFreePort(
  program: ServerProgram,
  folder: string,
  options: ServerOptions,
): Promise<LabServer> {
  for (let attempt = 1; ; attempt++) {
    const server = new PrivateServer(program, folder, await freePort(), options);
    try {
      await server.firstStart();
      return server;
    } catch (error) {
      if (attempt === PORT_ATTEMPTS || !/address already in use/i.test(server.log())) throw error;
      await endServer(folder, 'SIGKILL');
    }
  }
}

class PrivateServer implements LabServer {
  readonly product: Product;
  readonly version: string;
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly socket: string;
  readonly user = 'root';
  readonly password = randomBytes(12).toString('hex');
  readonly dataFolder: string;
  readonly #program: ServerProgram;
  readonly #folder: string;
  readonly #optionWords: readonly string[];
  #child: ChildProcess | null = null;

  constructor(program: ServerProgram, folder: string, port: number, options: ServerOptions) {
    this.product = program.product;
    this.version = program.version;
    this.port = port;
    this.socket = join(folder, 'server.sock');
    this.dataFolder = join(folder, 'data');
    this.#program = program;
    this.#folder = folder;
    this.#optionWords = optionWords(program.product, options);
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  url(schema?: string): string {
    return serverUrl(this, schema);
  }

  query(sql: string, values?: unknown[]): Promise<Row[]> {
    return query(this, sql, values);
  }

  async kill9(): Promise<void> {
    await endServer(this.#folder, 'SIGKILL');
  }

  async restart(): Promise<void> {
    await endServer(this.#folder, 'SIGTERM');
    await this.#start([]);
  }

  async stop(): Promise<void> {
    await endServer(this.#folder, 'SIGTERM');
    dropFolder(this.#folder);
  }

  /** The first start gives the administrator a password; until then there is none. */
  async firstStart(): Promise<void> {
    const accounts = join(this.#folder, 'accounts.sql');
    writeFileSync(accounts, accountsSql(this.password), { mode: 0o600 });
    await this.#start([`--init-file=${insideRoot(this.#program, accounts)}`]);
    rmSync(accounts);
  }

  log(): string {
    return readFileSync(this.#logFile, 'utf8');
  }

  get #logFile(): string {
    return join(this.#folder, 'error.log');
  }

  async #start(words: string[]): Promise<void> {
    const inside = insideRoot(this.#program, this.#folder);
    const place = [
      `--datadir=${inside}/data`,
      `--tmpdir=${inside}/tmp`,
      `--socket=${inside}/server.sock`,
      `--pid-file=${inside}/server.pid`,
      `--port=${this.port}`,
    ];
    const command = serverCommand(this.#program, this.#program.daemon, [
      ...place,
      ...this.#optionWords,
      ...words,
    ]);
    this.#child = spawnServer(this.#folder, command, this.#logFile);
    await this.#answers(this.#child);
  }

  /** Waits until the server lets its administrator in. */
  async #answers(child: ChildProcess): Promise<void> {
    let startError: Error | null = null;
    child.once('error', (error) => {
      startError = error;
    });
    const deadline = performance.now() + START_TIMEOUT_MS;
    for (;;) {
      try {
        const connection = await connect(this, { connectTimeout: START_TIMEOUT_MS });
        await connection.end();
        return;
      } catch (error) {
        if (startError !== null || !isRunning(child) || performance.now() > deadline) {
          throw this.#failed(startError ?? error);
        }
        await pause(KNOCK_INTERVAL_MS);
      }
    }
  }

  #failed(cause: unknown): DmsError {
    const log = this.log().trimEnd().split('\n').slice(-20).join('\n');
    return new DmsError('lab.failed', { product: this.product, doing: 'starting', log }, { cause });
  }
}

function accountsSql(password: string): string {
  return [
    'SET SESSION sql_log_bin = 0;',
    "CREATE USER IF NOT EXISTS 'root'@'127.0.0.1';",
    `ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    "GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;",
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}';`,
    '',
  ].join('\n');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
