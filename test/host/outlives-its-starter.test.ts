import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readControl } from '../../src/host/control/control-file.ts';
import { readTaskStates } from '../../src/host/task-state.ts';
import { checksumTables } from '../support/checksum.ts';
import { COMPILED_ENTRY } from '../support/compiled-entry.ts';
import { eventually } from '../support/waiting.ts';
import type { SavedWorld } from './support/saved-world.ts';
import { type Ground, makeGround, slowWorld } from './support/slow-world.ts';

let ground: Ground;

beforeAll(async () => {
  ground = await makeGround();
});

const status = (world: SavedWorld) => readTaskStates(world.state).states[0]!;

async function arrived(): Promise<void> {
  const { source, target, schema } = ground;
  expect(await checksumTables(target, schema)).toEqual(await checksumTables(source, schema));
}

function environment(world: SavedWorld): Record<string, string> {
  return {
    PATH: process.env.PATH!,
    LANG: 'C.UTF-8',
    DMS_TUI_HOME: world.state,
    DMS_TUI_SOURCE_PASSWORD: ground.source.password,
    DMS_TUI_TARGET_PASSWORD: ground.target.password,
  };
}

/** The run of the task, once rows move; it is killed when the test is done, if it is still there. */
async function underWay(world: SavedWorld): Promise<number> {
  const pid = await eventually(() => {
    const { owner, run } = status(world);
    expect(run?.rows).toBeGreaterThan(0);
    return owner!.pid;
  });
  onTestFinished(() => {
    if (status(world).owner?.pid === pid) process.kill(pid, 'SIGKILL');
  });
  return pid;
}

/** What the session of a process is; null when it is gone. */
function sessionOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
}

describe('a run in its own process goes on', () => {
  test('when the terminal it was started in is closed, with whoever follows it there', async () => {
    const world = await slowWorld(ground);
    const terminal = spawnInTerminal(
      process.execPath,
      [COMPILED_ENTRY, 'task', 'start', world.task, '--wait'],
      {
        env: environment(world),
        cols: 100,
        rows: 30,
      },
    );
    const pid = await underWay(world);
    expect(pid).not.toBe(terminal.pid);
    if (process.platform === 'linux') expect(sessionOf(pid)).toBe(pid);
    // Closes the terminal: whoever has it gets SIGHUP, and reading and writing fail from then on.
    terminal.kill('SIGHUP');
    const follower = await world.attach({ wish: 'drive' });
    await eventually(() => expect(() => process.kill(terminal.pid, 0)).toThrow('ESRCH'));
    process.kill(pid, 'SIGHUP');
    expect(await follower.untilEnd()).toMatchObject({ reason: 'finished', result: { outcome: 'done' } });
    await arrived();
  });

  test('when whoever started it is killed', async () => {
    const world = await slowWorld(ground);
    const starter = spawn(process.execPath, [COMPILED_ENTRY, 'task', 'start', world.task, '--wait'], {
      env: environment(world),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const pid = await underWay(world);
    await killed(starter);
    const follower = await world.attach();
    // The one that drove is gone with its process.
    await follower.until(() => follower.attachment.driver?.pid !== starter.pid);
    expect(await follower.attachment.send({ type: 'rate', bytesPerSecond: null })).toEqual({
      result: 'done',
    });
    expect(status(world)).toMatchObject({ status: 'running', owner: { pid } });
    expect(await follower.untilEnd()).toMatchObject({ reason: 'finished', result: { outcome: 'done' } });
    await arrived();
  });

  test('until it is asked to end: SIGTERM stops it with its checkpoint', async () => {
    const world = await slowWorld(ground);
    const { pid } = await world.start();
    await underWay(world);
    const follower = await world.attach();
    process.kill(pid, 'SIGTERM');
    expect(await follower.untilEnd()).toMatchObject({
      reason: 'finished',
      result: { outcome: 'interrupted' },
    });
    expect(status(world)).toMatchObject({ status: 'stopped', run: { canResume: true, cutOff: false } });
  });
});

describe('a run whose process is killed', () => {
  test('is cut off: those who follow are told, nothing of it stays behind, and resume goes on', async () => {
    const world = await slowWorld(ground);
    const { pid, folder } = await world.start();
    const follower = await world.attach();
    await underWay(world);
    const control = readControl(world.state, world.task)!;
    expect(existsSync(control.place)).toBe(true);
    process.kill(pid, 'SIGKILL');
    expect(await follower.untilEnd()).toEqual({ reason: 'cut-off' });
    expect(await follower.attachment.send({ type: 'stop' })).toEqual({ result: 'refused', why: 'over' });
    const left = status(world);
    expect(left).toMatchObject({
      status: 'stopped',
      owner: null,
      run: { folder, cutOff: true, canResume: true, outcome: null },
    });
    expect(left.run!.rows).toBeGreaterThan(0);
    // Whoever looks again is told by the log, and finds no trace of the process.
    const later = await world.attach();
    expect(await later.untilEnd()).toEqual({ reason: 'cut-off' });
    expect(later.events.at(0)).toMatchObject({ type: 'run.started', pid });
    expect(existsSync(control.place)).toBe(false);
    expect(readControl(world.state, world.task)).toBeNull();
    await world.start({ mode: 'resume' });
    const resumed = await world.attach();
    await resumed.attachment.send({ type: 'rate', bytesPerSecond: null });
    expect(await resumed.untilEnd()).toMatchObject({ reason: 'finished', result: { outcome: 'done' } });
    expect(resumed.events.at(0)).toMatchObject({ mode: 'resume', resumed: true });
    await arrived();
  });

  test('before it has said that it began is told of with its own last words', async () => {
    const world = await slowWorld(ground);
    const before = process.env.NODE_OPTIONS;
    process.env.NODE_OPTIONS = '--no-such-option-of-node';
    onTestFinished(() => {
      if (before === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = before;
    });
    await expect(world.start()).rejects.toMatchObject({
      kind: 'control.start',
      facts: { task: world.task, reason: expect.stringContaining('--no-such-option-of-node') as string },
    });
    expect(status(world).status).toBe('ready');
  });
});

test('a task is started once: the second is told who runs it', async () => {
  const world = await slowWorld(ground);
  const { pid } = await world.start();
  await expect(world.start()).rejects.toMatchObject({ kind: 'instance.busy', facts: { pid } });
  expect(() => process.kill(pid, 0)).not.toThrow();
});

test('its socket is for its user alone, in a short folder, wherever temporary files go', async () => {
  const world = await slowWorld(ground);
  // Deeper than the path of a socket can be.
  const deep = join(world.state, 'x'.repeat(90));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = deep;
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  await world.start();
  const { place } = readControl(world.state, world.task)!;
  expect(place.length).toBeLessThan(104);
  expect(statSync(place).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(place)).mode & 0o777).toBe(0o700);
  const follower = await world.attach();
  await follower.attachment.send({ type: 'stop' });
  await follower.untilEnd();
  await eventually(() => expect(existsSync(place)).toBe(false));
});

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
