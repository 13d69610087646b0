/** `dms-tui lab`, as a person or a script calls it, on a temp folder of the test's own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { expectNothingLeft, ownTmp } from '../lab/world/support.ts';
import { mariadb } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';
import { runBin } from './support/run-bin.ts';

// Has MariaDB installed where it is not.
beforeAll(() => mariadb('a').then(() => {}));

/** A whole lab, with two servers, on a machine that has other things to do. */
const LAB_MS = 400_000;

function program() {
  const tmp = ownTmp();
  const home = temporaryFolder();
  const environment = { TMPDIR: tmp, DMS_TUI_HOME: home };
  const run = (words: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    runBin(['lab', ...words], { environment: { ...environment, ...more } });
  return { tmp, home, environment, run };
}

/** The only page a lab has left. */
function pageIn(home: string): string {
  const [page, ...more] = readdirSync(join(home, 'labs'));
  expect(more).toEqual([]);
  return readFileSync(join(home, 'labs', page!), 'utf8');
}

test('the labs are listed, in both languages, and a name that is none is told of', async () => {
  const { run } = program();
  const english = await run([]);
  expect(english).toMatchObject({ code: 0, err: '' });
  expect(english.out).toMatch(/mysql-to-mysql {2}a whole migration[\s\S]*mysql-to-s3 {5}tables as CSV/);
  expect((await run(['--lang', 'ko'])).out).toMatch(/mysql-to-mysql {2}두 데이터베이스/);
  const unknown = await run(['mysql-to-oracle']);
  expect(unknown.code).toBe(2);
  expect(unknown.err).toContain('mysql-to-mysql, mysql-to-s3, all');
  expect((await run(['stop'])).out).toBe('No lab is running.\n');
});

test('without a terminal every step is done, checked and told, and nothing but a page is left', {
  timeout: LAB_MS,
}, async () => {
  const { run, tmp, home } = program();
  const { code, out, err } = await run(['mysql-to-mysql']);
  expect(code, out + err).toBe(0);
  expect(err).toBe(
    'There is no terminal here, so the console stays closed. Every step is done for you, with the same checks (--auto).\n',
  );
  const steps = [...out.matchAll(/^Step (\d+) of 16: (.+)$/gm)].map(([, at]) => Number(at));
  expect(steps).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  expect(out.match(/✔ checked, [\d.]+ s/g)).toHaveLength(16);
  expect(out).toMatch(/From MySQL to MySQL: all 16 checks hold, in [\d.]+ s\.\nSummary: /);
  expect(out).toContain('do nothing: 62,424 rows before, 62,424 after; the row of the lab is still there');
  expect(out).not.toMatch(/undefined|\[object|NaN/);
  await expectNothingLeft(tmp);
  const page = pageIn(home);
  expect(page).toMatch(/^# Lab: From MySQL to MySQL\n/);
  expect(page).toMatch(/\| `posters` \| 60 \| [\d.]+ \| [1-9]\d* \| done \|/);
  expect(page).toContain("dms-tui copy student-source student-target --include 'SCHEMA.%'");
  expect(page.split('\n').length).toBeLessThan(70);
});

test('kept, in Korean: it says what runs where, works from any shell without a password, and ends when told', {
  timeout: LAB_MS,
}, async () => {
  const { run, tmp, home } = program();
  const { code, out, err } = await run(['mysql-to-s3', '--auto', '--keep', '--lang', 'ko']);
  expect({ code, err }, out + err).toEqual({ code: 0, err: '' });
  expect(out).toContain('5단계 중 5단계: 여러 테이블로 다시 해 보기');
  expect(out).toMatch(/MySQL에서 S3로: 5가지를 모두 확인했습니다 \([\d.]+초\)\.\n요약: /);
  expect(out).toMatch(/"A ""Quiet"" Evening/);
  expect(out).toMatch(/끝내기: dms-tui lab stop\n$/);
  expect(pageIn(home)).toContain('## 측정한 것');

  const note = (await run(['note'])).out;
  const [, password] = /Password +(\S+)/.exec(note)!;
  expect(out).not.toContain(password);
  expect((await run([])).out).toContain('mysql-to-s3 is still set up');
  const [, labHome] = /DMS_TUI_HOME=(\S+)/.exec(out)!;
  const tested = await runBin(['endpoint', 'test', 'student-source'], {
    environment: { TMPDIR: tmp, DMS_TUI_HOME: labHome },
  });
  expect(tested).toMatchObject({ code: 0, err: '' });

  expect((await run(['stop'])).out).toBe('mysql-to-s3 is ended; nothing of it is left.\n');
  await expectNothingLeft(tmp);
});

describe('a lab that is ended in its midst leaves nothing', () => {
  /** One that tells what it does in lines of JSON. */
  function begun(environment: NodeJS.ProcessEnv) {
    const bin = join(import.meta.dirname, '../../src/bin.ts');
    const child: ChildProcess = spawn(process.execPath, [bin, 'lab', 'mysql-to-mysql', '--auto', '--json'], {
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    let out = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    const says = (text: string) => eventually(() => expect(out).toContain(text), 100_000);
    return { child, says };
  }

  test.each([
    ['while nothing but servers are there', '"making":"table"'],
    ['in a step that only looks', '"step":"look-source"'],
    ['as a run is started', '"what":"task","id":"dees-to-target"'],
    ['after a run, in the midst of the next', '"what":"task","id":"try-preparation"'],
  ])('by SIGKILL %s', { timeout: LAB_MS }, async (_when, text) => {
    const { tmp, environment } = program();
    const { child, says } = begun(environment);
    await says(text);
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    await expectNothingLeft(tmp);
    // The next start works.
    if (text.includes('look-source')) {
      const next = begun(environment);
      await next.says('"step":"instance"');
      const end = once(next.child, 'exit');
      next.child.kill('SIGTERM');
      expect(await end).toEqual([130, null]);
      await expectNothingLeft(tmp);
    }
  });

  test('by Ctrl-C in a run, and says that it was stopped', { timeout: LAB_MS }, async () => {
    const { tmp, environment } = program();
    const { child, says } = begun(environment);
    await says('"what":"task","id":"dees-to-target"');
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    expect(await exit).toEqual([130, null]);
    await expectNothingLeft(tmp);
  });
});
