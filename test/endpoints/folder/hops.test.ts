/** The way to a folder, hop by hop: what is wrong is told, and nothing of the test stays. */
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmdirSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { measureFolder, testFolder } from '../../../src/endpoints/folder/hops.ts';
import type { FolderAddress } from '../../../src/model/endpoint-url.ts';
import type { AnyHop } from '../../../src/model/hops.ts';
import { canMount, mountSmallDisk } from '../../e2e/support/small-disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fileSettings } from '../files/file-settings.ts';

const signal = new AbortController().signal;

function at(path: string): FolderAddress {
  return { engine: 'folder', path, files: fileSettings() };
}

async function hopsOf(path: string): Promise<AnyHop[]> {
  const hops: AnyHop[] = [];
  for await (const hop of testFolder(at(path), signal)) hops.push(hop);
  return hops;
}

it('a folder that works passes every hop, and keeps what was in it and no more', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'mine'), 'mine');
  expect(await hopsOf(folder)).toMatchObject([
    { hop: 'folder', result: 'passed', found: { path: folder, made: false } },
    { hop: 'writable', result: 'passed', found: { path: folder } },
    { hop: 'space', found: { freeBytes: expect.any(Number) } },
  ]);
  expect(readdirSync(folder)).toEqual(['mine']);
});

it('one that is not there yet can be made, and is not there after the test', async () => {
  const folder = temporaryFolder();
  const hops = await hopsOf(join(folder, 'one', 'more'));
  expect(hops[0]).toMatchObject({ result: 'passed', found: { made: true } });
  expect(hops[1]).toMatchObject({ hop: 'writable', result: 'passed' });
  expect(readdirSync(folder)).toEqual([]);
});

it('also when nobody waits for the end of the test', async () => {
  const folder = temporaryFolder();
  for await (const _ of testFolder(at(join(folder, 'one')), signal)) break;
  expect(readdirSync(folder)).toEqual([]);
});

it('what somebody put there meanwhile stays', async () => {
  const folder = join(temporaryFolder(), 'one');
  for await (const { hop } of testFolder(at(folder), signal))
    if (hop === 'writable') writeFileSync(join(folder, 'theirs'), '');
  expect(readdirSync(folder)).toEqual(['theirs']);
});

it('a file is no folder, nor is what would lie in one', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await failure(file)).toMatchObject({ hop: 'folder', reason: 'it is a file, and not a folder' });
  expect(await failure(join(file, 'in'))).toMatchObject({
    hop: 'folder',
    reason: 'a part of the path is not a folder',
  });
});

/** Where the test of a folder ends, and why. */
async function failure(path: string): Promise<{ hop: string; reason: string }> {
  const last = (await hopsOf(path)).at(-1)!;
  expect(last).toMatchObject({ result: 'failed', error: { kind: 'folder.failed', facts: { folder: path } } });
  return { hop: last.hop, reason: (last.error!.facts as { reason: string }).reason };
}

/** Root may do what others may not, so the test gives its rights up for a while. */
async function asNobody<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.getuid!() !== 0) return await work();
  process.seteuid!(65_534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}

it('one that may not be written to', async () => {
  // That of the other tests may lie where only its owner may look.
  const folder = mkdtempSync(join(tmpdir(), 'dms-tui-'));
  onTestFinished(() => rmdirSync(folder));
  chmodSync(folder, 0o555);
  const last = await asNobody(() => failure(folder));
  expect(last).toEqual({ hop: 'writable', reason: 'permission denied' });
  expect(await asNobody(() => failure(join(folder, 'new')))).toMatchObject({ reason: 'permission denied' });
});

describe.skipIf(!canMount)('on a disk of its own', () => {
  it('one that is read-only', async () => {
    const folder = temporaryFolder();
    mountSmallDisk(folder, 1, 'ro');
    expect(await failure(folder)).toEqual({ hop: 'writable', reason: 'the file system is read-only' });
  });

  it('one that is full', async () => {
    const folder = temporaryFolder();
    mountSmallDisk(folder, 1);
    fill(folder);
    expect(await failure(folder)).toEqual({ hop: 'writable', reason: 'no space is left' });
    expect(readdirSync(folder)).toEqual(['full']);
  });

  it('one with little room is a warning', async () => {
    const folder = temporaryFolder();
    mountSmallDisk(folder, 8);
    expect((await hopsOf(folder)).at(-1)).toMatchObject({
      hop: 'space',
      result: 'warned',
      issues: [{ subject: folder, detail: expect.stringContaining('8 MB') }],
    });
  });
});

function fill(folder: string): void {
  const file = openSync(join(folder, 'full'), 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4_096));
  } catch {
    closeSync(file);
  }
}

it('an abort ends the test with its reason', async () => {
  const reason = new Error('enough');
  await expect(testFolder(at(temporaryFolder()), AbortSignal.abort(reason)).next()).rejects.toBe(reason);
});

it('the speed of its disk is measured, and nothing stays', async () => {
  const folder = temporaryFolder();
  const { latencyMs, bytesPerSecond } = await measureFolder(at(join(folder, 'new')), signal);
  expect(latencyMs).toBeGreaterThan(0);
  expect(bytesPerSecond).toBeGreaterThan(100_000);
  expect(readdirSync(folder)).toEqual([]);
});
