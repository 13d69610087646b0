/**
 * The ground all contestants run on: a source and a target server with the same settings, the sample on the
 * source, a folder for files. Before every run the target is emptied and both servers are at rest.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createSample1 } from '../../src/lab/dees/sample1.ts';
import { ensureMariadb } from '../../src/lab/servers/ensure-mariadb.ts';
import { labHome } from '../../src/lab/servers/home-folder.ts';
import type { LabServer } from '../../src/lab/servers/lab-server.ts';
import { startMariadb } from '../../src/lab/servers/mariadb.ts';
import { run } from '../../src/lab/servers/program.ts';
import { dropFolder, openFolder } from '../../src/lab/servers/server-process.ts';
import { DEFAULT_CONTROL_SCHEMA } from '../../src/model/task-settings.ts';

const GIB = 1024 ** 3;
/** As on a server of its own; two of them and the contestants must fit into a smaller machine. */
const POOL_BYTES = Math.min(2 * GIB, Math.floor(totalmem() / 6));

const LOG_BYTES = GIB;

/** What decides how fast InnoDB takes rows, said out loud; the rest is as MariaDB ships it. */
export const VARIABLES: Readonly<Record<string, string>> = {
  'innodb-buffer-pool-size': `${Math.floor(POOL_BYTES / 1024 ** 2)}M`,
  'innodb-log-file-size': '1G',
  // Every commit is on disk when it is acknowledged, as MariaDB ships it; lab servers have it otherwise.
  'innodb-flush-log-at-trx-commit': '1',
  // A row of 64 MB, escaped, is one packet for those who send it by INSERT.
  'max-allowed-packet': '256M',
};

/** Few enough not to disturb what comes next: 4 MB of pages. */
const CALM_PAGES = 256;
/** A server that cannot write its pages in this time has a disk on which nothing can be measured. */
const CALM_TIMEOUT_MS = 180_000;

export type Say = (line: string) => void;

export class Ground {
  readonly source: LabServer;
  readonly target: LabServer;
  readonly folder: string;
  readonly say: Say;

  private constructor(source: LabServer, target: LabServer, folder: string, say: Say) {
    this.source = source;
    this.target = target;
    this.folder = folder;
    this.say = say;
  }

  static async open(say: Say): Promise<Ground> {
    await ensureMariadb(say);
    const folder = openFolder(labHome());
    const options = { variables: VARIABLES };
    const [source, target] = await Promise.all([startMariadb(options), startMariadb(options)]);
    for (const [name, server] of Object.entries({ source, target })) {
      writeFileSync(join(folder, `${name}.cnf`), clientFile(server), { mode: 0o600 });
    }
    return new Ground(source, target, folder, say);
  }

  async close(): Promise<void> {
    await Promise.all([this.source.stop(), this.target.stop()]);
    dropFolder(this.folder);
  }

  /** Path of a file with which the C clients find and enter a server: a password does not belong in `ps`. */
  clientFile(server: 'source' | 'target'): string {
    return join(this.folder, `${server}.cnf`);
  }

  /** Puts `sample1` of that many rows into a schema of the source. */
  async makeSample(schema: string, rows: number): Promise<void> {
    const started = performance.now();
    await this.source.query(`CREATE SCHEMA ${schema} CHARACTER SET utf8mb4`);
    await createSample1(this.source, schema, rows);
    await this.source.query(`ANALYZE TABLE ${schema}.sample1`);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    this.say(`${rows.toLocaleString('en')} rows of sample1 made in ${seconds} s`);
  }

  /** An empty schema of that name on the target, an empty folder `work`, servers and disk at rest. */
  async empty(schema: string): Promise<void> {
    await this.target.query(`DROP SCHEMA IF EXISTS ${schema}`);
    await this.target.query(`DROP SCHEMA IF EXISTS ${DEFAULT_CONTROL_SCHEMA}`);
    await this.target.query(`CREATE SCHEMA ${schema} CHARACTER SET utf8mb4`);
    rmSync(this.work, { recursive: true, force: true });
    mkdirSync(this.work);
    await Promise.all([settle(this.source), settle(this.target)]);
    // What one contestant wrote must not be written to disk in another one's time.
    await run(['sync']);
  }

  /** Whether the target has not yet written once through its redo log: the first time is slower. */
  async isCold(): Promise<boolean> {
    const [written] = await this.target.query("SHOW GLOBAL STATUS LIKE 'Innodb_lsn_current'");
    return Number(written!.Value) < LOG_BYTES;
  }

  /** Emptied before every run. */
  get work(): string {
    return join(this.folder, 'work');
  }
}

function clientFile({ host, port, user, password }: LabServer): string {
  return `[client]\nhost=${host}\nport=${port}\nuser=${user}\npassword=${password}\nprotocol=tcp\n`;
}

/** Waits until a server has written its changed pages. */
async function settle(server: LabServer): Promise<void> {
  const [usual] = await server.query(
    'SELECT @@innodb_io_capacity AS io, @@innodb_io_capacity_max AS most, @@innodb_max_dirty_pages_pct AS dirty',
  );
  const { io, most, dirty } = usual as { io: string; most: string; dirty: string };
  await setAll(server, ['innodb_io_capacity_max = 20000', 'innodb_io_capacity = 20000']);
  await setAll(server, ['innodb_max_dirty_pages_pct = 0']);
  try {
    const deadline = Date.now() + CALM_TIMEOUT_MS;
    while ((await dirtyPages(server)) > CALM_PAGES) {
      if (Date.now() > deadline) throw new Error('the server does not come to rest');
      await pause(100);
    }
  } finally {
    await setAll(server, [
      `innodb_max_dirty_pages_pct = ${Number(dirty)}`,
      `innodb_io_capacity = ${io}`,
      `innodb_io_capacity_max = ${most}`,
    ]);
  }
}

async function setAll(server: LabServer, assignments: readonly string[]): Promise<void> {
  for (const assignment of assignments) await server.query(`SET GLOBAL ${assignment}`);
}

async function dirtyPages(server: LabServer): Promise<number> {
  const [row] = await server.query("SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'");
  return Number(row!.Value);
}
