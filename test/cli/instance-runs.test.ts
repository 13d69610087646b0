import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PastRun } from '../../src/host/past-runs.ts';
import type { DmsEvent } from '../../src/model/events.ts';
import { ownerOf } from '../../src/store/owner-lock.ts';
import { behindSlowLine } from '../e2e/support/slow-line.ts';
import { COMPILED_ENTRY } from '../support/compiled-entry.ts';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';
import { type Ended, runBin } from './support/run-bin.ts';

const state = temporaryFolder();
const out = `file://${temporaryFolder()}`;
let source: TestServer;
let url: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  source = await mariadb('a');
  const schema = await freshSchema(source, 'instance');
  await source.query(`CREATE TABLE ${schema}.movies (id INT PRIMARY KEY, title TEXT)`);
  await source.query(`INSERT INTO ${schema}.movies SELECT seq, SHA2(seq, 256) FROM ${schema}.seq_1_to_1000`);
  url = source.url(schema);
  environment = { DMS_TUI_HOME: state, DMS_TUI_SOURCE_PASSWORD: source.password };
  for (const size of ['small', 'medium']) await program('instance', 'create', size, '--class', size);
});

function program(...words: string[]): Promise<Ended> {
  return runBin(words, { environment });
}

interface Shown {
  readonly runs: { readonly newest: readonly PastRun[] };
}

/** The instance as `show` tells of it, and its last run beside it. */
async function shown(id: string): Promise<Shown & { readonly last: PastRun | undefined }> {
  const document = JSON.parse((await program('instance', 'show', id, '--json')).out) as Shown;
  return { ...document, last: document.runs.newest[0] };
}

function planned({ out: text, err }: Ended): Extract<DmsEvent, { type: 'plan' }> {
  const events = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DmsEvent);
  const plan = events.find((event) => event.type === 'plan');
  if (!plan) throw new Error(`no plan: ${err}`);
  return plan;
}

const tasks = (folder: string) => readdirSync(join(folder, 'tasks'));

describe('a run on an instance', () => {
  test('has its lanes and leaves its log in its home, where list and show find it', async () => {
    const ended = await program('copy', url, out, '--task', 'dees', '--instance', 'Medium', '--json');
    expect(ended.code).toBe(0);
    expect(planned(ended).lanes).toBe(4);
    const home = join(state, 'instances', 'medium');
    expect(readdirSync(join(home, 'tasks', 'dees', 'runs'))).toHaveLength(1);
    expect(readdirSync(join(state, 'tasks', 'dees'))).toEqual([]);
    expect(await shown('medium')).toMatchObject({
      status: 'available',
      runs: { count: 1 },
      last: { task: 'dees', outcome: 'done', rows: 1000 },
    });
    expect((await program('instance', 'list')).out).toMatch(/^medium .* dees: done, 1,000 rows in /m);
    expect((await program('instance', 'delete', 'medium')).out).toContain('the logs of 1 run:');
    expect(tasks(home)).toEqual(['dees']);
  });

  test('may have fewer lanes, never more than its class', async () => {
    const copy = ['copy', url, out, '--task', 'lanes', '--prep', 'truncate', '--yes', '--json'];
    const fewer = await program(...copy, '--instance', 'small', '--lanes', '1');
    expect(planned(fewer).lanes).toBe(1);
    const more = await program(...copy, '--instance', 'small', '--lanes', '3');
    expect(more).toMatchObject({ code: 2, out: '' });
    expect(more.err).toContain('Allowed: 1 to 2');
    // What a document asks for is made to fit: those of AWS DMS hold 8 wherever nobody chose.
    const settings = join(temporaryFolder(), 'settings.json');
    writeFileSync(settings, '{"FullLoadSettings": {"MaxFullLoadSubTasks": 8}}');
    const written = await program(...copy, '--instance', 'small', '--task-settings', settings);
    expect(planned(written).lanes).toBe(2);
    expect(written.out).toContain('The task asks for 8 lanes; the class small of the instance has 2.');
  });

  test('on an instance that is not there is refused before anything is asked or done', async () => {
    const ended = await program('validate', url, out, '--instance', 'smal');
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toContain('did you mean small?');
  });
});

describe('while a run is on an instance', () => {
  /** Accepts, and never says a word: a run stays at it until it gives up. */
  const silent = createServer(() => {});
  let first: ChildProcess;
  let silentUrl: string;
  const home = join(state, 'instances', 'small');

  beforeAll(async () => {
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    silentUrl = `mysql://me@127.0.0.1:${(silent.address() as AddressInfo).port}/dees`;
    first = spawn(
      process.execPath,
      [COMPILED_ENTRY, 'copy', silentUrl, out, '--task', 'slow', '--instance', 'small', '--plain'],
      { env: { PATH: process.env.PATH, ...environment }, stdio: 'ignore' },
    );
    await eventually(() => expect(ownerOf(home)?.doing).toBe('connecting'));
  });

  afterAll(() => {
    first.kill('SIGKILL');
    silent.close();
  });

  test('a second one is told who works there, since when and doing what, with exit code 5', async () => {
    const second = await program('copy', url, out, '--task', 'other', '--instance', 'small');
    expect(second.code).toBe(5);
    expect(second.err).toMatch(
      new RegExp(`The instance small is busy: pid ${first.pid} on \\S+, since \\d\\d:\\d\\d, connecting\\.`),
    );
    expect(second.out).toBe('');
  });

  test('list and show say the same, and the instance cannot be deleted', async () => {
    const words = new RegExp(`pid ${first.pid} on \\S+, since \\d\\d:\\d\\d, connecting`);
    expect((await program('instance', 'list')).out).toMatch(words);
    expect((await program('instance', 'show', 'small')).out).toMatch(words);
    expect(await shown('small')).toMatchObject({
      status: 'busy',
      busy: { pid: first.pid, doing: 'connecting' },
      last: { task: 'slow', outcome: 'running', rows: null },
    });
    expect((await program('instance', 'delete', 'small')).code).toBe(5);
  });

  test('a run without an instance is none of its business', async () => {
    const other = await program('copy', url, out, '--task', 'free', '--prep', 'truncate', '--yes');
    expect(other.code).toBe(0);
    expect(tasks(state)).toContain('free');
  });

  test('and its process is killed, the next takes over, and the cut-off run is called so', async () => {
    first.kill('SIGKILL');
    await eventually(() => expect(first.signalCode).toBe('SIGKILL'));
    expect(await shown('small')).toMatchObject({
      status: 'available',
      last: { task: 'slow', outcome: 'cut-off' },
    });
    const next = await program(
      'copy',
      url,
      out,
      '--task',
      'next',
      '--instance',
      'small',
      '--prep',
      'truncate',
      '--yes',
    );
    expect(next.code).toBe(0);
  });
});

test('a run says which table it loads and how far it is, and a stop gives the instance back', async () => {
  const schema = await freshSchema(source, 'slow');
  await source.query(`CREATE TABLE ${schema}.sample (id INT PRIMARY KEY, title TEXT)`);
  await source.query(
    `INSERT INTO ${schema}.sample SELECT seq, REPEAT(MD5(seq), 30) FROM ${schema}.seq_1_to_40000`,
  );
  const target = await mariadb('b');
  const slow = await behindSlowLine(target, 3_000_000);
  for (const name of [schema, `${schema}_control`]) dropAfterwards(target, name);
  const settings = join(temporaryFolder(), 'settings.json');
  writeFileSync(settings, JSON.stringify({ ControlTablesSettings: { ControlSchema: `${schema}_control` } }));
  const words = [
    'copy',
    source.url(schema),
    slow.url(schema),
    '--instance',
    'small',
    '--task-settings',
    settings,
  ];
  const run = spawn(process.execPath, [COMPILED_ENTRY, ...words, '--plain'], {
    env: { PATH: process.env.PATH, ...environment, DMS_TUI_TARGET_PASSWORD: target.password },
    stdio: 'ignore',
  });
  const home = join(state, 'instances', 'small');
  const loading = new RegExp(`loading ${schema}\\.sample \\(\\d+ %\\)`);
  await eventually(() => expect(ownerOf(home)?.doing).toMatch(loading));
  const second = await program('copy', url, out, '--task', 'other', '--instance', 'small');
  expect(second.code).toBe(5);
  expect(second.err).toMatch(loading);
  run.kill('SIGTERM');
  await eventually(() => expect(ownerOf(home)?.doing ?? 'stopping').toBe('stopping'));
  await eventually(() => expect(run.exitCode).toBe(130));
  expect(ownerOf(home)).toBeNull();
  expect(await shown('small')).toMatchObject({ status: 'available', last: { outcome: 'interrupted' } });
});
