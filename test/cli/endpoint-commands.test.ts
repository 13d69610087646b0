import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { runBin } from './support/run-bin.ts';

/** The program with a home of its own. */
function program() {
  const home = temporaryFolder();
  const run = (words: string[], input = '', environment: NodeJS.ProcessEnv = {}) =>
    runBin(words, { environment: { DMS_TUI_HOME: home, ...environment }, input });
  return { home, run };
}

/** The same in this process: quicker than a process each. */
async function runMain(home: string, words: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
  ];
  vi.stubEnv('DMS_TUI_HOME', home);
  try {
    const code = await main(['node', 'dms-tui', ...words]);
    return { code, out: out.join(''), err: err.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

function file(name: string, content: unknown): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('an endpoint is created, listed, shown, edited and deleted, several side by side', async () => {
  const { run } = program();
  const created = await run([
    'endpoint',
    'create',
    'Shop',
    '--source',
    'mysql://r@db1/dees',
    '--description',
    '상점',
  ]);
  expect(created).toMatchObject({ code: 0, err: '' });
  expect(created.out).toContain('The source Shop is saved.');
  const more = [
    ['endpoint', 'create', 'shop-2', '--source', 'mysql://r@db2', '--password-env', 'DB_PW'],
    ['endpoint', 'create', 'raw', '--target', 's3://b1/x?region=eu-west-1', '--set', 'CompressionType=GZIP'],
  ];
  for (const words of more) expect(await run(words)).toMatchObject({ code: 0, err: '' });
  const list = await run(['endpoint', 'list']);
  expect(list.out.split('\n').slice(0, 3)).toEqual([
    'raw     target  s3://b1/x?region=eu-west-1',
    'Shop    source  mysql://r@db1:3306/dees  상점',
    'shop-2  source  mysql://r@db2:3306',
  ]);
  const edits = ['--set', 'AddColumnName=true', '--description', 'raw files'];
  expect(await run(['endpoint', 'edit', 'RAW', ...edits])).toMatchObject({ code: 0, err: '' });
  const shown = JSON.parse((await run(['endpoint', 'show', 'raw', '--json'])).out) as object;
  expect(shown).toMatchObject({
    id: 'raw',
    role: 'target',
    engine: 's3',
    settings: { CompressionType: 'GZIP', AddColumnName: true },
    description: 'raw files',
  });
  await run(['endpoint', 'edit', 'shop-2', '--source', 'mysql://r@db3']);
  expect((await run(['endpoint', 'show', 'shop-2'])).out).toMatch(
    /db3:3306\n {2}password {2}in the variable DB_PW/,
  );
  expect((await run(['endpoint', 'delete', 'shop', 'raw'])).out).toBe('Shop is deleted.\nraw is deleted.\n');
  expect(JSON.parse((await run(['endpoint', 'list', '--json'])).out)).toHaveLength(1);
});

test('an endpoint is read from a note, an option file, or what AWS DMS says of it', async () => {
  const { run } = program();
  const note = '주소: db1.x.eu-west-1.rds.amazonaws.com\n아이디: me\n포트: 3307\n';
  expect((await run(['endpoint', 'create', 'a', '--source', '--from-note', '-'], note)).out).toContain(
    'mysql://me@db1.x.eu-west-1.rds.amazonaws.com:3307',
  );
  const ways = '[소스]\nmysql -h db8 -u s dees\n[타겟]\n버킷: b8\nAccess key: AKIA0\n';
  const bucket = await run(['endpoint', 'create', 'w', '--target', '--from-note', '-'], ways);
  expect(bucket.out).toContain('s3://b8');
  expect(bucket.err).toContain('access keys: Not carried over: AWS_ACCESS_KEY_ID');
  expect(bucket.out + bucket.err).not.toContain('AKIA0');
  // Without a role it is the end that the note speaks of.
  expect(
    (await run(['endpoint', 'create', 'u', '--from-note', '-'], 'Target: mysql://me@db9')).out,
  ).toContain('The target u is saved.');
  expect(
    (await run(['endpoint', 'create', 'v', '--source', '--from-note', '-'], 'Target: s3://b8')).err,
  ).toContain('the note: speaks of a target only');
  await run(['endpoint', 'delete', 'w', 'u']);
  const options = file(
    'my.cnf',
    '[client]\nuser=a\n[shop]\nhost=db2\nuser=b\nssl-mode=VERIFY_IDENTITY\nskip-column-names\n',
  );
  const cnf = await run(['endpoint', 'create', 'b', '--target', '--from-my-cnf', options, '--group', 'shop']);
  expect(cnf.out).toContain('mysql://b@db2:3306?ssl=verify-full');
  expect(cnf.err).toContain('[shop] skip-column-names: Not carried over.');
  const mysql = {
    EndpointType: 'source',
    EngineName: 'mysql',
    ServerName: 'db3',
    Username: 'c',
    CertificateArn: 'arn:x',
  };
  const s3 = { EndpointType: 'target', EngineName: 's3', S3Settings: { BucketName: 'b1', CdcPath: 'x' } };
  const dms = file('e.json', {
    Endpoints: [
      { ...mysql, EndpointIdentifier: 'c' },
      { ...s3, EndpointIdentifier: 'd' },
    ],
  });
  const both = await run(['endpoint', 'create', '--from-dms', dms]);
  expect(both.code).toBe(0);
  expect(both.err).toMatch(/CertificateArn: Not carried over[^\n]*\n[^\n]*CdcPath: Not carried out/);
  expect((await run(['endpoint', 'create', 'D', '--from-dms', dms, '--yes'])).out).toContain(
    'The target D is replaced.',
  );
  const list = await run(['endpoint', 'list']);
  expect(list.out.match(/^\S+ +\S+/gm)).toEqual(['a  source', 'b  target', 'c  source', 'D  target']);
});

test('wrong usage ends with exit code 2, changes nothing and says what is allowed', async () => {
  const { home, run } = program();
  await run(['endpoint', 'create', 'shop', '--source', 'mysql://r@db1/dees']);
  const dms = file('e.json', [{ EndpointIdentifier: 'c', EndpointType: 'source', EngineName: 'oracle' }]);
  const cases: [string[], string | RegExp][] = [
    [['endpoint', 'create', 'SHOP', '--source', 'mysql://r@db2'], 'There is an endpoint shop already'],
    [['endpoint', 'create', '2x', '--source', 'mysql://r@db2'], '"2x" is no name for an endpoint'],
    [['endpoint', 'create', 'x'], 'Nothing says what the endpoint is'],
    [['endpoint', 'create', 'x', '--from-note', '-'], 'Nothing says whether it is a source or a target'],
    [['endpoint', 'create', 'x', '--source', '--from-note', '-'], 'the note: names no host and no user'],
    [['endpoint', 'create', 'x', '--source', 'mysql://h'], 'names no user'],
    [['endpoint', 'create', 'x', '--source', 's3://b1'], 'S3 can be a target only'],
    [['endpoint', 'create', 'x', '--source', 'mysql://a@b', '--set', 'MaxFileSize=1'], 'is for files'],
    [['endpoint', 'create', 'x', '--target', 's3://b1', '--ask-password'], 'has no password'],
    [['endpoint', 'create', 'x', '--source', 'mysql://a@b', '--ask-ssh-password'], 'names no bastion'],
    [
      ['endpoint', 'create', 'x', '--source', 'mysql://a@b', '--ask-password', '--password-env', 'A'],
      'More than one option says where a password is',
    ],
    [['endpoint', 'create', 'x', '--source', 'mysql://a@b', '--password-stdin'], 'Standard input ended'],
    [['endpoint', 'create', '--from-dms', dms], '[0].EngineName is "oracle"'],
    [['endpoint', 'edit', 'shop'], 'Nothing says what to change'],
    [['endpoint', 'edit', 'shpo', '--description', 'x'], /no endpoint shpo[\s\S]*similar names: shop/],
    [['endpoint', 'show', 'nothing'], 'Saved are: shop'],
    [['endpoint', 'delete', 'shop', 'nothing'], 'There is no endpoint nothing'],
    [['copy', 'shpo', 'file:///x'], 'There is no endpoint shpo'],
    [['copy', 'mysql://a@b/c', 'shop'], 'was saved as a source, and cannot be the target'],
  ];
  for (const [words, said] of cases) {
    const readsInput = words.includes('-') || words.includes('--password-stdin');
    const { code, out, err } = readsInput ? await run(words) : await runMain(home, words);
    expect([words, code, out]).toEqual([words, 2, '']);
    if (typeof said === 'string') expect(err).toContain(said);
    else expect(err).toMatch(said);
  }
  expect(JSON.parse((await run(['endpoint', 'list', '--json'])).out)).toHaveLength(1);
});

test('a damaged file of endpoints is told of with its new place, once', async () => {
  const { home, run } = program();
  mkdirSync(join(home, 'profile'));
  writeFileSync(join(home, 'profile', 'endpoints.json'), '{"half');
  const { code, err } = await run(['endpoint', 'list']);
  expect(code).toBe(1);
  const [aside] = /\/\S*endpoints\.damaged-\S*\.json/.exec(err)!;
  expect(readFileSync(aside, 'utf8')).toBe('{"half');
  expect(await run(['endpoint', 'list'])).toMatchObject({ code: 0 });
  expect((await run(['endpoint', 'show', 'shop'])).err).toContain(aside);
});
