import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { runBin } from './support/run-bin.ts';

const SECRET = 'correct-horse/battery@staple';
const IN_URL = encodeURIComponent(SECRET);

/** A service that is no MySQL server and says so at once, so that an error is worded about it. */
async function strangeServer() {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end('SSH-2.0-OpenSSH_9.2\r\n');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('a password is in no output and no file, however it came and whatever went wrong', async () => {
  await using server = await strangeServer();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const at = `127.0.0.1:${port}/dees`;
  const home = temporaryFolder();
  const target = `file://${temporaryFolder()}`;
  const ways = [
    { words: ['copy', `mysql://reader:${IN_URL}@${at}`, target] },
    { words: ['copy', `mysql://reader:${IN_URL}@${at}`, target, '--json'] },
    { words: ['copy', `mysql://reader:${IN_URL}@127.0.0.1:99999/dees`, target] },
    { words: ['copy', `mysql://reader@${at}`, target], environment: { DMS_TUI_SOURCE_PASSWORD: SECRET } },
    { words: ['copy', `mysql://reader@${at}`, target, '--source-password-stdin'], input: `${SECRET}\n` },
  ];
  for (const { words, ...more } of ways) {
    const { environment = {}, input = '' } = more as { environment?: NodeJS.ProcessEnv; input?: string };
    const { code, out, err } = await runBin(words, {
      environment: { DMS_TUI_HOME: home, ...environment },
      input,
    });
    expect(code).not.toBe(0);
    expect(err + out).toMatch(/\S/);
    for (const secret of [SECRET, IN_URL, 'battery']) expect(err + out).not.toContain(secret);
  }
  const files = filesBelow(home);
  expect(files.length).toBeGreaterThan(8);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    for (const secret of [SECRET, IN_URL, 'battery']) expect(text).not.toContain(secret);
  }
});

test('a password in a URL is warned of, before anything is connected', async () => {
  const { code, out } = await runBin(
    ['copy', `mysql://reader:${IN_URL}@127.0.0.1:1/dees`, 'file:///nowhere'],
    {
      environment: { DMS_TUI_HOME: temporaryFolder() },
    },
  );
  expect(code).toBe(3);
  expect(out).toMatch(/the source URL: holds a password/);
});
