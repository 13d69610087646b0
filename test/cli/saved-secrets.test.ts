import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshSchema, mariadb } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, runBin } from './support/run-bin.ts';

/** Without a bus there is no keyring: the one of the machine that runs the tests is left alone. */
const NO_KEYRING = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/no/such/socket' };

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Runs the program again and again in one home, and keeps every byte it printed. */
function recorded() {
  const home = temporaryFolder();
  let printed = '';
  const run = async (words: string[], input = '', environment: NodeJS.ProcessEnv = {}): Promise<Ended> => {
    const ended = await runBin(words, {
      environment: { ...NO_KEYRING, DMS_TUI_HOME: home, ...environment },
      input,
    });
    printed += ended.out + ended.err;
    return ended;
  };
  const expectNowhere = (secrets: readonly string[]) => {
    const texts = [printed, ...filesBelow(home).map((one) => readFileSync(one, 'utf8'))];
    for (const secret of secrets) expect(texts.filter((one) => one.includes(secret))).toEqual([]);
  };
  return { run, home, expectNowhere };
}

const SECRET = 'correct-horse/battery@staple';
const IN_URL = encodeURIComponent(SECRET);

test('a secret that was typed is in no file and no output, and without a keyring that is said', async () => {
  const { run, expectNowhere, home } = recorded();
  const url = 'mysql://reader@127.0.0.1:1/dees?ssh=me@127.0.0.1:1';
  const ways: [string[], string][] = [
    [['endpoint', 'create', 'a', '--source', `mysql://reader:${IN_URL}@127.0.0.1:1/dees`], ''],
    [['endpoint', 'create', 'b', `--source=mysql://reader:${IN_URL}@127.0.0.1:1/dees`], ''],
    [['endpoint', 'create', 'c', '--source', '--from-note', '-'], `host: h\nid: me\n비번: ${SECRET}\n`],
    [
      ['endpoint', 'create', 'd', '--source', url, '--password-stdin', '--ssh-password-stdin'],
      `x\n${SECRET}\n`,
    ],
    [['endpoint', 'edit', 'a', '--password-stdin'], `${SECRET}\n`],
  ];
  for (const [words, input] of ways) {
    const { code, err } = await run(words, input);
    expect([code, err]).toEqual([0, expect.stringMatching(/was not saved: the keyring of this machine/)]);
  }
  await run(['endpoint', 'list', '--json']);
  await run(['endpoint', 'show', 'a']);
  await run(['endpoint', 'create', 'x', `--sorce=mysql://u:${IN_URL}@h`]);
  await run(['endpoint', 'create', 'x', '--source', `mysql://u:${IN_URL}@h:99999`]);
  expect((await run(['copy', 'a', 'file:///tmp/none'], '', { DMS_TUI_SOURCE_PASSWORD: SECRET })).code).toBe(
    3,
  );
  expect(filesBelow(home).length).toBeGreaterThan(3);
  expectNowhere([SECRET, IN_URL, 'battery']);
});

test('a copy signs in with what a command prints, and the secret is in no command line', async () => {
  const server = await mariadb('a');
  const schema = await freshSchema(server, 'saved');
  await server.query(`CREATE TABLE \`${schema}\`.t (id INT PRIMARY KEY)`);
  await server.query(`INSERT INTO \`${schema}\`.t VALUES (1), (2)`);
  const user = `s_${schema.slice(-8)}`;
  await server.query(`CREATE USER ${user}@'%' IDENTIFIED BY '${SECRET}'`);
  await server.query(`GRANT SELECT, LOCK TABLES, SHOW VIEW ON \`${schema}\`.* TO ${user}@'%'`);
  try {
    const { run, home, expectNowhere } = recorded();
    const seen = join(temporaryFolder(), 'seen');
    const vault = join(temporaryFolder(), 'vault');
    writeFileSync(vault, SECRET);
    const manager = join(temporaryFolder(), 'manager.sh');
    writeFileSync(manager, `cat /proc/$$/cmdline /proc/$PPID/cmdline >> ${seen} 2>/dev/null\ncat ${vault}\n`);
    const url = `mysql://${user}@${server.host}:${server.port}/${schema}`;
    await run(['endpoint', 'create', 'shop', '--source', url, '--password-command', `sh '${manager}'`]);
    await run([
      'endpoint',
      'create',
      'out',
      '--target',
      `file://${temporaryFolder()}`,
      '--set',
      'AddColumnName=true',
    ]);
    const copied = await run(['copy', 'SHOP', 'out', '--plain']);
    expect([copied.code, copied.err]).toEqual([0, '']);
    const task = join(temporaryFolder(), 'task.json');
    const locator = { 'schema-name': schema, 'table-name': '%' };
    const rule = {
      'rule-type': 'selection',
      'rule-id': '1',
      'rule-name': '1',
      'object-locator': locator,
      'rule-action': 'include',
    };
    const target = { endpoint: 'out', settings: { BucketFolder: 'again' } };
    writeFileSync(
      task,
      JSON.stringify({ task: 't', source: { endpoint: 'shop' }, target, tableMappings: { rules: [rule] } }),
    );
    expect((await run(['run', task, '--plain'])).code).toBe(0);
    // What is set for one run counts for more than what was saved.
    expect((await run(['validate', 'shop', 'out'], '', { DMS_TUI_SOURCE_PASSWORD: 'wrong' })).code).toBe(3);
    writeFileSync(manager, 'echo the vault is locked >&2; exit 2\n');
    const refused = await run(['copy', 'shop', 'out']);
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('the vault is locked')]);
    if (process.platform === 'linux') expect(readFileSync(seen, 'utf8')).toContain('manager.sh');
    expectNowhere([SECRET, IN_URL]);
    for (const one of process.platform === 'linux' ? [seen] : [])
      expect(readFileSync(one, 'utf8')).not.toContain(SECRET);
    expect(filesBelow(home).some((one) => one.endsWith('report.md'))).toBe(true);
  } finally {
    await server.query(`DROP USER ${user}@'%'`);
  }
});
