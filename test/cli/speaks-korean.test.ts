/** The language of the command line: what it is chosen by, how far it reaches, and what stays as it is. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { connect, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, runBin } from './support/run-bin.ts';

const HANGUL = /[가-힣]/;
/** Words of ours that stand in English where nobody translated them. */
const ENGLISH = /\b(?:rows?|tables?|the|and|of|in|with|done|source|target|report|next)\b/;

let source: TestServer;
let schema: string;

beforeAll(async () => {
  source = await mariadb('a');
  schema = await freshSchema(source, 'korean');
  const maker = await connect(source, { database: schema, multipleStatements: true });
  await maker.query(`
    CREATE TABLE movies (id INT PRIMARY KEY, 제목 VARCHAR(50));
    INSERT INTO movies VALUES (1, '기생충'), (2, '올드보이')`);
  await maker.end();
});

function copy(environment: NodeJS.ProcessEnv, ...words: string[]): Promise<Ended> {
  return runBin(['copy', source.url(schema), `file://${temporaryFolder()}`, ...words], {
    environment: {
      DMS_TUI_HOME: temporaryFolder(),
      DMS_TUI_SOURCE_PASSWORD: source.password,
      ...environment,
    },
  });
}

/** Without addresses, paths and commands, which are in no language. */
function proseOf(text: string): string {
  return text.replace(/\S*[/:]\S*|dms-tui.*|--\S+/g, '');
}

test('a run is told in Korean from its first line to its report', async () => {
  const home = temporaryFolder();
  const { code, out, err } = await copy({ DMS_TUI_HOME: home }, '--lang', 'ko', '--task', 't');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`${schema}.movies: 완료, 2행`);
  expect(out).toMatch(/\n✔ 완료: 2행, /);
  expect(proseOf(out)).not.toMatch(ENGLISH);
  const report = readFileSync(/보고서 {2}(\S+)/.exec(out)![1]!, 'utf8');
  expect(report).toMatch(/^# t: 완료\n/);
  expect(report).toContain('| 원본 | 대상 | 원본 행 | 대상 행 |');
  expect(proseOf(report)).not.toMatch(ENGLISH);
});

test('the locale and the variable choose the language, the option counts for more', async () => {
  const where = (environment: NodeJS.ProcessEnv, ...words: string[]) =>
    runBin([...words, 'where'], { environment });
  expect((await where({ LANG: 'ko_KR.UTF-8' })).out).toMatch(/^상태 /);
  expect((await where({ DMS_TUI_LANG: 'ko' })).out).toMatch(/^상태 /);
  expect((await where({ LANG: 'ko_KR.UTF-8' }, '--lang', 'en')).out).toMatch(/^state /);
  expect((await where({ LANG: 'ko_KR.UTF-8', LC_ALL: 'C' })).out).toMatch(/^state /);
});

test('events are the same in every language', async () => {
  const shape = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; issue?: unknown; guarantee?: string });
  const setting = ['--json', '--set', 'Rfc4180=false'];
  const korean = await copy({}, '--lang', 'ko', ...setting);
  const english = await copy({}, ...setting);
  const told = (events: ReturnType<typeof shape>) =>
    events
      .filter(({ type }) => type === 'issue' || type === 'plan')
      .map(({ issue, guarantee }) => issue ?? guarantee);
  expect(told(shape(korean.out))).toEqual(told(shape(english.out)));
  expect(korean.out).not.toMatch(/완료|참고|원본/);
});

test('errors, and the problems they speak of, are in Korean too', async () => {
  const refused = await copy({}, '--lang', 'ko', '--include', 'a.b.c');
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toContain('패턴 "a.b.c": 점이 둘 이상입니다');
  const missing = await runBin(['run', '/not/there.json', '--lang', 'ko']);
  expect(missing).toMatchObject({ code: 2, err: '✖ /not/there.json: 파일이 없습니다\n' });
});

test('a language that is not spoken is refused before anything is done', async () => {
  const { code, out, err } = await runBin(['where', '--lang', 'fr']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('--lang fr is not spoken here');
  expect(err).toContain('Allowed: en, ko.');
});

test('help stays English, and says how to choose', async () => {
  const { out } = await runBin(['--help', '--lang', 'ko']);
  expect(out).toMatch(/--lang <language> +en or ko/);
  expect(out).not.toMatch(HANGUL);
});
