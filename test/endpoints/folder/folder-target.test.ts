/** A folder as a target, on this machine's own file system. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { folderFailure } from '../../../src/endpoints/files/folder-failure.ts';
import { openFolderTarget } from '../../../src/endpoints/folder/target.ts';
import { plannedColumn, rowBlock, tablePlan } from '../../support/row-blocks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type FileWorld, fileTargetConformance } from '../files/conformance.ts';
import { modelDigest } from '../files/digest-model.ts';
import { fileSettings } from '../files/file-settings.ts';

const signal = new AbortController().signal;
const table = tablePlan('s', 't', [plannedColumn('id', 'integer')]);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

async function world(): Promise<FileWorld> {
  const folder = mkdtempSync(join(temporaryFolder(), 'out '));
  return {
    open: (files, state) => openFolderTarget({ engine: 'folder', path: folder, files }, state, signal),
    visible: async () => filesBelow(folder).filter((path) => !path.endsWith('.part')),
    read: async (path) => readFileSync(join(folder, path)),
    write: async (path, bytes) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    },
    unfinished: async () => filesBelow(folder).filter((path) => path.endsWith('.part')).length,
  };
}

/** Bytes of buffers in use; what only waits to be collected does not count. */
function memoryGauge(): () => number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    collect();
    return process.memoryUsage().arrayBuffers;
  };
}

describe('a folder', () => {
  fileTargetConformance(world);

  it('is made when it does not exist, and named by what it is, not by the path that leads there', async () => {
    const parent = temporaryFolder();
    symlinkSync(parent, join(parent, 'link'));
    const path = join(parent, 'link', 'new', 'out');
    const files = fileSettings();
    const target = await openFolderTarget({ engine: 'folder', path, files }, parent, signal);
    const direct = { engine: 'folder', path: join(parent, 'new', 'out'), files } as const;
    const other = await openFolderTarget(direct, parent, signal);
    expect(target.identity.serverId).toBe(other.identity.serverId);
    expect(readdirSync(parent)).toEqual(['link']);
    const session = await target.open('t', signal);
    await session.checkRights([table], 'do-nothing', signal);
    expect(readdirSync(join(parent, 'new', 'out'))).toEqual([]);
  });

  it('that cannot be used is named, with the reason', async () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, '');
    const address = { engine: 'folder', path: join(path, 'below'), files: fileSettings() } as const;
    const opened = openFolderTarget(address, temporaryFolder(), signal).then(async (target) =>
      (await target.open('t', signal)).checkRights([table], 'do-nothing', signal),
    );
    await expect(opened).rejects.toMatchObject({
      kind: 'folder.failed',
      facts: { reason: 'a part of the path is not a folder' },
      server: { code: 'ENOTDIR' },
    });
  });

  it('without room for the tables is noticed before', async () => {
    const address = { engine: 'folder', path: temporaryFolder(), files: fileSettings() } as const;
    const session = await (await openFolderTarget(address, temporaryFolder(), signal)).open('t', signal);
    const huge = { ...table, source: { ...table.source, dataBytes: 2 ** 60 } };
    expect(await session.checkRights([huge], 'do-nothing', signal)).toMatchObject([{ code: 'notice' }]);
  });

  it('takes a row of 24 MiB with far less memory beside it, and reads it back the same way', async () => {
    const columns = [plannedColumn('id', 'integer'), plannedColumn('blob', 'binary', { maxBytes: null })];
    const wide = tablePlan('s', 'wide', columns);
    const address = { engine: 'folder', path: temporaryFolder(), files: fileSettings() } as const;
    const target = await openFolderTarget(address, temporaryFolder(), signal);
    const session = await target.open('t', signal);
    await session.ledger.start(signal);
    await session.ledger.setTable(
      wide,
      { progress: 'loading', wasEmpty: true, created: true, fingerprint: 'plan' },
      signal,
    );
    const only = { index: 0, low: null, high: null };
    await session.ledger.plan(wide, only, signal);
    const row = [['1', Buffer.alloc(24 * 2 ** 20, 0x5a)]];
    const expected = modelDigest(columns, row);
    const block = rowBlock(row);
    const writer = await session.writer();
    await writer.begin(wide, only, null);
    let most = 0;
    const held = memoryGauge();
    const before = held();
    const watch = setInterval(() => {
      most = Math.max(most, held() - before);
    }, 100);
    await writer.write(block);
    await writer.commit({ ...only, rows: 1, bytes: block.length, skipped: 0, truncated: 0 }, null);
    expect(await session.digest(wide, only, signal)).toEqual(expected);
    clearInterval(watch);
    expect(most).toBeLessThan(16 * 2 ** 20);
    await target.close();
  });

  it.runIf(process.platform === 'linux')('that is full is a full target, not a broken one', async () => {
    const handle = await open('/dev/full', 'w');
    const error = await handle.write('x').catch((reason: unknown) => reason);
    await handle.close();
    expect(folderFailure(error, '/out', 's.t')).toMatchObject({
      kind: 'target.full',
      facts: { address: '/out', table: 's.t' },
      server: { code: 'ENOSPC' },
    });
  });
});
