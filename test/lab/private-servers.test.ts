import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { query } from '../../src/lab/servers/address.ts';
import { startServer } from '../../src/lab/servers/lab-server.ts';
import { findMariadb, startMariadb } from '../../src/lab/servers/mariadb.ts';
import { findMysql, startMysql } from '../../src/lab/servers/mysql.ts';
import { serverCommand } from '../../src/lab/servers/program.ts';
import { processRuns, processStart } from '../../src/store/process-identity.ts';
import { describeProducts, mariadb } from '../support/servers.ts';
import { eventually } from '../support/waiting.ts';

function expectGone(pid: number): void {
  expect(processStart(pid), `process ${pid}`).toBeNull();
}

describeProducts('a private server', (_, product) => {
  const start = async (...options: Parameters<typeof startMariadb>) => {
    const server = await (product === 'mysql' ? startMysql : startMariadb)(...options);
    onTestFinished(() => server.stop());
    return server;
  };

  test('answers by port and by socket, with the variables asked for', async () => {
    const server = await start({ variables: { innodb_lock_wait_timeout: '7', 'max-allowed-packet': '32M' } });
    const [row] = await server.query(
      'SELECT @@innodb_lock_wait_timeout AS wait, @@max_allowed_packet AS packet',
    );
    expect(row).toEqual({ wait: '7', packet: '33554432' });
    expect(existsSync(server.socket)).toBe(true);
    expect(server.url('a b')).toBe(`mysql://root@127.0.0.1:${server.port}/a%20b`);
  });

  test('lets nobody in without its password', async () => {
    const server = await start();
    for (const password of ['wrong', '']) {
      const refused = query({ ...server, password }, 'SELECT 1');
      await expect(refused).rejects.toMatchObject({ code: 'ER_ACCESS_DENIED_ERROR' });
    }
  });

  test('keeps committed rows and its port through kill -9 and restart', async () => {
    const server = await start();
    await server.query('CREATE SCHEMA kept');
    await server.query('CREATE TABLE kept.t (id INT PRIMARY KEY)');
    await server.query('INSERT INTO kept.t VALUES (1), (2)');
    const { pid, port } = server;
    await server.kill9();
    expectGone(pid);
    await server.restart();
    expect(server.port).toBe(port);
    expect(await server.query('SELECT id FROM kept.t ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  test('leaves no process and no folder when it is stopped', async () => {
    const server = await start();
    await server.stop();
    expectGone(server.pid);
    expect(existsSync(dirname(server.dataFolder))).toBe(false);
  });

  test('says why it does not start, and leaves nothing behind', async () => {
    const program = (await (product === 'mysql' ? findMysql : findMariadb)())!;
    const failing = startServer(program, { variables: { 'no-such-option': '1' } });
    await expect(failing).rejects.toMatchObject({
      kind: 'lab.failed',
      facts: { log: expect.stringContaining('no-such-option') },
    });
  });
});

describe('a server whose owner ended', () => {
  const shared = process.env.TMPDIR;
  const own = mkdtempSync(join(tmpdir(), 'lab-'));

  beforeAll(async () => {
    // Has MariaDB installed where it is not.
    await mariadb('a');
    // A temp folder of its own: any other process that starts a server clears away what the dead have left.
    process.env.TMPDIR = own;
  });

  afterAll(() => {
    if (shared === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = shared;
    rmSync(own, { recursive: true, force: true });
  });

  /** Another process that starts a server and then does nothing. */
  async function owner(): Promise<{ child: ChildProcess; pid: number; folder: string }> {
    const module = fileURLToPath(new URL('../../src/lab/servers/mariadb.ts', import.meta.url));
    const script = `
      const { startMariadb } = await import(${JSON.stringify(module)});
      const { pid, dataFolder } = await startMariadb();
      console.log(JSON.stringify({ pid, dataFolder }));
      setInterval(() => {}, 1e6);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    const { pid, dataFolder } = JSON.parse(String(line)) as { pid: number; dataFolder: string };
    return { child, pid, folder: dirname(dataFolder) };
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s goes with it, files and all', async (signal) => {
    const { child, pid, folder } = await owner();
    await end(child, signal);
    expect(child.signalCode).toBe(signal);
    await eventually(() => expectGone(pid));
    expect(existsSync(folder)).toBe(false);
  });

  test('by kill -9 is cleared away when the next server starts, also if it still runs', async () => {
    const { child, folder } = await owner();
    await end(child, 'SIGKILL');
    expect(existsSync(folder)).toBe(true);
    // As on a system that cannot end a server with its owner: one runs on in the folder of the dead.
    const program = (await findMariadb())!;
    const command = serverCommand(program, program.daemon, [
      `--datadir=${folder}/data`,
      '--skip-networking',
      `--socket=${folder}/left.sock`,
    ]);
    const left = spawn(command[0]!, command.slice(1), { stdio: 'ignore' });
    const leftExit = once(left, 'exit');
    await eventually(() => expect(existsSync(`${folder}/left.sock`)).toBe(true));

    const next = await startMariadb();
    onTestFinished(() => next.stop());
    await leftExit;
    expect(left.signalCode).toBe('SIGKILL');
    expect(existsSync(folder)).toBe(false);
  });

  test.runIf(process.platform === 'linux')('by kill -9 ends in the same moment on Linux', async () => {
    const { child, pid } = await owner();
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain('--datadir=');
    await end(child, 'SIGKILL');
    await eventually(() => expectGone(pid));
  });

  test('is not touched while its owner lives', async () => {
    const { child, pid, folder } = await owner();
    const next = await startMariadb();
    await next.stop();
    expect(processRuns(pid)).toBe(true);
    expect(existsSync(folder)).toBe(true);
    await end(child, 'SIGTERM');
  });
});
