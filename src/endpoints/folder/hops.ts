/** The way to a folder, hop by hop, and how fast its disk is. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rm, rmdir, stat, statfs, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FolderAddress } from '../../model/endpoint-url.ts';
import { DmsError, type Issue } from '../../model/errors.ts';
import type { AnyHop, LineSpeed } from '../../model/hops.ts';
import { folderFailure, isMissing } from '../files/folder-failure.ts';
import { tryHop } from '../hop-result.ts';
import { median, speedOf } from '../probe-speed.ts';

/** Less than this is used up before anyone notices: files of one chunk each for a few lanes. */
const LITTLE_BYTES = 256 * 1024 * 1024;

/** One slow write does not count. */
const TRIPS = 3;

/**
 * Up to the first hop that fails. A folder that was not there is made, and is gone again when the test ends,
 * however it does. @throws the reason of an abort
 */
export async function* testFolder(
  { path }: FolderAddress,
  signal: AbortSignal,
): AsyncGenerator<AnyHop, void, undefined> {
  const made: string[] = [];
  const hops: (() => Promise<AnyHop>)[] = [
    () =>
      tryHop('folder', signal, async () => {
        made.push(...(await makeFolder(path)));
        return { found: { path, made: made.length > 0 } };
      }),
    () =>
      tryHop('writable', signal, async () => {
        await writeProbe(path, Buffer.from('probe'));
        return { found: { path } };
      }),
    () =>
      tryHop('space', signal, async () => {
        const freeBytes = await freeBytesOf(path);
        return {
          found: { freeBytes },
          issues: freeBytes < LITTLE_BYTES ? [littleSpace(path, freeBytes)] : [],
        };
      }),
  ];
  try {
    for (const next of hops) {
      const hop = await next();
      yield hop;
      if (hop.result === 'failed') return;
    }
  } finally {
    await removeFolders(made);
  }
}

/** Takes about a second at most. @throws DmsError of kind `folder.failed` */
export async function measureFolder({ path }: FolderAddress, signal: AbortSignal): Promise<LineSpeed> {
  const made = await makeFolder(path);
  try {
    const trips: number[] = [];
    while (trips.length < TRIPS) {
      signal.throwIfAborted();
      const start = performance.now();
      await writeProbe(path, Buffer.from('probe'));
      trips.push(performance.now() - start);
    }
    const bytesPerSecond = await speedOf(async (bytes) => {
      signal.throwIfAborted();
      await writeProbe(path, bytes);
    });
    return { latencyMs: median(trips), bytesPerSecond };
  } finally {
    await removeFolders(made);
  }
}

/** The folders that had to be made, outermost first. */
async function makeFolder(path: string): Promise<string[]> {
  try {
    const found = await stat(path).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    if (found !== null && !found.isDirectory())
      throw new DmsError('folder.failed', { folder: path, reason: 'it is a file, and not a folder' });
    const first = await mkdir(path, { recursive: true });
    if (first === undefined) return [];
    const made: string[] = [];
    for (let at = path; ; at = dirname(at)) {
      made.unshift(at);
      if (at === first || at === dirname(at)) return made;
    }
  } catch (error) {
    throw folderFailure(error, path);
  }
}

/** Whatever has been put into them meanwhile stays, and they with it. */
async function removeFolders(made: readonly string[]): Promise<void> {
  for (const folder of made.toReversed()) await rmdir(folder).catch(() => undefined);
}

/** Down to the disk: a network file system may say only then that it has no room. */
async function writeProbe(path: string, bytes: Buffer): Promise<void> {
  const probe = join(path, `.dms-tui-probe-${randomBytes(6).toString('hex')}`);
  try {
    // `wx`: nothing else may stand there, no link either.
    const file = await open(probe, 'wx');
    try {
      await file.writeFile(bytes);
      await file.datasync();
    } catch (error) {
      await rm(probe, { force: true }).catch(() => undefined);
      throw error;
    } finally {
      await file.close();
    }
    await unlink(probe);
  } catch (error) {
    throw folderFailure(error, path);
  }
}

async function freeBytesOf(path: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch (error) {
    throw folderFailure(error, path);
  }
}

function littleSpace(path: string, freeBytes: number): Issue {
  const detail = `Only ${Math.floor(freeBytes / 1024 / 1024)} MB are left on the file system of this folder.`;
  return { code: 'notice', subject: path, detail, fix: `df -h '${path}'` };
}
