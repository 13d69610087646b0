import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import type { SshAddress } from '../../../src/model/endpoint-url.ts';
import {
  describeSshAccounts,
  keysForEveryAccount,
  makeAccount,
  makeKey,
  startSshd,
} from '../../support/sshd.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { failure, listenEcho, never, open, signIn } from './support.ts';

describeSshAccounts('signing in to a bastion with a password', () => {
  const password = 'correct horse';
  let user: string;

  beforeAll(() => {
    user = makeAccount(password);
    // No key of whoever runs the tests comes first.
    vi.stubEnv('HOME', temporaryFolder());
    vi.stubEnv('SSH_AUTH_SOCK', '');
  });

  /** A server of these rules, and the way to it for the account, which has no key. */
  async function serverWith(...config: string[]): Promise<SshAddress> {
    const sshd = await startSshd(config);
    return { ...sshd.address, user, keyFile: null };
  }

  test('works when it is right, also for an account without a shell', async () => {
    const bastion = await open(await serverWith('PasswordAuthentication yes'), password);
    expect(bastion.facts.by).toBe('password');
    const tunnel = await bastion.connect('127.0.0.1', await listenEcho(), never);
    tunnel.end('through');
    expect((await tunnel.toArray()).join('')).toBe('through');
  });

  test('is refused when it is wrong or missing, and the refusal does not show it', async () => {
    const address = await serverWith('PasswordAuthentication yes');
    const wrong = await failure(signIn(address, 'battery staple'), 'battery staple');
    expect(wrong.facts).toMatchObject({ why: 'login', user });
    expect(wrong.facts.reason).toMatch(/^it did not accept the password\. It takes: publickey, password\./);
    const missing = await failure(signIn(address));
    expect(missing.facts.why).toBe('login');
    expect(missing.facts.reason).toContain('No password is given.');
  });

  test('works where the server asks for it in a dialogue', async () => {
    const address = await serverWith('KbdInteractiveAuthentication yes', 'UsePAM yes');
    expect((await signIn(address, password)).by).toBe('password');
    const { facts } = await failure(signIn(address, 'battery staple'), 'battery staple');
    expect(facts.why).toBe('login');
    expect(facts.reason).toContain('It takes: publickey, keyboard-interactive.');
  });

  test('works together with a key where the server wants both', async () => {
    const folder = temporaryFolder();
    const sshd = await startSshd([
      'PasswordAuthentication yes',
      'AuthenticationMethods publickey,password',
      ...keysForEveryAccount(join(folder, 'authorized_keys')),
    ]);
    const key = makeKey(join(folder, 'id'));
    copyFileSync(`${key}.pub`, join(folder, 'authorized_keys'));
    const address = { ...sshd.address, user, keyFile: key };
    expect((await signIn(address, password)).by).toBe('key');
    const { facts } = await failure(signIn(address));
    expect(facts.reason).toContain(`it accepted the key ${key} and wants more`);
  });

  test('is never what opened the key: a passphrase stays on this machine', async () => {
    const sshd = await startSshd(['PasswordAuthentication yes']);
    // The account's password is the passphrase, so sending it would let us in.
    const locked = makeKey(join(temporaryFolder(), 'locked'), 'ed25519', password);
    const { facts } = await failure(signIn({ ...sshd.address, user, keyFile: locked }, password), password);
    expect(facts.why).toBe('login');
    expect(facts.reason).toContain('The secret is the passphrase of the key, so it was not sent');
    expect(sshd.log()).not.toMatch(/password for/);
  });
});
