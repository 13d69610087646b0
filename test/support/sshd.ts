/** Real SSH servers for tests: OpenSSH on a loopback port, with host keys and rules of their own. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { canGetSshd, ensureSshd } from '../../src/lab/servers/ensure-sshd.ts';
import { isRoot } from '../../src/lab/servers/program.ts';
import { endServer, isRunning, spawnServer } from '../../src/lab/servers/server-process.ts';
import type { SshAddress } from '../../src/model/endpoint-url.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { eventually } from './waiting.ts';

export interface TestSshd {
  readonly port: number;
  /** Its own key of this type, as a line of a known-hosts file without the name. */
  hostKey(type: KeyType): string;
  /** The way to it that works: a key that it takes, and a file in which it is known. */
  readonly address: SshAddress;
  /** What it wrote so far. */
  log(): string;
  /** Kills the processes that serve connections, as a crash of the machine would. */
  dropConnections(): void;
  stop(): Promise<void>;
}

export type KeyType = 'ed25519' | 'ecdsa' | 'rsa';

/** A suite that needs an SSH server. It is left out where none can be had, except in CI, where it fails. */
export function describeSsh(name: string, suite: () => void): void {
  describe.skipIf(!expected(canGetSshd(), 'an SSH server (OpenSSH), or root on Debian'))(name, suite);
}

/** The same for what needs an account with a password: only root can make one. */
export function describeSshAccounts(name: string, suite: () => void): void {
  const can = canGetSshd() && isRoot();
  describe.skipIf(!expected(can, 'root and an SSH server (OpenSSH)'))(name, suite);
}

function expected(can: boolean, needs: string): boolean {
  if (!can && !process.env.CI)
    process.stderr.write(`tests of SSH bastions are left out: they need ${needs}\n`);
  return can || Boolean(process.env.CI);
}

/** Another test file may be installing the server in this moment, and apt does one thing at a time. */
const INSTALLED_WITHIN_MS = 180_000;

/** Lines of `sshd_config` in `config` win over those all servers here have. */
export async function startSshd(
  config: readonly string[] = [],
  keyTypes: readonly KeyType[] = ['ed25519'],
): Promise<TestSshd> {
  const show = (line: string) => process.stderr.write(`sshd: ${line}\n`);
  const program = await eventually(() => ensureSshd(show), INSTALLED_WITHIN_MS);
  // Made by the system's start script, which never ran; empty, and only root's server wants it.
  if (isRoot()) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const folder = temporaryFolder();
  const hostKeys = keyTypes.map((type) => makeKey(join(folder, `host_${type}`), type));
  const key = makeKey(join(folder, 'id'));
  const authorized = join(folder, 'authorized_keys');
  writeFileSync(authorized, readFileSync(`${key}.pub`));
  const port = await freePort();
  const configFile = join(folder, 'sshd_config');
  // The first line of a setting counts.
  writeFileSync(configFile, [...config, ...baseConfig(folder, port, hostKeys)].join('\n'));
  const logFile = join(folder, 'log');
  folders.push(folder);
  const child = spawnServer(folder, [program, '-D', '-e', '-f', configFile], logFile);
  const log = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
  await eventually(async () => {
    if (!isRunning(child)) throw new Error(`sshd ended: ${log()}`);
    await canConnect(port);
  });
  const hostKey = (type: KeyType) => readFileSync(join(folder, `host_${type}.pub`), 'utf8').trim();
  const knownHosts = join(folder, 'known_hosts');
  writeFileSync(knownHosts, keyTypes.map((type) => `[127.0.0.1]:${port} ${hostKey(type)}\n`).join(''));
  return {
    port,
    hostKey,
    address: { host: '127.0.0.1', port, user: userInfo().username, keyFile: key, knownHosts },
    log,
    dropConnections: () => {
      for (const pid of descendants(child.pid!)) process.kill(pid, 'SIGKILL');
    },
    stop: () => endServer(folder, 'SIGTERM'),
  };
}

const folders: string[] = [];

afterAll(async () => {
  await Promise.all(folders.splice(0).map((folder) => endServer(folder, 'SIGTERM')));
});

function baseConfig(folder: string, port: number, hostKeys: readonly string[]): string[] {
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    ...hostKeys.map((path) => `HostKey ${path}`),
    `PidFile ${join(folder, 'pid')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    // Other users' folders lie above, and that of the tests is not theirs to write.
    'StrictModes no',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'UsePAM no',
    'AllowTcpForwarding yes',
    'LogLevel VERBOSE',
    '',
  ];
}

/** Makes a pair of keys; the path of the private one. */
export function makeKey(path: string, type: KeyType = 'ed25519', passphrase = ''): string {
  command(['ssh-keygen', '-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', path]);
  return path;
}

/** Runs a program of this system; what it prints. Fails when the program does. */
export function command(
  words: readonly string[],
  more: { input?: string; env?: NodeJS.ProcessEnv } = {},
): string {
  return execFileSync(words[0]!, words.slice(1), { encoding: 'utf8', stdio: 'pipe', ...more });
}

/** Lets a key in, besides those that are. */
export function authorize(sshd: TestSshd, key: string): void {
  appendFileSync(join(sshd.address.keyFile!, '..', 'authorized_keys'), readFileSync(`${key}.pub`));
}

/** Lets any account in with the keys of this server: its own folder is closed to all but its owner. */
export function keysForEveryAccount(authorizedKeys: string): string[] {
  return [`AuthorizedKeysCommand /usr/bin/cat ${authorizedKeys}`, 'AuthorizedKeysCommandUser root'];
}

const accounts: string[] = [];

/** An account of this machine with a password, a home that is not there and no shell; it goes with the file. */
export function makeAccount(password: string): string {
  const name = `dms-tui-test-${process.pid}`;
  command(['useradd', '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
  accounts.push(name);
  command(['chpasswd'], { input: `${name}:${password}\n` });
  return name;
}

afterAll(() => {
  for (const name of accounts.splice(0)) command(['userdel', name]);
});

/** All processes below one, the youngest first. */
function descendants(pid: number): number[] {
  const listed = command(['ps', '-axo', 'pid=,ppid=']).trim().split('\n');
  const pairs = listed.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] =>
    pairs.filter(([, of]) => of === parent).flatMap(([child]) => [...below(child), child]);
  return below(pid);
}

/** A port of loopback on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function canConnect(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.on('error', reject);
  });
}
