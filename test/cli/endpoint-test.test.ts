/** `endpoint test`, as a person or a script calls it. */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyHop } from '../../src/model/hops.ts';
import { describeProducts, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, runBin } from './support/run-bin.ts';

/** A test of both ends on loopback: the limit a person was promised for one. */
const PROMISED_MS = 1_000;

describeProducts('endpoint test', (server) => {
  let there: TestServer;
  let schema: string;
  let reader: string;
  beforeAll(async () => {
    there = await server('a');
    schema = await freshSchema(there, 'tested');
    reader = `${schema.slice(0, 20)}_r`;
    await there.query(`CREATE USER '${reader}'@'%' IDENTIFIED BY 'Readers-word-1'`);
    await there.query(`GRANT SELECT ON ${schema}.* TO '${reader}'@'%'`);
  });

  const run = (words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    runBin(['endpoint', 'test', ...words], {
      environment: {
        DMS_TUI_SOURCE_PASSWORD: there.password,
        DMS_TUI_TARGET_PASSWORD: there.password,
        ...environment,
      },
    });

  test('tells each hop on a line, in the order of the way', async () => {
    const { code, out } = await run([there.url(schema)]);
    expect(code).toBe(0);
    const [head, ...lines] = out.split('\n');
    expect(head).toBe(`source  ${there.url(schema)}`);
    const names = lines.flatMap((line) => /^[✔⚠] (\S+) /.exec(line)?.[1] ?? []);
    expect(names.slice(0, 7)).toEqual(['name', 'TCP', 'TLS', 'login', 'server', 'rights', 'settings']);
    expect(out).toMatch(/a round trip takes ~[\d.]+ ms, the line carries ~[\d.]+ [MG]B\/s/);
    expect(out).toMatch(/\n✔ It works: 7 hops in \d+ ms/);
  });

  test('stops at the hop that fails, says why, and exits with 3', async () => {
    const { code, out } = await run([there.url()], { DMS_TUI_SOURCE_PASSWORD: 'wrong-word' });
    expect(code).toBe(3);
    expect(out).toMatch(/✖ login +[\d.]+ ms\n✖ \S+ did not accept the user/);
    expect(out).toMatch(/\n- server\n- rights\n- settings\n/);
    expect(out).toContain('It does not work yet');
    expect(out).not.toContain('wrong-word');
  });

  test('names the rights that are missing, each with its statement', async () => {
    const target = there.url(schema).replace(/\/\/[^@]+@/, `//${reader}@`);
    const password = { DMS_TUI_TARGET_PASSWORD: 'Readers-word-1' };
    const { code, out } = await run([target, '--as', 'target', '--no-speed'], password);
    expect(code).toBe(3);
    expect(out).toMatch(/✖ rights/);
    expect(out).toMatch(
      new RegExp(`GRANT .*INSERT.* ON \`${schema.replaceAll('_', '\\\\_')}\`\\.\\* TO '${reader}'@'%';`),
    );
    const asSource = await run([target, '--no-speed'], { DMS_TUI_SOURCE_PASSWORD: 'Readers-word-1' });
    expect(asSource.code).toBe(0);
    expect(asSource.out).toMatch(/⚠ rights +SELECT on/);
  });

  test('shows the whole way from source to target as one picture', async () => {
    const folder = join(temporaryFolder(), 'out');
    const { code, out } = await run([there.url(schema), `file://${folder}`, '--no-speed']);
    expect(code).toBe(0);
    expect(out).toMatch(/source DB ━[✔⚠]━ source endpoint ━✔━ instance ━✔━ target endpoint ━✔━ target DB\n/);
    const broken = await run(['mysql://nobody@127.0.0.1:1', `file://${folder}`, '--no-speed']);
    expect(broken.code).toBe(3);
    // The other end is tested all the same.
    expect(broken.out).toContain(
      'source DB - - source endpoint ━✖━ instance ━✔━ target endpoint ━✔━ target DB',
    );
  });

  test('gives hops, speeds and the outcome as lines of JSON, within a second', async () => {
    const { code, out } = await run([there.url(schema), '--json']);
    expect(code).toBe(0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ type, hop }) => hop ?? type)).toEqual([
      'name',
      'tcp',
      'tls',
      'login',
      'server',
      'rights',
      'settings',
      'speed',
      'test.finished',
    ]);
    expect(lines.at(-1)).toMatchObject({ v: 1, works: true, links: { source: { network: 'passed' } } });
    const hops = lines.filter((line) => line.type === 'hop') as AnyHop[];
    expect(hops.reduce((sum, hop) => sum + hop.ms, 0)).toBeLessThan(PROMISED_MS);
  });
});

test('a role does not go with two endpoints', async () => {
  const { code, err } = await runBin(['endpoint', 'test', 'mysql://a@b', 'mysql://c@d', '--as', 'source']);
  expect(code).toBe(2);
  expect(err).toContain('--as goes with one endpoint');
});

describe('the last test of a saved endpoint', () => {
  test('is kept for each instance, told, outdated by a change, and forgotten with the endpoint', async () => {
    const there = await mariadb('a');
    const home = temporaryFolder();
    const run = (...words: string[]) =>
      runBin(words, { environment: { DMS_TUI_HOME: home, SHOP_PASSWORD: there.password } });
    await run(
      'endpoint',
      'create',
      'shop-source',
      '--source',
      there.url(),
      '--password-env',
      'SHOP_PASSWORD',
    );
    expect((await run('endpoint', 'list')).out).not.toContain('tested');
    await run('instance', 'create', 'small-1', '--class', 'small');
    expect(await run('endpoint', 'test', 'shop-source', '--instance', 'small-1', '--no-speed')).toMatchObject(
      {
        code: 0,
      },
    );
    expect((await run('endpoint', 'list')).out).toMatch(/ {2}tested \d\d:\d\d: works\n/);
    expect((await run('endpoint', 'show', 'shop-source')).out).toMatch(
      / {2}tested +\d\d:\d\d from small-1: works\n/,
    );
    const [document] = JSON.parse((await run('endpoint', 'list', '--json')).out) as [
      { connections: { instance: string; passed: boolean; hops: AnyHop[] }[] },
    ];
    expect(document.connections).toMatchObject([{ instance: 'small-1', passed: true }]);
    expect(document.connections[0]!.hops).toHaveLength(7);
    expect(JSON.stringify(document)).not.toContain(there.password);

    await run('endpoint', 'edit', 'shop-source', '--source', there.url('mysql'));
    expect((await run('endpoint', 'list')).out).toContain('changed since');
    await run('endpoint', 'edit', 'shop-source', '--source', 'mysql://root@127.0.0.1:1');
    expect((await run('endpoint', 'test', 'shop-source')).code).toBe(3);
    expect((await run('endpoint', 'list')).out).toMatch(/tested \d\d:\d\d: fails at TCP\n/);

    await run('endpoint', 'delete', 'shop-source');
    await run('endpoint', 'create', 'shop-source', '--source', there.url());
    expect((await run('endpoint', 'list')).out).not.toContain('tested');
  });

  test('is refused from an instance that is not there', async () => {
    const there = await mariadb('a');
    const { code, err } = await runBin(['endpoint', 'test', there.url(), '--instance', 'gone'], {
      environment: { DMS_TUI_HOME: temporaryFolder() },
    });
    expect(code).toBe(2);
    expect(err).toContain('There is no instance gone');
  });
});
