import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { endServer, spawnServer } from '../../../src/lab/servers/server-process.ts';
import { authorize, command, describeSsh, makeKey, startSshd, type TestSshd } from '../../support/sshd.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { eventually } from '../../support/waiting.ts';
import { failure, signIn } from './support.ts';

describeSsh('signing in to a bastion with a key', () => {
  let sshd: TestSshd;
  let folder: string;
  let locked: string;

  beforeAll(async () => {
    sshd = await startSshd();
    folder = temporaryFolder();
    locked = makeKey(join(folder, 'locked'), 'ed25519', 'open sesame');
    authorize(sshd, locked);
  });

  /** As on a machine without an agent, whose user has this home folder. */
  function atHome(home: string): void {
    vi.stubEnv('HOME', home);
    vi.stubEnv('SSH_AUTH_SOCK', '');
  }

  afterEach(() => vi.unstubAllEnvs());

  test('works with the key file of the address', async () => {
    expect(await signIn(sshd.address)).toEqual({
      address: `127.0.0.1:${sshd.port}`,
      user: sshd.address.user,
      by: 'key',
      fingerprint: expect.stringMatching(/^SHA256:[\w+/]{43}$/),
    });
  });

  test('works with a key that is locked by a passphrase', async () => {
    expect((await signIn({ ...sshd.address, keyFile: locked }, 'open sesame')).by).toBe('key');
  });

  test.each(['ecdsa', 'rsa'] as const)('works with an %s key', async (type) => {
    const key = makeKey(join(folder, `id-${type}`), type);
    authorize(sshd, key);
    expect((await signIn({ ...sshd.address, keyFile: key })).by).toBe('key');
  });

  test.each([
    ['a wrong passphrase', 'open barley', 'it is not the one given'],
    ['no passphrase', null, 'none is given'],
  ])('says that the key is locked, with %s', async (_, secret, reason) => {
    const { facts, fix } = await failure(signIn({ ...sshd.address, keyFile: locked }, secret), secret);
    expect(facts.why).toBe('identity');
    expect(facts.reason).toContain(reason);
    expect(fix).toBe(`ssh-keygen -y -f ${locked}`);
  });

  test('says what is wrong with a file that is no private key', async () => {
    const text = join(folder, 'no key');
    writeFileSync(text, 'hello');
    const reason = async (keyFile: string) => {
      const { facts } = await failure(signIn({ ...sshd.address, keyFile }));
      expect(facts.why).toBe('identity');
      return facts.reason;
    };
    expect(await reason(join(folder, 'nowhere'))).toMatch(/nowhere does not exist$/);
    expect(await reason(`${locked}.pub`)).toMatch(/is a public key/);
    expect(await reason(folder)).toMatch(/cannot be read \(EISDIR\)$/);
    expect(await reason(text)).toMatch(/is no private key that can be read here/);
  });

  test('says which key was refused, and what the bastion takes', async () => {
    const stranger = makeKey(join(folder, 'stranger'));
    const { facts, fix } = await failure(signIn({ ...sshd.address, keyFile: stranger }));
    expect(facts.why).toBe('login');
    expect(facts.reason).toContain(`it did not accept the key ${stranger}. It takes: publickey.`);
    expect(fix).toContain(`ssh -i ${stranger} `);
  });

  test('finds the usual keys of the home folder, and reads ~ as the home folder', async () => {
    const home = join(folder, 'home');
    mkdirSync(join(home, '.ssh'), { recursive: true });
    makeKey(join(home, '.ssh/id_ed25519'));
    copyFileSync(sshd.address.keyFile!, join(home, '.ssh/id_rsa'));
    copyFileSync(sshd.address.knownHosts!, join(home, '.ssh/known_hosts'));
    chmodSync(join(home, '.ssh/id_rsa'), 0o600);
    atHome(home);
    expect((await signIn({ ...sshd.address, keyFile: null, knownHosts: null })).by).toBe('key');
    const named = { ...sshd.address, keyFile: '~/.ssh/id_rsa', knownHosts: '~/.ssh/known_hosts' };
    expect((await signIn(named)).by).toBe('key');
  });

  test('opens a locked key of the home folder with the secret', async () => {
    const home = join(folder, 'locked home');
    mkdirSync(join(home, '.ssh'), { recursive: true });
    copyFileSync(locked, join(home, '.ssh/id_ed25519'));
    atHome(home);
    expect((await signIn({ ...sshd.address, keyFile: null }, 'open sesame')).by).toBe('key');
    const { facts } = await failure(signIn({ ...sshd.address, keyFile: null }));
    expect(facts.why).toBe('login');
    expect(facts.reason).toContain('~/.ssh/id_ed25519 is locked by a passphrase, and none is given');
  });

  test('has nothing to offer where there is no key, no agent and no password', async () => {
    atHome(join(folder, 'empty home'));
    const { facts } = await failure(signIn({ ...sshd.address, keyFile: null }));
    expect(facts.why).toBe('login');
    expect(facts.reason).toContain('there is nothing to offer that it takes. It takes: publickey.');
  });

  test('works with a key that only the agent holds', async () => {
    const socket = join(folder, 'agent');
    const agents = temporaryFolder();
    spawnServer(agents, ['ssh-agent', '-D', '-a', socket], join(agents, 'log'));
    try {
      const env = { ...process.env, SSH_AUTH_SOCK: socket };
      const stranger = makeKey(join(folder, 'agents-other'));
      await eventually(() => command(['ssh-add', '-q', stranger], { env }));
      command(['ssh-add', '-q', sshd.address.keyFile!], { env });
      atHome(join(folder, 'empty home'));
      vi.stubEnv('SSH_AUTH_SOCK', socket);
      expect((await signIn({ ...sshd.address, keyFile: null })).by).toBe('agent');
    } finally {
      await endServer(agents, 'SIGTERM');
    }
  });

  test('goes on with the usual keys when the agent does not answer', async () => {
    const home = join(folder, 'home without agent');
    mkdirSync(join(home, '.ssh'), { recursive: true });
    copyFileSync(sshd.address.keyFile!, join(home, '.ssh/id_ed25519'));
    atHome(home);
    vi.stubEnv('SSH_AUTH_SOCK', join(folder, 'nobody listens here'));
    expect((await signIn({ ...sshd.address, keyFile: null })).by).toBe('key');
  });
});
