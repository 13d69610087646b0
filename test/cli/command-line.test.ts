import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { runBin } from './support/run-bin.ts';

const root = join(import.meta.dirname, '../..');

describe('help', () => {
  test('is what the bare name prints where the console cannot be, with one line that says why', async () => {
    const { code, out, err } = await runBin([]);
    expect({ code, err }).toEqual({
      code: 0,
      err: '\nThere is no terminal here, so the console stays closed. The commands above do the same without it.\n',
    });
    const commands = out.slice(out.indexOf('\nCommands:'), out.indexOf('\nURLs'));
    expect([...commands.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name)).toEqual([
      'copy',
      'run',
      'assess',
      'validate',
      'endpoint',
      'instance',
      'task',
      'lab',
      'where',
    ]);
  });

  test('names every option that copy has', async () => {
    const { code, out } = await runBin(['copy', '--help']);
    expect(code).toBe(0);
    const options = [...out.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gm)].map(([, name]) => name);
    expect(options).toEqual([
      '--include',
      '--exclude',
      '--table-mappings',
      '--task-settings',
      '--target-settings',
      '--set',
      '--task',
      '--prep',
      '--objects',
      '--no-validate',
      '--resume',
      '--yes',
      '--lanes',
      '--instance',
      '--strict',
      '--source-password-stdin',
      '--target-password-stdin',
      '--json',
      '--plain',
      '--help',
    ]);
  });

  test('the options of the README are those of the program', async () => {
    const { out } = await runBin(['copy', '--help']);
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    for (const [, name] of out.matchAll(/^ {2}(--[a-z-]+)/gm)) expect(readme).toContain(`\`${name}`);
  });
});

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await runBin(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('where says where files live, under DMS_TUI_HOME', async () => {
  const { out } = await runBin(['where'], { environment: { DMS_TUI_HOME: '/some/place' } });
  expect(out).toContain('/some/place/tasks');
});

/** The same in this process: quicker than a process each. */
async function runMain(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
  ];
  try {
    const code = await main(['node', 'dms-tui', ...words]);
    return { code, out: out.join(''), err: err.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe('wrong usage ends with exit code 2 and says what was meant', () => {
  const cases: [words: string[], said: string | RegExp][] = [
    [['copy', 'a', 'b', '--inclde', 'x'], /unknown option '--inclde'\n\(Did you mean --include\?\)/],
    [['cpy'], /unknown command 'cpy'\n\(Did you mean copy\?\)/],
    [['copy', 'mysql://a@b/c'], "missing required argument 'target-url'"],
    [['copy', 'a', 'b', 'c'], 'too many arguments'],
    [['copy', 'a', 'b', '--prep', 'trunkate'], 'Allowed choices are do-nothing, drop-and-create, truncate'],
    [['copy', 'a', 'b', '--lanes', '0'], 'from 1 to 49'],
    [['copy', 'mysql://a@h/s', 'file:///x', '--set', 'Gzip'], 'Name=value'],
    [['copy', 'mysql://a@h', 'file:///x'], "--include 'schema.%'"],
    [
      ['copy', 'mysql://a@h/s', 'file:///x', '--include', 's.%', '--table-mappings', 'm.json'],
      'one of the two',
    ],
    [['copy', 'mysql://a@h/s', 'file:///x', '--task', 'a b'], 'letters, digits'],
    [['copy', 'mysql://a@h/s', 'file:///x', '--objects', 'view'], 'views'],
    [['copy', 'ftp://a@h/s', 'file:///x'], 'mysql://'],
    [['run', '/no/such.json'], '/no/such.json: there is no such file'],
    [['validate', 'mysql://a@h/s'], 'URL of the target is missing'],
    [['validate', 'task.json', '--include', 'x.y'], '--include goes with two URLs'],
  ];
  test.each(cases)('%j', async (words, said) => {
    const { code, out, err } = await runMain(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    if (typeof said === 'string') expect(err).toContain(said);
    else expect(err).toMatch(said);
  });

  test('a task file with several faults names the path of each', async () => {
    const file = join(temporaryFolder(), 'task.json');
    writeFileSync(file, '{"task": "a b", "source": {"url": "mysql://a@h/s"}, "targt": {}}');
    const { code, err } = await runMain(['run', file]);
    expect(code).toBe(2);
    expect(err).toMatch(/task is "a b"/);
    expect(err).toMatch(/target is missing/);
    expect(err).toMatch(/targt unknown key; did you mean "target"\?/);
  });
});

describe('an old Node', () => {
  const pretended = (version: string) => [
    '--import',
    `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`,
  ];

  test('is told its version, the needed one, and the command that helps, without the password', async () => {
    const words = ['copy', 'mysql://u:pa@ss@h/s', 's3://b', '--include', "o'neil.%"];
    const { code, err } = await runBin(words, { node: pretended('20.20.2') });
    expect(code).toBe(2);
    expect(err).toContain('needs Node 22.13 or newer; this is Node 20.20.2');
    expect(err).toContain(
      `npx -y -p node@22.23.2 -p dms-tui -c "dms-tui copy mysql://u@h/s s3://b --include 'o'\\\\''neil.%'"`,
    );
    expect(err).not.toContain('pa@ss');
  });

  test.each(['22.12.9', '18.0.0', '14.21.3'])('%s is too old', async (version) => {
    expect((await runBin(['--version'], { node: pretended(version) })).code).toBe(2);
  });

  test.each(['22.13.0', '24.0.0'])('%s is new enough', async (version) => {
    expect((await runBin(['--version'], { node: pretended(version) })).code).toBe(0);
  });

  test('can read the entry file: nothing is imported before the guard', () => {
    const text = readFileSync(join(root, 'src/bin.ts'), 'utf8');
    expect(text).not.toMatch(/^\s*import\b(?!\()/m);
    expect(text).not.toMatch(/^\s*await\b/m);
    // Newer than Node 14: `??=`, `||=`, private fields, `static {}`.
    expect(text).not.toMatch(/\?\?=|\|\|=|&&=|#\w+[=(;]|\bstatic\s*\{|\.at\(|replaceAll/);
  });
});
