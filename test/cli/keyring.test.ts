/** Saved passwords in a real keyring, from the command line to the server that takes them. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeKeyring, startKeyring, type TestKeyring } from '../support/keyring.ts';
import { freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, type RunBin, runBin } from './support/run-bin.ts';

/** What shells, URLs, JSON and SQL each take for something else, blanks at both ends, and Korean. */
const HARD = ` '"\\$\`%41@:/?#&=;{}비밀번호é `;
const PLAIN = 'Readers-word-1';

describeKeyring('a password in the keyring of this machine', () => {
  let server: TestServer;
  let schema: string;
  let ring: TestKeyring;
  let home: string;

  beforeAll(async () => {
    server = await mariadb('a');
    schema = await freshSchema(server, 'ring');
    await server.query(`CREATE TABLE ${schema}.t (id INT PRIMARY KEY)`);
    await server.query(`INSERT INTO ${schema}.t VALUES (1), (2)`);
    ring = await startKeyring();
  });

  const users: string[] = [];

  afterAll(async () => {
    for (const user of users) await server.query(`DROP USER ${user}@'%'`);
  });

  beforeEach(() => {
    home = temporaryFolder();
  });

  const run = (words: readonly string[], input = ''): Promise<Ended> =>
    runBin(words, { input, environment: { DMS_TUI_HOME: home, ...ring.environment } });

  /** An account of the server with this password; its URL. */
  async function account(name: string, password: string): Promise<string> {
    const user = `${name}_${schema.slice(-8)}`;
    await server.query(`CREATE OR REPLACE USER ${user}@'%' IDENTIFIED BY ?`, [password]);
    users.push(user);
    await server.query(`GRANT SELECT, LOCK TABLES, SHOW VIEW ON ${schema}.* TO ${user}@'%'`);
    return `mysql://${user}@${server.host}:${server.port}/${schema}`;
  }

  const create = (id: string, url: string, password: string) =>
    run(['endpoint', 'create', id, '--source', url, '--password-stdin'], `${password}\n`);

  const signIn = (id: string) => run(['endpoint', 'test', id, '--no-speed']);

  test('signs in as it was typed, and is gone with its endpoint', async () => {
    const url = await account('hard', HARD);
    expect(await create('shop', url, HARD)).toMatchObject({ code: 0, err: '' });
    expect(ring.entries()).toBe(1);
    const { out } = await run(['endpoint', 'show', 'shop']);
    expect(out).toMatch(/ password +in the keyring of this machine, as shop-password-[0-9a-f]{8}\n/);
    const folder = join(temporaryFolder(), 'out');
    expect(await run(['copy', 'shop', `file://${folder}`, '--plain'])).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(join(folder, schema))).toContain('t');
    for (const file of readdirSync(home, { recursive: true, withFileTypes: true }))
      if (file.isFile()) expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain('비밀');
    expect((await run(['endpoint', 'delete', 'shop'])).err).toBe('');
    expect(ring.entries()).toBe(0);
  });

  test('is replaced by an edit, and the one of another endpoint stays', async () => {
    const urls = await Promise.all([account('one', PLAIN), account('two', HARD)]);
    await create('one', urls[0]!, 'not-this-one');
    await create('two', urls[1]!, HARD);
    expect((await signIn('one')).code).toBe(3);
    const edited = await run(['endpoint', 'edit', 'one', '--password-stdin'], `${PLAIN}\n`);
    expect(edited).toMatchObject({ code: 0, err: '' });
    expect(ring.entries()).toBe(2);
    expect((await Promise.all([signIn('one'), signIn('two')])).map(({ code }) => code)).toEqual([0, 0]);
    await run(['endpoint', 'delete', 'one']);
    expect((await signIn('two')).code).toBe(0);
    // Told where it is from now on, it is no longer kept there.
    await run(['endpoint', 'edit', 'two', '--password-env', 'ELSEWHERE']);
    expect(ring.entries()).toBe(0);
  });

  test('does not stay behind when its endpoint could not be saved', async () => {
    const url = await account('late', PLAIN);
    home = join(home, 'no-folder');
    writeFileSync(home, '');
    const refused = await create('late', url, PLAIN);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('ENOTDIR')]);
    expect(refused.err).not.toContain(PLAIN);
    expect(ring.entries()).toBe(0);
  });

  describe('that cannot be had is told of with what to do next', () => {
    const NEXT =
      'Start or unlock it, or keep the secret elsewhere with `dms-tui endpoint edit`: `--password-env NAME`';

    test('when the keyring is locked, and when it has vanished', async () => {
      const url = await account('shut', PLAIN);
      const theirs = await startKeyring();
      const one: RunBin = { environment: { DMS_TUI_HOME: home, ...theirs.environment } };
      const piped = { ...one, input: `${PLAIN}\n` };
      const words = ['endpoint', 'create', 'shut', '--source', url, '--password-stdin'];
      expect((await runBin(words, piped)).code).toBe(0);
      const states = [
        { reach: async () => theirs.lock(), reason: 'it is locked, and nobody unlocked it' },
        { reach: () => theirs.vanish(), reason: 'no Secret Service runs here' },
      ];
      for (const { reach, reason } of states) {
        await reach();
        const [test, copy, create] = await Promise.all([
          runBin(['endpoint', 'test', 'shut', '--no-speed'], one),
          runBin(['copy', 'shut', `file://${temporaryFolder()}`, '--plain'], one),
          runBin(['endpoint', 'create', `new-${reason.length}`, ...words.slice(3)], piped),
        ]);
        for (const { code, err } of [test, copy]) {
          const said = err.replace(/\s+/g, ' ');
          expect([code, said]).toEqual([3, expect.stringContaining(`cannot be used: ${reason}.`)]);
          expect(said).toContain(NEXT);
        }
        expect([create.code, create.err.replace(/\s+/g, ' ')]).toEqual([
          0,
          expect.stringContaining(`was not saved: the keyring of this machine cannot be used (${reason})`),
        ]);
      }
      const left = await runBin(['endpoint', 'delete', 'shut'], one);
      expect(left.code).toBe(0);
      expect(left.err).toContain('may still hold what was saved before');
    });

    test('when somebody removed it from the keyring', async () => {
      const url = await account('lost', PLAIN);
      await create('lost', url, PLAIN);
      const copyOfProfile = readFileSync(join(home, 'profile', 'endpoints.json'));
      await run(['endpoint', 'delete', 'lost']);
      writeFileSync(join(home, 'profile', 'endpoints.json'), copyOfProfile);
      const { code, err } = await signIn('lost');
      expect([code, err]).toEqual([
        3,
        expect.stringContaining('which the keyring of this machine does not have'),
      ]);
      expect(err).toContain('dms-tui endpoint edit');
    });
  });
});
