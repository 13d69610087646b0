/** Runs that end badly, each searched for the password it had. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openFront } from '../endpoints/s3/front.ts';
import { freshStore } from '../support/s3.ts';
import { findSecret, type Place, placesInSchema } from '../support/secret-search.ts';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { describeSsh, startSshd } from '../support/sshd.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Gate, gateBefore } from './support/gate.ts';
import { SearchedRun } from './support/searched-run.ts';

/** Written differently in a URL, in JSON, in a shell and in base64. */
const SECRET = `Tr0ub4dor&'3"/쉿@%`;
const USER = `s_${randomBytes(4).toString('hex')}`;
const COLUMNS = 'id INT PRIMARY KEY, word VARCHAR(40) NOT NULL';
const ROWS = 2_000;
const GATE_AT = 1_100;

/** A fault of ours, as late as the test wants it: thrown inside the program, of a kind that holds the URL. */
const FAULT = `data:text/javascript,${encodeURIComponent(`
  process.on('SIGWINCH', () => {
    const url = process.argv.find((word) => word.startsWith('mysql:')) ?? 'mysql://nobody@h';
    throw Object.assign(new TypeError('Invalid URL ' + url), { input: url });
  });`)}`;

let source: TestServer;
let target: TestServer;
let from: string;

beforeAll(async () => {
  [source, target] = await Promise.all([mariadb('a'), mariadb('b')]);
  from = await freshSchema(source, 'secret');
  await source.query(`CREATE TABLE ${from}.numbers (${COLUMNS})`);
  const rows = Array.from({ length: ROWS }, (_, index) => [index + 1, `word ${index}`]);
  await source.query(`INSERT INTO ${from}.numbers VALUES ?`, [rows]);
  for (const server of [source, target]) {
    await server.query(`CREATE USER ${USER}@'%' IDENTIFIED BY ?`, [SECRET]);
    await server.query(`GRANT ALL ON *.* TO ${USER}@'%'`);
  }
  return async () => {
    for (const server of [source, target]) await server.query(`DROP USER ${USER}@'%'`);
  };
});

type Side = 'source' | 'target';

/** What a way makes of a user and where it signs in: a word of the command line. */
type Way = (run: SearchedRun, side: Side, at: string, environment: Record<string, string>) => Promise<string>;

const WAYS: Record<string, Way> = {
  'from the command of a saved endpoint': async (run, side, at) => {
    const vault = join(temporaryFolder(), 'vault');
    writeFileSync(vault, SECRET);
    const words = ['endpoint', 'create', `my-${side}`, `--${side}`, `mysql://${USER}@${at}`];
    const { code, text } = await run.run([...words, '--password-command', `cat '${vault}'`]);
    expect([code, text]).toEqual([0, expect.stringContaining('saved')]);
    return `my-${side}`;
  },
  'from the environment': async (_, side, at, environment) => {
    environment[`DMS_TUI_${side.toUpperCase()}_PASSWORD`] = SECRET;
    return `mysql://${USER}@${at}`;
  },
  'from a URL': async (_run, _side, at) => `mysql://${USER}:${encodeURIComponent(SECRET)}@${at}`,
};

interface Copy {
  readonly run: SearchedRun;
  readonly words: readonly string[];
  readonly environment: Record<string, string>;
  readonly gate: Gate;
  readonly control: string;
}

/** A copy that stops half way at a gate. */
async function copyOf(way: Way): Promise<Copy> {
  const to = await freshSchema(target, 'secret');
  const control = `${to}_control`;
  dropAfterwards(target, control);
  const gate = await gateBefore(target, to, 'numbers', COLUMNS, GATE_AT);
  const run = new SearchedRun();
  const environment: Record<string, string> = {};
  const urls = await Promise.all([
    way(run, 'source', `${source.host}:${source.port}/${from}`, environment),
    way(run, 'target', `${target.host}:${target.port}`, environment),
  ]);
  const settings = join(run.folders.working, 'settings.json');
  writeFileSync(
    settings,
    JSON.stringify({
      TargetMetadata: { TargetSchema: to },
      FullLoadSettings: { CommitRate: 300 },
      ControlTablesSettings: { ControlSchema: control },
    }),
  );
  const words = ['copy', ...urls, '--include', `${from}.%`, '--task-settings', settings, '--plain'];
  return { run, words, environment, gate, control };
}

async function expectNowhere(run: SearchedRun, more: readonly Place[] = []): Promise<void> {
  const places = [...run.places(), ...more];
  expect(places.length).toBeGreaterThan(3);
  expect(findSecret(SECRET, places)).toEqual([]);
}

describe.each(Object.entries(WAYS))('a password %s is nowhere', (_, way) => {
  async function endedBy(signal: NodeJS.Signals, node: readonly string[] = []) {
    const { run, words, environment, gate, control } = await copyOf(way);
    const ended = await run.run(words, environment, {
      node,
      async atWork(pid) {
        await gate.reached();
        process.kill(pid, signal);
      },
    });
    const ledger = await placesInSchema(target, control);
    expect(ledger.length).toBeGreaterThan(0);
    await gate.open();
    if (process.platform === 'linux')
      expect(run.places().filter(([name]) => name.startsWith('the process list'))).not.toEqual([]);
    await expectNowhere(run, ledger);
    return { ...ended, run };
  }

  test('after a power cut', async () => {
    const { run, words, environment, control } = await copyOf(way);
    const ended = await run.run(words, { ...environment, DMS_TUI_TRAP: 'before-commit:2' });
    expect(ended.signal).toBe('SIGKILL');
    await expectNowhere(run, await placesInSchema(target, control));
  });

  test('after a stop', async () => {
    const ended = await endedBy('SIGTERM');
    expect([ended.code, ended.text]).toEqual([130, expect.stringContaining('Go on with:')]);
  });

  test('after a fault of ours', async () => {
    const ended = await endedBy('SIGWINCH', ['--import', FAULT]);
    expect([ended.code, ended.text]).toEqual([1, expect.stringContaining('trace.log')]);
    expect(ended.text).toContain('Invalid URL');
    const trace = ended.run.places().find(([name]) => name.endsWith('trace.log'));
    expect(String(trace?.[1])).toContain('TypeError: Invalid URL mysql://');
  });

  test('after a login that failed', async () => {
    const { run, words, environment } = await copyOf(way);
    const wrong = words.map((word) => word.replace(USER, 'nobody'));
    if (words[1] === 'my-source')
      await run.run(['endpoint', 'edit', 'my-source', '--source', `mysql://nobody@127.0.0.1:${source.port}`]);
    const ended = await run.run(wrong, environment);
    expect([ended.code, ended.text]).toEqual([
      3,
      expect.stringMatching(/did not accept the user|Access denied/),
    ]);
    await expectNowhere(run);
  });
});

describeSsh('the password of a bastion is nowhere', () => {
  test('after the bastion refused it', async () => {
    const sshd = await startSshd(['PasswordAuthentication yes']);
    const run = new SearchedRun();
    const vault = join(temporaryFolder(), 'vault');
    writeFileSync(vault, SECRET);
    const bastion = `ssh=nobody@127.0.0.1:${sshd.port}&known-hosts=${sshd.address.knownHosts}`;
    const url = `mysql://${USER}@127.0.0.1:${source.port}/${from}?${bastion}`;
    const create = ['endpoint', 'create', 'far', '--source', url, '--password-env', 'PASSWORD'];
    await run.run([...create, '--ssh-password-command', `cat '${vault}'`]);
    const to = `file://${temporaryFolder()}`;
    const refused = [
      await run.run(['copy', 'far', to, '--plain'], { PASSWORD: SECRET }),
      await run.run(['endpoint', 'test', 'far', '--json'], { PASSWORD: SECRET }),
      await run.run(['copy', url, to, '--json'], {
        DMS_TUI_SOURCE_PASSWORD: SECRET,
        DMS_TUI_SOURCE_SSH_PASSWORD: SECRET,
      }),
    ];
    for (const { code, text } of refused)
      expect([code, text]).toEqual([3, expect.stringContaining('did not accept the password')]);
    await expectNowhere(run);
  });
});

test('the secret key of a bucket is nowhere after the store refused it', async () => {
  const store = await freshStore();
  const front = await openFront(store);
  front.gate = async () => ({
    status: 403,
    code: 'SignatureDoesNotMatch',
    message: 'The request signature we calculated does not match the signature you provided.',
  });
  const run = new SearchedRun();
  const to = `s3://${store.bucket}/raw?region=${store.region}&endpoint=${front.endpoint}`;
  const copy = ['copy', `mysql://${USER}@127.0.0.1:${source.port}/${from}`, to, '--include', `${from}.%`];
  const shared = join(temporaryFolder(), 'credentials');
  const keys = {
    aws_access_key_id: 'AKIAEXAMPLE',
    aws_secret_access_key: SECRET,
    aws_session_token: encodeURIComponent(SECRET),
  };
  writeFileSync(
    shared,
    ['[default]', ...Object.entries(keys).map(([name, value]) => `${name} = ${value}`), ''].join('\n'),
  );
  const inEnvironment = {
    AWS_ACCESS_KEY_ID: keys.aws_access_key_id,
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_SESSION_TOKEN: encodeURIComponent(SECRET),
  };
  const sourcePassword = { DMS_TUI_SOURCE_PASSWORD: SECRET };
  const refused = [
    await run.run([...copy, '--plain'], { ...sourcePassword, ...inEnvironment }),
    await run.run([...copy, '--json'], { ...sourcePassword, AWS_SHARED_CREDENTIALS_FILE: shared }),
    await run.run(['endpoint', 'test', to, '--json'], inEnvironment),
  ];
  for (const { code, text } of refused)
    expect([code, text]).toEqual([3, expect.stringContaining('SignatureDoesNotMatch')]);
  expect(front.seen.length).toBeGreaterThan(2);
  await expectNowhere(run);
});
