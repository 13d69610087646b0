/** The rooms of the house: who may import whom, what is loaded when, and how big a file may grow. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './support/temporary-folder.ts';

const root = join(import.meta.dirname, '..');
const source = join(root, 'src');

/** From the top down. A room may import itself and every room below it, never one above. */
const ROOMS = ['bin.ts', 'cli', 'tui', 'lab', 'host', 'store', 'engine', 'endpoints', 'model'];

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => file.replaceAll('\\', '/'));

function roomOf(file: string): string {
  return file.split('/')[0]!;
}

/** Files of ours that a text imports, type imports and lazy ones included, relative to `src`. */
function importsOf(file: string, text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g);
  return [...found].map(([, path]) =>
    relative(source, join(source, file, '..', path!)).replaceAll('\\', '/'),
  );
}

/** Imports that go up: `from → to`. */
function upward(file: string, text: string): string[] {
  const from = ROOMS.indexOf(roomOf(file));
  return importsOf(file, text)
    .filter((to) => ROOMS.indexOf(roomOf(to)) < from)
    .map((to) => `${file} → ${to}`);
}

describe('the rooms', () => {
  test('are known, every one', () => {
    expect(files.filter((file) => !ROOMS.includes(roomOf(file)))).toEqual([]);
  });

  test('import downward only', () => {
    expect(files.flatMap((file) => upward(file, readFileSync(join(source, file), 'utf8')))).toEqual([]);
  });

  test('would be caught importing upward, in each of the ways there are', () => {
    expect(upward('engine/a.ts', "import { x } from '../cli/main.ts';")).toEqual([
      'engine/a.ts → cli/main.ts',
    ]);
    expect(upward('model/a.ts', "export type { X } from '../engine/run.ts';")).toHaveLength(1);
    expect(upward('store/a.ts', "await import('../host/run-instance.ts')")).toHaveLength(1);
    expect(upward('model/a.ts', "let x: import('../store/home.ts').X;")).toHaveLength(1);
    expect(upward('cli/a.ts', "import { x } from '../host/run-instance.ts';")).toEqual([]);
  });

  test('keep their engines to themselves: only the registry knows them all', () => {
    const engines = /^endpoints\/(mysql|s3|folder)\//;
    const strangers = files
      .filter((file) => !file.startsWith('endpoints/') && roomOf(file) !== 'lab')
      .filter((file) =>
        importsOf(file, readFileSync(join(source, file), 'utf8')).some((to) => engines.test(to)),
      );
    expect(strangers).toEqual([]);
  });

  test('hold no file of more than 300 lines', () => {
    const long = files.filter((file) => readFileSync(join(source, file), 'utf8').split('\n').length > 301);
    expect(long).toEqual([]);
  });
});

describe('headless commands', () => {
  const home = temporaryFolder();

  /** Every module that a command loads, by its file: `--import` puts a hook before the first of them. */
  function loadedBy(...words: readonly string[]): string[] {
    const hook = `
      import { registerHooks } from 'node:module';
      registerHooks({ load(url, context, next) { process.stderr.write('loaded ' + url + '\\n'); return next(url, context); } });
    `;
    const { stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, ...words],
      { encoding: 'utf8', cwd: root, env: { PATH: process.env.PATH, DMS_TUI_HOME: home } },
    );
    return [...stderr.matchAll(/^loaded (\S+)$/gm)].map(([, url]) => url!);
  }

  const isScreen = (url: string) => /\/node_modules\/(ink|react|react-reconciler|@inkjs)\//.test(url);

  test('never load Ink or React', () => {
    const help = loadedBy('src/bin.ts', 'copy', '--help');
    const copy = loadedBy(
      'src/bin.ts',
      'copy',
      'mysql://nobody@127.0.0.1:1/none',
      'file:///nowhere',
      '--plain',
    );
    expect(help.some((url) => url.endsWith('/src/cli/main.ts'))).toBe(true);
    expect(copy.some((url) => url.endsWith('/src/host/run-instance.ts'))).toBe(true);
    expect([...help, ...copy].filter(isScreen)).toEqual([]);
    // It takes a tenth of the start of a copy, whose own words are all narrow.
    expect([...help, ...copy].filter((url) => url.includes('/node_modules/string-width/'))).toEqual([]);
  });

  test('answer --help without the drivers of servers and stores', () => {
    const help = loadedBy('src/bin.ts', 'copy', '--help');
    expect(help.filter((url) => /\/node_modules\/(mysql2|@aws-sdk|@smithy|valibot)\//.test(url))).toEqual([]);
  });

  test('would be caught loading React', () => {
    expect(isScreen('file:///x/node_modules/react/index.js')).toBe(true);
    expect(
      loadedBy('-e', 'import("commander")').some((url) => url.includes('/node_modules/commander/')),
    ).toBe(true);
  });
});
