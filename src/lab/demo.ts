/**
 * The main job on real servers, from nothing: makes the sample `dees` on a private MariaDB server, copies
 * it to a second server and to an S3 store by the program's own command line, and leaves nothing behind.
 *
 * `npm run demo`, or `npm run demo -- --full` for the 5 million rows of the whole sample.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DmsError } from '../model/errors.ts';
import { createDees } from './dees/dees.ts';
import { ensureMariadb } from './servers/ensure-mariadb.ts';
import { labHome } from './servers/home-folder.ts';
import type { LabServer } from './servers/lab-server.ts';
import { startMariadb } from './servers/mariadb.ts';
import { type LabStore, startS3 } from './servers/s3.ts';
import { dropFolder, openFolder } from './servers/server-process.ts';

/** Enough to see chunks move, little enough to wait for. */
const QUICK_ROWS = 200_000;
const FULL_ROWS = 5_000_000;

const PROGRAM = fileURLToPath(new URL('../bin.ts', import.meta.url));

async function demo(words: string[]): Promise<number> {
  const unknown = words.find((word) => word !== '--full');
  if (unknown !== undefined) {
    console.error(`demo: unknown option ${unknown}; allowed: --full`);
    return 2;
  }
  try {
    await ensureMariadb((line) => console.log(`  ${line}`));
    return await withServers((servers) => show(servers, words.includes('--full') ? FULL_ROWS : QUICK_ROWS));
  } catch (error) {
    console.error(`\nThe demo failed. ${reason(error)}`);
    return 1;
  }
}

interface Servers {
  readonly source: LabServer;
  readonly target: LabServer;
  readonly store: LabStore;
  /** Where the copies keep their state. */
  readonly home: string;
}

async function show({ source, target, store, home }: Servers, sample1Rows: number): Promise<number> {
  const secrets = {
    DMS_TUI_HOME: home,
    DMS_TUI_SOURCE_PASSWORD: source.password,
    DMS_TUI_TARGET_PASSWORD: target.password,
    AWS_ACCESS_KEY_ID: store.accessKeyId,
    AWS_SECRET_ACCESS_KEY: store.secretAccessKey,
  };
  console.log(
    `Two MariaDB ${source.version} servers and an S3 store run on this machine, for this demo only.`,
  );
  const seconds = await timed(() => createDees(source, { sample1Rows }));
  console.log(`The sample dees is made (${await contents(source)}) in ${seconds} s.\n`);

  const toMysql = await copy(source.url(), target.url(), secrets);
  const agreed = toMysql === 0 && (await sameChecksums(source, target));
  if (agreed) console.log("The servers' own CHECKSUM TABLE gives the same result on both for every table.\n");
  const toS3 = await copy(source.url(), store.url('landing'), secrets);

  console.log(
    agreed && toS3 === 0
      ? '\nBoth copies arrived and were verified. Servers, store and files of this demo are removed.'
      : `\nNot verified: MySQL → MySQL ended with ${toMysql}${toMysql === 0 && !agreed ? ' but the checksums differ' : ''}, MySQL → S3 with ${toS3}.`,
  );
  return agreed && toS3 === 0 ? 0 : 1;
}

/** Runs the program's copy as a person would; its exit code. */
async function copy(source: string, target: string, secrets: Record<string, string>): Promise<number | null> {
  const words = ['copy', source, target, '--include', 'dees.%', '--plain'];
  console.log(`$ dms-tui ${words.map((word) => (/[%?&]/.test(word) ? `'${word}'` : word)).join(' ')}`);
  const env = { ...process.env, ...secrets };
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

const TABLES = ['movies', 'sample1', 'sample2'];

async function contents(server: LabServer): Promise<string> {
  const counts = TABLES.map(async (table) => {
    const [row] = await server.query(`SELECT COUNT(*) AS count FROM dees.${table}`);
    return `${table} ${Number(row!.count).toLocaleString('en')} rows`;
  });
  return (await Promise.all(counts)).join(', ');
}

/** What the servers themselves say of the copy, apart from anything this program computes. */
async function sameChecksums(source: LabServer, target: LabServer): Promise<boolean> {
  const sql = `CHECKSUM TABLE ${TABLES.map((table) => `dees.${table}`).join(', ')}`;
  const [there, here] = await Promise.all([source.query(sql), target.query(sql)]);
  return there.every((row, index) => row.Checksum !== null && row.Checksum === here[index]?.Checksum);
}

async function withServers(work: (servers: Servers) => Promise<number>): Promise<number> {
  const home = openFolder(labHome());
  const started: { stop(): Promise<void> }[] = [];
  const keep = <T extends { stop(): Promise<void> }>(one: T): T => {
    started.push(one);
    return one;
  };
  try {
    const source = keep(await startMariadb());
    const target = keep(await startMariadb());
    const store = keep(await startS3('dms-tui-demo'));
    return await work({ source, target, store, home });
  } finally {
    await Promise.all(started.map((one) => one.stop()));
    dropFolder(home);
  }
}

async function timed(work: () => Promise<void>): Promise<string> {
  const start = performance.now();
  await work();
  return ((performance.now() - start) / 1000).toFixed(1);
}

function reason(error: unknown): string {
  if (!(error instanceof DmsError)) return error instanceof Error ? error.message : String(error);
  if (error.is('lab.missing'))
    return [`${error.facts.product} is not here.`, ...error.facts.ways].join('\n  ');
  if (error.is('lab.failed')) return `${error.facts.product}, ${error.facts.doing}:\n${error.facts.log}`;
  return error.message;
}

process.exitCode = await demo(process.argv.slice(2));
