import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { ensureServer } from '../../src/lab/servers/ensure-server.ts';
import { findInstalled } from '../../src/lab/servers/mysql.ts';
import { findExecutable, isRoot, type ServerProgram } from '../../src/lab/servers/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';

const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

const PROGRAM: ServerProgram = {
  product: 'mariadb',
  version: '10.11.1',
  daemon: '/usr/sbin/mariadbd',
  root: null,
  home: '/nowhere',
};

test('without a server and without the right to install one, the three ways are told with their commands', async () => {
  const ways = { find: async () => null, canInstall: () => false, install: async () => expect.unreachable() };
  const missing = ensureServer(
    () => {},
    () => {},
    ways,
  );
  await expect(missing).rejects.toMatchObject({
    kind: 'lab.missing',
    facts: {
      ways: [
        expect.stringContaining('apt-get install --no-install-recommends mariadb-server'),
        expect.stringContaining('brew install mariadb'),
        expect.stringContaining('npx -y mysql-memory-server'),
      ],
    },
  });
});

test('a server that is missing is installed once, and only where it is missing', async () => {
  let installed = 0;
  const said: string[] = [];
  const ways = {
    find: async () => (installed > 0 ? PROGRAM : null),
    canInstall: () => true,
    install: async () => {
      installed++;
    },
  };
  for (let start = 0; start < 2; start++)
    expect(
      await ensureServer(
        () => said.push('install'),
        () => {},
        ways,
      ),
    ).toBe(PROGRAM);
  expect([installed, said]).toEqual([1, ['install']]);
});

test.runIf(isRoot())(
  'an installation goes on to its end when who began it is killed, and starts no service',
  async () => {
    const folder = temporaryFolder();
    // Images of containers come with one.
    const hadPolicy = existsSync(SERVICE_POLICY);
    const apt = join(folder, 'apt-get');
    // In place of the real one: it waits for a word in the midst of its work, and writes when it is done.
    writeFileSync(
      apt,
      `#!/bin/sh
     [ "$1" = install ] || exit 0
     touch ${folder}/begun
     while [ ! -e ${folder}/go-on ]; do sleep 0.05; done
     for line in 1 2 3 4 5 6 7 8 9; do echo "line $line"; done
     cat ${SERVICE_POLICY} > ${folder}/policy
     touch ${folder}/done\n`,
    );
    chmodSync(apt, 0o755);
    const module = fileURLToPath(new URL('../../src/lab/servers/apt.ts', import.meta.url));
    const script = `const { installPackages } = await import(${JSON.stringify(module)});
    await installPackages('X', ['some-package'], () => {});`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: 'inherit',
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    });
    await eventually(() => expect(existsSync(join(folder, 'begun'))).toBe(true));
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    writeFileSync(join(folder, 'go-on'), '');
    await eventually(() => expect(existsSync(join(folder, 'done'))).toBe(true));
    expect(readFileSync(join(folder, 'policy'), 'utf8')).toContain('exit 101');
    await eventually(() => expect(existsSync(SERVICE_POLICY)).toBe(hadPolicy));
  },
);

test('a MySQL that was fetched for the user is found, the newest first', async () => {
  const tmp = temporaryFolder();
  for (const version of ['8.4.7', '9.5.0', '9.10.1']) {
    const folder = join(tmp, 'mysqlmsn', 'binaries', version, 'mysql', 'bin');
    mkdirSync(folder, { recursive: true });
    // All that is asked of a program before it is taken.
    const says = `echo "mysqld  Ver ${version} for Linux on x86_64 (MySQL Community Server - GPL)"`;
    writeFileSync(join(folder, 'mysqld'), `#!/bin/sh\n${says}\n`, { mode: 0o755 });
  }
  vi.stubEnv('TMPDIR', tmp);
  try {
    const installed = await findInstalled();
    // One that is installed for the whole system comes first.
    if (installed?.daemon.startsWith(tmp))
      expect(installed).toMatchObject({ product: 'mysql', version: '9.10.1' });
    else expect(installed?.daemon).toBe(findExecutable('mysqld'));
  } finally {
    vi.unstubAllEnvs();
  }
});
