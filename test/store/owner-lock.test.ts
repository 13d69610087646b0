import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DmsError } from '../../src/model/errors.ts';
import { claim, ownerOf } from '../../src/store/owner-lock.ts';
import { processStart } from '../../src/store/process-identity.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const lockModule = new URL('../../src/store/owner-lock.ts', import.meta.url).href;

/** Claims in a process of its own, says how it went, and holds on until it is killed. */
function claimer(folder: string): ChildProcess {
  const script = `
    import { claim, ownerOf } from ${JSON.stringify(lockModule)};
    try { claim(${JSON.stringify(folder)}, { kind: 'task', id: 'dees' }, 'loading'); console.log('held'); setInterval(() => {}, 1e6); }
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
const what = { kind: 'task', id: 'dees' } as const;

test('a second driver is told who works on the task and since when', () => {
  const folder = temporaryFolder();
  const lock = claim(folder, what, 'loading');
  const owner = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')) as { since: string };
  let error: unknown;
  try {
    claim(folder, what, 'loading');
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(DmsError);
  expect(error).toMatchObject({
    kind: 'instance.busy',
    facts: { kind: 'task', id: 'dees', pid: process.pid, since: owner.since, doing: 'loading' },
  });
  lock.release();
  claim(folder, what, 'loading').release();
  expect(readdirSync(folder)).toEqual([]);
});

test('an owner says what it does, and the second driver hears the latest', () => {
  const folder = temporaryFolder();
  const lock = claim(folder, what, 'connecting');
  expect(ownerOf(folder)).toMatchObject({ pid: process.pid, host: hostname(), doing: 'connecting' });
  lock.say('loading dees.movies (43 %)');
  expect(() => claim(folder, what, 'loading')).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ doing: 'loading dees.movies (43 %)' }) }),
  );
  expect(readdirSync(folder)).toEqual(['lock']);
  expect(statSync(join(folder, 'lock')).mode & 0o077).toBe(0);
  lock.release();
  expect(ownerOf(folder)).toBeNull();
});

test('an owner whose lock a person deleted leaves the lock of the next one alone', () => {
  const folder = temporaryFolder();
  const first = claim(folder, what, 'first');
  rmSync(join(folder, 'lock'));
  writeOwner(folder, { pid: 1, start: null, host: `not-${hostname()}`, since, doing: 'second' });
  first.say('first again');
  first.release();
  expect(ownerOf(folder)).toMatchObject({ pid: 1, doing: 'second' });
});

test('what an owner does that says nothing of it is empty, as in locks of earlier versions', () => {
  const folder = temporaryFolder();
  writeOwner(folder, { pid: 1, start: null, host: `not-${hostname()}`, since });
  expect(ownerOf(folder)).toMatchObject({ doing: '' });
});

test('a process that died owns nothing any more', async () => {
  const folder = temporaryFolder();
  const child = claimer(folder);
  expect(await firstWord(child)).toBe('held');
  expect(ownerOf(folder)).toMatchObject({ pid: child.pid, doing: 'loading' });
  await killed(child);
  expect(ownerOf(folder)).toBeNull();
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
  claim(folder, what, 'loading').release();
});

test('a lock of another machine is respected: nobody here can tell whether its owner lives', () => {
  const folder = temporaryFolder();
  writeOwner(folder, { pid: 1, start: null, host: `not-${hostname()}`, since });
  expect(() => claim(folder, what, 'loading')).toThrow(DmsError);
});

test('a damaged lock does not lock a task for ever', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock'), '{"pid": 1');
  claim(folder, what, 'loading').release();
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
