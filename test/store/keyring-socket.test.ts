import { execFileSync } from 'node:child_process';
import { afterEach, expect, test, vi } from 'vitest';
import { keyringSocket } from '../../src/store/home.ts';
import { systemKeyring } from '../../src/store/keyring.ts';
import { serveKeyring } from '../../src/store/keyring-socket.ts';
import { fetchSecret, forgetSecrets, keepSecret } from '../../src/store/secrets.ts';
import { findSecret, placesBelow } from '../support/secret-search.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

afterEach(() => vi.unstubAllEnvs());

test('a state folder with a keyring of its own uses it in place of that of the machine', async () => {
  const home = temporaryFolder();
  vi.stubEnv('DMS_TUI_HOME', home);
  const server = await serveKeyring(keyringSocket(home));
  try {
    const password = await keepSecret('shop', 'password', 'so "secret"\n위');
    expect(password).toEqual({ keyring: expect.stringMatching(/^shop-password-/) });
    expect(await fetchSecret(password as { keyring: string }, 'the password')).toBe('so "secret"\n위');
    await forgetSecrets({ password, bastion: null }, null);
    await expect(fetchSecret(password as { keyring: string }, 'the password')).rejects.toMatchObject({
      kind: 'secret.missing',
    });
    expect(findSecret('so "secret"', placesBelow(home))).toEqual([]);
  } finally {
    server.close();
  }
});

test('a keyring that is gone is said to be, and never taken for an empty one', async () => {
  const home = temporaryFolder();
  vi.stubEnv('DMS_TUI_HOME', home);
  // The socket of a process that was killed stays in its folder.
  const path = JSON.stringify(keyringSocket(home));
  const script = `require('node:net').createServer().listen(${path}, () => process.kill(process.pid, 'SIGKILL'))`;
  expect(() => execFileSync(process.execPath, ['-e', script], { stdio: 'ignore' })).toThrow();
  await expect(systemKeyring.get('any')).rejects.toMatchObject({ kind: 'secret.keyring' });
});
