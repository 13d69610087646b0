/** Makes a lab's private set-up, part by part, inside the process that keeps it. */
import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createMovies } from '../dees/movies.ts';
import { createPosters, POSTERS_SCHEMA } from '../dees/posters.ts';
import { createSample1 } from '../dees/sample1.ts';
import { createSample2 } from '../dees/sample2.ts';
import { ensureServer } from '../servers/ensure-server.ts';
import { type LabServer, startServer } from '../servers/lab-server.ts';
import type { ServerProgram } from '../servers/program.ts';
import { type LabStore, startS3 } from '../servers/s3.ts';
import { isCheckRequest } from './check-requests.ts';
import type { MakingFact, StoreRequest, WorldDatabase, WorldFacts, WorldPlan } from './facts.ts';

const SOURCE_SCHEMA = 'dees';

const BUCKET = 'dees2-class';

const ROWS = {
  /** Enough to see chunks move, little enough to wait for. */
  quick: { sample1: 200_000, sample2: 20_000 },
  full: { sample1: 5_000_000, sample2: 100_000 },
} as const;

/** Of the hundreds of lines that apt prints: its commands, and each package as it is done. */
const NEWS = /^\$ |^Setting up /;

/** Reads everything of the source and changes nothing, as a class is given. */
const READER = 'reader';
/** May do what it likes but let others in, as the first user of a database in the cloud. */
const STUDENT = 'student';

/** The server is for one afternoon: nothing of it has to survive a power cut. */
const VARIABLES = { 'innodb-flush-log-at-trx-commit': '0', 'innodb-doublewrite': 'OFF' };

/** `requests` grows while the store is used. */
export async function makeWorld(
  plan: WorldPlan,
  folder: string,
  onMaking: (fact: MakingFact) => void,
  requests: StoreRequest[],
): Promise<Pick<WorldFacts, 'home' | 'source' | 'target' | 'store'>> {
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  const log = (line: string) => {
    if (NEWS.test(line)) onMaking({ making: 'install.line', line });
  };
  const program = await ensureServer(() => onMaking({ making: 'install', product: 'MariaDB' }), log);
  const start = async (side: 'source' | 'target') => {
    onMaking({ making: 'server', side, server: serverName(program) });
    return await startServer(program, { variables: VARIABLES, templates: join(folder, 'templates') });
  };
  const source = await start('source');
  // The second server starts while the first is filled: neither keeps a core busy all the time.
  const [target, store] = await Promise.all([
    plan.lab === 'mysql-to-mysql' ? start('target') : null,
    plan.lab === 'mysql-to-s3' ? startStore(onMaking, requests) : null,
    fillSource(source, plan, onMaking),
  ]);
  const reader = await addAccount(source, READER, [
    [['SELECT', 'LOCK TABLES', 'SHOW VIEW', 'TRIGGER', 'EVENT'], `\`${SOURCE_SCHEMA}\`.*`],
    [['SELECT', 'LOCK TABLES', 'SHOW VIEW', 'TRIGGER', 'EVENT'], `\`${POSTERS_SCHEMA}\`.*`],
  ]);
  const student = target === null ? null : await addAccount(target, STUDENT, [[['ALL PRIVILEGES'], '*.*']]);
  return { home, source: reader, target: student, store: store === null ? null : storeFacts(store) };
}

function serverName({ product, version }: ServerProgram): string {
  return `${product === 'mariadb' ? 'MariaDB' : 'MySQL'} ${version}`;
}

async function startStore(onMaking: (fact: MakingFact) => void, requests: StoreRequest[]): Promise<LabStore> {
  onMaking({ making: 'store', bucket: BUCKET });
  return await startS3(BUCKET, (request) => {
    const { method = '', url: path = '', headers } = request;
    requests.push({ time: Date.now(), method, path, isCheck: isCheckRequest(headers['user-agent'] ?? '') });
  });
}

function storeFacts({ endpoint, region, bucket, accessKeyId, secretAccessKey }: LabStore) {
  return { endpoint, region, bucket, accessKeyId, secretAccessKey };
}

async function fillSource(
  source: LabServer,
  { full }: WorldPlan,
  onMaking: (fact: MakingFact) => void,
): Promise<void> {
  const rows = ROWS[full ? 'full' : 'quick'];
  await source.query(`CREATE SCHEMA \`${SOURCE_SCHEMA}\` CHARACTER SET utf8mb4`);
  onMaking({ making: 'table', table: `${SOURCE_SCHEMA}.movies`, rows: null });
  await createMovies(source, SOURCE_SCHEMA);
  onMaking({ making: 'table', table: `${SOURCE_SCHEMA}.sample1`, rows: rows.sample1 });
  await createSample1(source, SOURCE_SCHEMA, rows.sample1);
  onMaking({ making: 'table', table: `${SOURCE_SCHEMA}.sample2`, rows: rows.sample2 });
  await createSample2(source, SOURCE_SCHEMA, rows.sample2);
  onMaking({ making: 'table', table: `${POSTERS_SCHEMA}.posters`, rows: null });
  await createPosters(source);
  // Estimates of rows come from statistics, and a person looks before the server has made them by itself.
  for (const table of ['movies', 'sample1', 'sample2'])
    await source.query(`ANALYZE TABLE \`${SOURCE_SCHEMA}\`.${table}`);
}

type Grant = readonly [rights: readonly string[], on: string];

/** Everything that is asked of the server from then on is kept by the server itself: checks look there. */
async function addAccount(server: LabServer, user: string, grants: readonly Grant[]): Promise<WorldDatabase> {
  const password = newPassword();
  await server.query(`CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'`);
  for (const [rights, on] of grants)
    await server.query(`GRANT ${rights.join(', ')} ON ${on} TO '${user}'@'%'`);
  await server.query("SET GLOBAL log_output = 'TABLE'");
  await server.query('SET GLOBAL general_log = ON');
  const { product, version, host, port, socket, password: secret } = server;
  return {
    admin: { product, version, host, port, socket, user: server.user, password: secret },
    note: { url: host, user, password, port },
  };
}

/** Letters and digits that cannot be taken for each other: it is copied from a note by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}
