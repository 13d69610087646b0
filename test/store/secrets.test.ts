import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeEndpoint, type SecretReferences } from '../../src/model/endpoint.ts';
import { parseEndpointUrl } from '../../src/model/endpoint-url.ts';
import { type Keyring, systemKeyring } from '../../src/store/keyring.ts';
import { firstLineOf } from '../../src/store/secret-command.ts';
import { fetchSecret, forgetSecrets, keepSecret } from '../../src/store/secrets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const of = 'the password of me';
const { PATH } = process.env;

/** A keyring in memory: machines that run tests seldom have one. */
function keyring(): Keyring & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    set: async (entry, secret) => void entries.set(entry, secret),
    get: async (entry) => entries.get(entry) ?? null,
    delete: async (entry) => void entries.delete(entry),
  };
}

function endpoint(references: SecretReferences) {
  const base = parseEndpointUrl('mysql://me@h', 'source').address;
  const rest = { description: null, created: 'x', changed: 'x', settings: null };
  return makeEndpoint({ id: 'shop', role: 'source', base, ...rest, ...references }, 'test').endpoint;
}

/** A script that a password manager could be. */
function command(lines: string): string {
  const file = join(temporaryFolder(), 'manager.sh');
  writeFileSync(file, lines);
  return `sh '${file}'`;
}

describe('a command', () => {
  test('gives the first line it prints, blanks and all', async () => {
    expect(await fetchSecret({ command: command(`printf ' a b \\r\\nuser: x\\n'`) }, of)).toBe(' a b ');
    expect(await fetchSecret({ command: `echo "it's $HOME; id"` }, of)).toBe(`it's $HOME; id`);
  });

  test('that fails is told of with its own words, and never with what it printed', async () => {
    const error = await fetchSecret({ command: command('echo S3cr3t; echo locked >&2; exit 3') }, of).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      kind: 'secret.command',
      facts: { of, reason: 'it ended with 3', said: 'locked' },
    });
    expect(JSON.stringify(error)).not.toContain('S3cr3t');
  });

  test.each([
    ['true', 'it printed nothing'],
    ['no-such-password-manager x', 'there is no program no-such-password-manager'],
    ['pass "show', 'it is empty, or a quote in it is never closed'],
  ])('%s gives no secret', async (written, reason) => {
    await expect(fetchSecret({ command: written }, of)).rejects.toMatchObject({ facts: { reason } });
  });

  test('that does not end is ended, and one that leaves a child behind is not waited for', async () => {
    const began = Date.now();
    await expect(firstLineOf('sleep 60', of, { PATH }, 300)).rejects.toMatchObject({
      facts: { reason: 'it did not end in 0.3 s' },
    });
    expect(await firstLineOf(command('sleep 20 & echo x'), of, { PATH })).toBe('x');
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  test('does not get the secrets of our own environment', async () => {
    const environment = { PATH, DMS_TUI_SOURCE_PASSWORD: 'a', DMS_TUI_TARGET_SSH_PASSWORD: 'b', OTHER: 'c' };
    const written = command(`echo "$DMS_TUI_SOURCE_PASSWORD$DMS_TUI_TARGET_SSH_PASSWORD$OTHER"`);
    expect(await firstLineOf(written, of, environment)).toBe('c');
  });
});

test('a variable gives what it holds, and one that is empty or not there is named', async () => {
  const ask = (environment: NodeJS.ProcessEnv) =>
    fetchSecret({ environment: 'DB_PW' }, of, keyring(), environment);
  expect(await ask({ DB_PW: ' x ' })).toBe(' x ');
  for (const environment of [{}, { DB_PW: '' }])
    await expect(ask(environment)).rejects.toMatchObject({
      kind: 'secret.missing',
      facts: { name: 'DB_PW' },
    });
});

test('a secret in the keyring is found by its reference, and goes when nothing refers to it', async () => {
  const ring = keyring();
  const password = await keepSecret('shop', 'password', 'first', ring);
  const bastion = await keepSecret('shop', 'bastion', 'other', ring);
  expect(await fetchSecret(password as { keyring: string }, of, ring)).toBe('first');
  const before = endpoint({ password, bastion });
  const replaced = await keepSecret('shop', 'password', 'second', ring);
  await forgetSecrets(before, endpoint({ password: replaced, bastion }), ring);
  expect([...ring.entries.values()].sort()).toEqual(['other', 'second']);
  await expect(fetchSecret(password as { keyring: string }, of, ring)).rejects.toMatchObject({
    kind: 'secret.missing',
    facts: { from: 'keyring' },
  });
  await forgetSecrets(endpoint({ password: replaced, bastion }), null, ring);
  expect(ring.entries.size).toBe(0);
});

test('where there is no keyring that is said in a line', async () => {
  const before = process.env.DBUS_SESSION_BUS_ADDRESS;
  process.env.DBUS_SESSION_BUS_ADDRESS = `unix:path=${temporaryFolder()}/none`;
  try {
    if (process.platform !== 'linux') return;
    const error = await systemKeyring.get('no-such-entry').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'secret.keyring', facts: { reason: expect.stringMatching(/^.+$/) } });
  } finally {
    if (before === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS;
    else process.env.DBUS_SESSION_BUS_ADDRESS = before;
  }
});
