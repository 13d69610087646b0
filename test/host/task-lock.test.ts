import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processStart } from '../../src/host/process-identity.ts';
import { claimTask } from '../../src/host/task-lock.ts';
import { DmsError } from '../../src/model/errors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const lockModule = new URL('../../src/host/task-lock.ts', import.meta.url).href;

/** Claims in a process of its own, says how it went, and holds on until it is killed. */
function claimer(folder: string): ChildProcess {
  const script = `
    import { claimTask } from ${JSON.stringify(lockModule)};
    try { claimTask(${JSON.stringify(folder)}, 'task'); console.log('held'); setInterval(() => {}, 1e6); }
    catch (error) { console.log(error.kind); }
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstWord(process: ChildProcess): Promise<string> {
  const [chunk] = (await once(process.stdout!, 'data')) as [Buffer];
  return chunk.toString().trim();
}

async function killed(process: ChildProcess): Promise<void> {
  const gone = once(process, 'exit');
  process.kill('SIGKILL');
  await gone;
}

function writeOwner(folder: string, owner: object): void {
  writeFileSync(join(folder, 'lock'), JSON.stringify(owner));
}

const since = '2026-01-01T00:00:00.000Z';

test('a second driver is told who works on the task and since when', () => {
  const folder = temporaryFolder();
  const lock = claimTask(folder, 'task');
  const owner = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')) as { since: string };
  let error: unknown;
  try {
    claimTask(folder, 'task');
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(DmsError);
  expect(error).toMatchObject({
    kind: 'instance.busy',
    facts: { task: 'task', pid: process.pid, since: owner.since },
  });
  lock.release();
  claimTask(folder, 'task').release();
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a killed process is taken over, by exactly one of many that try at once', async () => {
  const folder = temporaryFolder();
  const first = claimer(folder);
  expect(await firstWord(first)).toBe('held');
  await killed(first);
  const many = Array.from({ length: 6 }, () => claimer(folder));
  const words = await Promise.all(many.map(firstWord));
  expect(words.toSorted()).toEqual(['held', ...Array<string>(5).fill('instance.busy')].toSorted());
  await Promise.all(many.filter((one) => one.exitCode === null).map(killed));
});

test('a lock is taken over when its process number belongs to another process by now', () => {
  const folder = temporaryFolder();
  writeOwner(folder, { pid: process.pid, start: 'another time', host: hostname(), since });
  claimTask(folder, 'task').release();
});

test('a lock of another machine is respected: nobody here can tell whether its owner lives', () => {
  const folder = temporaryFolder();
  writeOwner(folder, { pid: 1, start: null, host: `not-${hostname()}`, since });
  expect(() => claimTask(folder, 'task')).toThrow(DmsError);
});

test('a damaged lock does not lock a task for ever', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock'), '{"pid": 1');
  claimTask(folder, 'task').release();
});

test('a process is told from an earlier one with its number', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  const start = processStart(child.pid!);
  expect(start).not.toBeNull();
  expect(processStart(child.pid!)).toBe(start);
  expect(processStart(process.pid)).not.toBe(start);
  await killed(child);
  expect(processStart(child.pid!)).toBeNull();
});
