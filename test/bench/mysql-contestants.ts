/** Everyone who puts `sample1` of the source into an empty schema of the target. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../src/lab/servers/address.ts';
import { findExecutable } from '../../src/lab/servers/program.ts';
import { type Contestant, type Round, timeLimitMs } from './contestant.ts';
import type { Ground } from './ground.ts';
import { ourCopy } from './our-copy.ts';
import { mustEqual, tableContent } from './proof.ts';
import { timedCommand } from './timed-command.ts';

export const OURS = 'dms-tui, not validated';
export const OURS_VALIDATED = 'dms-tui, validated';
export const DUMP_AND_LOAD = 'mariadb-dump | mariadb';
export const MYDUMPER = 'mydumper + myloader, 4 threads each';
export const LOAD_DATA = 'LOAD DATA INFILE of a local file';

/** What a contestant copies, and what must be on the target afterwards. */
export interface Cargo {
  readonly ground: Ground;
  readonly schema: string;
  readonly rows: number;
  readonly content: string;
}

/** The cargo as the source's server describes it, read once. */
export async function cargoOf(ground: Ground, schema: string, rows: number): Promise<Cargo> {
  return { ground, schema, rows, content: await tableContent(ground.source, `${schema}.sample1`) };
}

export function ours(cargo: Cargo, validate: boolean): Contestant {
  const { ground, schema, rows } = cargo;
  return contestant(cargo, validate ? OURS_VALIDATED : OURS, [], '', () =>
    ourCopy(ground, schema, ground.target.url(), { validate, timeoutMs: timeLimitMs(rows) }),
  );
}

export function dumpAndLoad(cargo: Cargo): Contestant {
  const { ground, schema, rows } = cargo;
  const programs = ['mariadb-dump', 'mariadb', 'bash'];
  return contestant(cargo, DUMP_AND_LOAD, programs, 'apt-get install mariadb-client', async () => {
    // The words of the two programs are arguments of the script, so nothing in them is read as shell.
    const script =
      'set -o pipefail; mariadb-dump --defaults-file="$1" --single-transaction --quick --opt "$3" sample1 | mariadb --defaults-file="$2" "$3"';
    const files = [ground.clientFile('source'), ground.clientFile('target')];
    const command = ['bash', '-c', script, 'bash', ...files, schema];
    return { seconds: await timedCommand(command, { timeoutMs: timeLimitMs(rows) }) };
  });
}

/** mydumper cuts a table only when told how: into pieces that give all of its threads work. */
const MYDUMPER_CHUNKS = 20;

export function mydumper(cargo: Cargo): Contestant {
  const { ground, schema, rows } = cargo;
  return contestant(cargo, MYDUMPER, ['mydumper', 'myloader'], 'apt-get install mydumper', async () => {
    const folder = join(ground.work, 'mydumper');
    const timeoutMs = timeLimitMs(rows);
    const dumping = ['-B', schema, '-T', 'sample1', '-o', folder, '-t', '4', '-v', '1'];
    const pieces = ['--rows', String(Math.ceil(rows / MYDUMPER_CHUNKS))];
    const dump = await timedCommand(['mydumper', ...server(ground, 'source'), ...dumping, ...pieces], {
      timeoutMs,
    });
    const loading = ['-d', folder, '-o', '-t', '4', '-v', '1'];
    const load = await timedCommand(['myloader', ...server(ground, 'target'), ...loading], { timeoutMs });
    return { seconds: dump + load, parts: { dump, load } };
  });
}

/** Host and port are named too: these programs take the local socket otherwise. */
function server(ground: Ground, which: 'source' | 'target'): string[] {
  const { host, port, user } = ground[which];
  return ['--defaults-file', ground.clientFile(which), '-h', host, '-P', String(port), '-u', user];
}

/** The server reads its own unload from its own disk; making that file is not part of the time. */
export function loadDataInfile(cargo: Cargo, unload: string): Contestant {
  const { ground, schema, rows } = cargo;
  return contestant(cargo, LOAD_DATA, [], '', async () => {
    const [made] = await ground.source.query(`SHOW CREATE TABLE ${schema}.sample1`);
    const connection = await connect(ground.target, { database: schema });
    try {
      await connection.query(String(made!['Create Table']));
      await connection.query(`SET SESSION max_statement_time = ${timeLimitMs(rows) / 1000}`);
      const started = performance.now();
      await connection.query(
        `LOAD DATA INFILE '${unload}' INTO TABLE ${schema}.sample1 CHARACTER SET utf8mb4`,
      );
      return { seconds: (performance.now() - started) / 1000 };
    } finally {
      await connection.end();
    }
  });
}

/** The server's own unload of `sample1`: tabs, `\N`. Returns the file's path. */
export async function unloadSample(ground: Ground, schema: string): Promise<string> {
  const folder = join(ground.folder, 'unload');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${schema}.tsv`);
  rmSync(file, { force: true });
  await ground.source.query(`SELECT * FROM ${schema}.sample1 INTO OUTFILE '${file}' CHARACTER SET utf8mb4`);
  return file;
}

function contestant(
  cargo: Cargo,
  name: string,
  programs: readonly string[],
  howToGet: string,
  run: () => Promise<Round>,
): Contestant {
  const { ground, schema, content } = cargo;
  return {
    name,
    missing: missingOf(programs, howToGet),
    run,
    prove: async () => mustEqual(await tableContent(ground.target, `${schema}.sample1`), content),
  };
}

/** Null when all programs are here. */
export function missingOf(programs: readonly string[], howToGet: string): string | null {
  const missing = programs.filter((program) => findExecutable(program) === null);
  return missing.length === 0 ? null : `${missing.join(', ')} not here: ${howToGet}`;
}
