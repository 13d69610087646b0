import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resumeCommand } from '../../src/cli/resume-command.ts';

function command(words: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  return resumeCommand({
    argv: ['/usr/bin/node', '/usr/bin/dms-tui', ...words],
    environment,
    platform: 'linux',
  });
}

test('is what was typed, and --resume once', () => {
  expect(command(['run', 'task.json'])).toBe('dms-tui run task.json --resume');
  expect(command(['run', 'task.json', '--resume'])).toBe('dms-tui run task.json --resume');
});

test('holds no password: it is asked for again', () => {
  const typed = [
    'copy',
    'mysql://u:s3cr%40t@h:3306/s?ssl=require',
    'mysql://u:pa:ss@h/s',
    '--include',
    's.%',
  ];
  expect(command(typed)).toBe(
    "dms-tui copy 'mysql://u@h:3306/s?ssl=require' mysql://u@h/s --include s.% --resume",
  );
});

test('leaves addresses without a password as they are', () => {
  const typed = [
    'copy',
    'mysql://u@h:3306/s',
    's3://b/f?endpoint=http://127.0.0.1:4566&role=arn:aws:iam::1:role/x%40y',
  ];
  expect(command(typed)).toBe(`dms-tui copy mysql://u@h:3306/s '${typed[2]}' --resume`);
});

test('finds the same home and the same program', () => {
  expect(command(['run', 't.json'], { DMS_TUI_HOME: '/a b' })).toBe(
    "DMS_TUI_HOME='/a b' dms-tui run t.json --resume",
  );
  expect(command(['run', 't.json'], { npm_command: 'exec' })).toBe('npx dms-tui run t.json --resume');
  const argv = ['node', '/x/src/bin.ts', 'run', 't.json'];
  expect(resumeCommand({ argv, environment: {}, platform: 'linux' })).toBe(
    'node /x/src/bin.ts run t.json --resume',
  );
});

test('can be pasted into a shell whatever the words hold', () => {
  const word = fc
    .string({ unit: 'binary', minLength: 1 })
    .filter((text) => !text.includes('\0') && !text.includes('://'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const script = command(words).replace(/^dms-tui/, "printf '%s\\0'");
      const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
      expect(printed).toBe(
        [...words, ...(words.includes('--resume') ? [] : ['--resume'])].map((one) => `${one}\0`).join(''),
      );
    }),
    { numRuns: 60 },
  );
});
