import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';

const module = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);

/** What the program would sign in with, asked in a process of its own: standard input belongs to one. */
function found(
  source: string,
  options: object,
  { input = '', environment = {} }: { input?: string | null; environment?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const script = `
    import { findPasswords } from ${module('cli/passwords.ts')};
    import { parseEndpointUrl } from ${module('model/endpoint-url.ts')};
    const [url] = process.argv.slice(1);
    const addresses = {
      source: parseEndpointUrl(url, 'source').address,
      target: parseEndpointUrl('mysql://w@127.0.0.1/d', 'target').address,
    };
    findPasswords(addresses, ${JSON.stringify(options)}).then(
      ({ source, target }) => console.log(JSON.stringify({ source: source.password, target: target.password })),
      (error) => console.log(error.facts?.problem ?? error),
    );
  `;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, source], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    // A script that never closes its end of the pipe must not make the program wait for ever.
    if (input !== null) child.stdin.write(input);
    if (!input) child.stdin.end();
    child.once('close', () => resolve(out.trim()));
  });
}

const bare = 'mysql://r@127.0.0.1/d';
const withPassword = 'mysql://r:from-url@127.0.0.1/d';
const environment = { DMS_TUI_SOURCE_PASSWORD: 'from-env' };

describe('a password', () => {
  test('comes from standard input before the environment, and from there before the URL', async () => {
    const all = [
      found(withPassword, { sourcePasswordStdin: true }, { input: 'from-stdin\n', environment }),
      found(withPassword, {}, { environment }),
      found(withPassword, {}),
      found(bare, {}),
    ];
    expect(await Promise.all(all)).toEqual([
      '{"source":"from-stdin","target":null}',
      '{"source":"from-env","target":null}',
      '{"source":"from-url","target":null}',
      '{"source":null,"target":null}',
    ]);
  });

  test('is one line of standard input, blanks and all, without its line break', async () => {
    const both = { sourcePasswordStdin: true, targetPasswordStdin: true };
    expect(await found(bare, both, { input: ' a b \r\nsecond\nrest' })).toBe(
      '{"source":" a b ","target":"second"}',
    );
    expect(await found(bare, both, { input: 'first\nsecond' + '\n' })).toBe(
      '{"source":"first","target":"second"}',
    );
  });

  test('that is missing from standard input is an error, not an empty password', async () => {
    const both = { sourcePasswordStdin: true, targetPasswordStdin: true };
    expect(await found(bare, { sourcePasswordStdin: true }, { input: null })).toContain(
      'password of the source',
    );
    expect(await found(bare, both, { input: '' })).toContain('password of the source');
  });
});

test('the process list no longer shows a command line with a password in it', async () => {
  const script = `
    import { execFileSync } from 'node:child_process';
    import { readFileSync } from 'node:fs';
    import { hideCommandLine } from ${module('cli/url-password.ts')};
    hideCommandLine(process.argv);
    const seen = process.platform === 'linux'
      ? readFileSync('/proc/self/cmdline', 'utf8')
      : execFileSync('ps', ['-o', 'command=', '-p', String(process.pid)], { encoding: 'utf8' });
    console.log(seen.replaceAll('\\0', ''));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, 'mysql://u:s3cret@h/d'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seen = '';
  for await (const text of child.stdout) seen += String(text);
  expect(seen.trim()).toBe('dms-tui');
});
