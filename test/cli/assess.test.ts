/** `assess`, as a person or a script calls it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type AnyCheckResult, CHECKS } from '../../src/model/assessment.ts';
import { width } from '../../src/tui/layout/text.ts';
import { describeProducts, dropAfterwards, freshSchema, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, runBin } from './support/run-bin.ts';

describeProducts('assess', (server) => {
  let source: TestServer;
  let target: TestServer;
  let schema: string;
  const home = temporaryFolder();
  beforeAll(async () => {
    [source, target] = await Promise.all([server('a'), server('b')]);
    schema = await freshSchema(source, 'assessed');
    dropAfterwards(target, schema);
    await source.query(`CREATE TABLE ${schema}.movies (id INT PRIMARY KEY, note TEXT) ENGINE=InnoDB`);
    await source.query(`CREATE TABLE ${schema}.log (a INT) ENGINE=InnoDB`);
    await target.query(`CREATE SCHEMA ${schema}`);
    await target.query(`CREATE TABLE ${schema}.log (a INT) ENGINE=InnoDB`);
    await target.query(`INSERT INTO ${schema}.log VALUES (1), (2)`);
    await target.query(
      `CREATE TRIGGER ${schema}.count_up BEFORE INSERT ON ${schema}.log FOR EACH ROW SET NEW.a = NEW.a + 1`,
    );
  });

  async function run(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const ended = await runBin(['assess', ...words], {
      environment: {
        DMS_TUI_SOURCE_PASSWORD: source.password,
        DMS_TUI_TARGET_PASSWORD: target.password,
        DMS_TUI_HOME: home,
        ...environment,
      },
    });
    for (const secret of [source.password, target.password]) {
      expect(ended.out).not.toContain(secret);
      expect(ended.err).not.toContain(secret);
    }
    return ended;
  }

  const both = () => [source.url(schema), target.url()];

  test('exits with 0 for a task that can start, and tells each check in its order', async () => {
    const { code, out, err } = await run([...both(), '--include', `${schema}.movies`]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const titles = out.split('\n').flatMap((line) => /^✔ (\S+(?: \S+)*)/.exec(line)?.[1] ?? []);
    expect(titles).toHaveLength(CHECKS.length + 1);
    expect(titles.slice(0, 4)).toEqual(['Source', 'Target', 'Documents of the task', 'Tables selected']);
    expect(titles.at(-1)).toBe('The task can start.');
    expect(out).toContain(`${source.url(schema)} → ${target.url().replace(/\/$/, '')}`);
  });

  test('exits with 0 for one that needs a look, says why, and what helps', async () => {
    const { code, out } = await run([...both(), '--prep', 'truncate']);
    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(
        `⚠ Tables on the target .*\\n  ⚠ These are emptied first:\\n      ${schema}\\.log  2 rows\\n`,
      ),
    );
    expect(out).toMatch(
      new RegExp(
        `⚠ Triggers on the target[^]*count_up, BEFORE INSERT[^]*\\n      DROP TRIGGER \`${schema}\`\\.\`count_up\`;\\n`,
      ),
    );
    expect(out).toContain('⚠ The task can start; 2 checks need a look.\n');
    expect(await target.query(`SELECT COUNT(*) AS n FROM ${schema}.log`)).toEqual([{ n: '2' }]);
  });

  test.each(['en_US.UTF-8', 'ko_KR.UTF-8'])(
    'exits with 3 for one that cannot, in 80 columns (%s)',
    async (LANG) => {
      const { code, out } = await run(both(), { LANG });
      expect(code).toBe(3);
      expect(out).toContain(LANG.startsWith('ko') ? '✖ 대상 테이블' : '✖ Tables on the target');
      expect(out).toContain(LANG.startsWith('ko') ? '실패한 항목 1개' : '1 check failed');
      const [head, ...lines] = out.split('\n');
      expect(head).not.toBe('');
      // Statements stay whole, ready to be copied.
      const wide = lines.filter((line) => width(line) > 80 && !/^ {6}/.test(line));
      expect(wide).toEqual([]);
    },
  );

  test('tells programs each check as it is done, and how it ended', async () => {
    const { code, out } = await run([...both(), '--json']);
    expect(code).toBe(3);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; v: number } & Partial<AnyCheckResult>);
    expect(lines.every(({ v }) => v === 1)).toBe(true);
    const checked = lines.filter(({ type }) => type === 'check');
    expect(new Set(checked.map(({ check }) => check))).toEqual(new Set(CHECKS));
    expect(checked).toHaveLength(CHECKS.length);
    expect(checked.find(({ check }) => check === 'target-tables')).toMatchObject({
      result: 'failed',
      findings: [{ kind: 'error', facts: { error: { kind: 'target.not-empty' } } }],
    });
    expect(lines.at(-1)).toMatchObject({ type: 'assessment.finished', ready: false, failed: 1 });
  });

  test('takes a task file, as a run does', async () => {
    const file = join(temporaryFolder(), 'task.json');
    const task = {
      task: 'assessed',
      source: { url: source.url() },
      target: { url: `file://${temporaryFolder()}` },
      tableMappings: {
        rules: [
          {
            'rule-type': 'selection',
            'rule-id': '1',
            'rule-name': '1',
            'object-locator': { 'schema-name': schema, 'table-name': '%' },
            'rule-action': 'include',
          },
        ],
      },
      taskSettings: { TargetMetadata: { BatchApplyEnabled: true } },
      local: { strict: true },
    };
    writeFileSync(file, JSON.stringify(task));
    const strict = await run([file]);
    expect(strict.code).toBe(3);
    expect(strict.out).toMatch(/✖ Documents of the task\n {2}✖ not carried out: /);
    writeFileSync(file, JSON.stringify({ ...task, local: {} }));
    expect((await run([file])).code).toBe(0);
    expect((await run([file, '--include', 'x.%'])).code).toBe(2);
    expect((await run([source.url()])).err).toContain('The URL of the target is missing.');
  });

  test('says of a wrong password whose it is, and looks at the other side', async () => {
    const { code, out } = await run(both(), { DMS_TUI_TARGET_PASSWORD: 'wrong-word' });
    expect(code).toBe(3);
    expect(out).toMatch(/✖ Target\n {2}✖ 127\.0\.0\.1:\d+ did not accept the user/);
    expect(out).toMatch(/✔ Tables selected {2,}2 tables/);
    expect(out).toMatch(/- Tables on the target {2,}not looked at: first this has to pass: Target/);
    expect(out).not.toContain('wrong-word');
  });
});
