import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { DmsError } from '../../../src/model/errors.ts';
import { command, describeSsh, type KeyType, startSshd, type TestSshd } from '../../support/sshd.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { failure, signIn } from './support.ts';

describeSsh('the host key of a bastion', () => {
  let sshd: TestSshd;
  let other: TestSshd;
  let file: string;

  beforeAll(async () => {
    sshd = await startSshd([], ['rsa', 'ed25519']);
    other = await startSshd([], ['rsa', 'ecdsa', 'ed25519']);
    file = join(temporaryFolder(), 'known hosts');
  });

  function know(...lines: string[]): void {
    writeFileSync(file, `${lines.join('\n')}\n`);
  }

  const here = () => `[127.0.0.1]:${sshd.port}`;
  const connect = () => signIn({ ...sshd.address, knownHosts: file });

  async function refusal(): Promise<DmsError<'connect.bastion'>> {
    const before = readFileSync(file, 'utf8');
    const error = await failure(connect());
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(error.facts.file).toBe(file);
    return error;
  }

  /** As `ssh-keygen -l` tells it. */
  function fingerprintOf(type: KeyType): string {
    const listed = command(['ssh-keygen', '-lf', '-'], { input: sshd.hostKey(type) });
    return listed.split(' ')[1]!;
  }

  test('is shown with its fingerprint when it is known, whichever of its keys that is', async () => {
    for (const type of ['rsa', 'ed25519'] as const) {
      know(`${here()} ${sshd.hostKey(type)}`);
      expect((await connect()).fingerprint).toBe(fingerprintOf(type));
    }
  });

  test('is refused when nobody knows it, and the command that would learn it is told', async () => {
    know('# nobody yet');
    const { facts, fix } = await refusal();
    expect(facts).toMatchObject({ why: 'key-unknown', fingerprint: fingerprintOf('ed25519') });
    expect(fix).toBe(`ssh-keyscan -t ed25519 -p ${sshd.port} 127.0.0.1 >> '${file}'`);
    command(['sh', '-c', fix!]);
    expect((await connect()).fingerprint).toBe(fingerprintOf('ed25519'));
  });

  test('is refused when the file of known hosts is not there, which the words tell', async () => {
    const nowhere = join(temporaryFolder(), 'nowhere');
    const { facts } = await failure(signIn({ ...sshd.address, knownHosts: nowhere }));
    expect(facts).toMatchObject({ why: 'key-unknown', file: nowhere });
    expect(facts.reason).toContain('no such file');
  });

  test('is refused when it is not the one that is known, and the commands that would take it are told', async () => {
    know('# the old one', `${here()} ${other.hostKey('ed25519')}`);
    const { facts, fix } = await refusal();
    expect(facts).toMatchObject({ why: 'key-changed', fingerprint: fingerprintOf('ed25519') });
    expect(facts.reason).toContain('line 2');
    command(['sh', '-c', fix!]);
    expect((await connect()).fingerprint).toBe(fingerprintOf('ed25519'));
  });

  test('is unknown, not changed, when only a key of a type it does not have is known', async () => {
    know(`${here()} ${other.hostKey('ecdsa')}`);
    const { facts } = await refusal();
    expect(facts.why).toBe('key-unknown');
    expect(facts.reason).toContain('knows it by another (ecdsa-sha2-nistp256)');
  });

  test('is known by a hashed name, and a changed one is noticed there too', async () => {
    know(`${here()} ${sshd.hostKey('ed25519')}`);
    command(['ssh-keygen', '-H', '-f', file]);
    expect(readFileSync(file, 'utf8')).toMatch(/^\|1\|/);
    expect((await connect()).fingerprint).toBe(fingerprintOf('ed25519'));
    writeFileSync(file, readFileSync(file, 'utf8').replace(/ssh-ed25519 .*/, other.hostKey('ed25519')));
    expect((await refusal()).facts.why).toBe('key-changed');
  });

  test('is refused when it is revoked, though another line still trusts it', async () => {
    know(`${here()} ${sshd.hostKey('ed25519')}`, `@revoked * ${sshd.hostKey('ed25519')}`);
    const { facts, fix } = await refusal();
    expect(facts.why).toBe('key-revoked');
    expect(fix).toBeNull();
  });

  test('of another port of the host proves this one, and never accuses it', async () => {
    know(`127.0.0.1 ${sshd.hostKey('ed25519')}`);
    expect((await connect()).fingerprint).toBe(fingerprintOf('ed25519'));
    know(`127.0.0.1 ${other.hostKey('ed25519')}`);
    expect((await refusal()).facts.why).toBe('key-unknown');
  });
});
