/** Files in a folder of this machine. */
import {
  access,
  constants,
  mkdir,
  readdir,
  rm,
  rmdir,
  stat,
  statfs,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { DmsError, type Issue } from '../../model/errors.ts';
import { showTable, type TableName } from '../../model/table.ts';
import type { EndpointIdentity } from '../contract.ts';
import type { FileStore, StoredFile, UnfinishedFile, WriterMark } from '../files/file-store.ts';
import { folderFailure, isMissing } from '../files/folder-failure.ts';
import { tableFolder } from '../files/layout.ts';
import { piecesOfFile } from './file-pieces.ts';
import { isLeftover, UnfinishedFolderFile } from './unfinished-file.ts';

/** One write to the kernel: enough to make calls cheap, and small beside what the lanes hold. */
const PART_BYTES = 1024 * 1024;

export class FolderStore implements FileStore {
  readonly identity: EndpointIdentity;
  readonly id: string;
  readonly namesAreCaseSensitive: boolean;
  readonly partBytes = PART_BYTES;
  /** The next part is filled while one is written. */
  readonly partsInFlight = 1;
  readonly #path: string;

  constructor(path: string, identity: EndpointIdentity, namesAreCaseSensitive: boolean) {
    this.#path = path;
    this.identity = identity;
    this.id = identity.serverId;
    this.namesAreCaseSensitive = namesAreCaseSensitive;
  }

  async check(bytes: number, signal: AbortSignal): Promise<Issue[]> {
    const probe = join(this.#path, `.dms-tui-probe-${process.pid}`);
    try {
      await mkdir(this.#path, { recursive: true });
      signal.throwIfAborted();
      await writeFile(probe, 'probe');
      await unlink(probe);
      const free = await this.freeBytes();
      if (bytes <= free) return [];
      const detail = `The tables have about ${bytes} bytes on the source; the folder's file system has ${free} left.`;
      return [{ code: 'notice', subject: this.#path, detail }];
    } catch (error) {
      throw folderFailure(error, this.#path);
    }
  }

  /** The folder, or the one it would be made in. */
  async look(): Promise<void> {
    try {
      const folder = await nearestFolder(this.#path);
      await access(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      throw folderFailure(error, this.#path);
    }
  }

  async freeBytes(): Promise<number> {
    try {
      const { bavail, bsize } = await statfs(await nearestFolder(this.#path));
      return bavail * bsize;
    } catch (error) {
      throw folderFailure(error, this.#path);
    }
  }

  async list(table: TableName): Promise<StoredFile[] | null> {
    const folder = this.#folder(table);
    try {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => !entry.isDirectory() && !isUnfinished(entry.name));
      return await Promise.all(
        files.map(async (entry) => {
          const path = join(entry.parentPath, entry.name);
          const { size } = await stat(path).catch(() => ({ size: 0 }));
          return { name: relative(folder, path).split(sep).join('/'), bytes: size };
        }),
      );
    } catch (error) {
      if (isMissing(error)) return null;
      throw folderFailure(error, folder);
    }
  }

  create(table: TableName, name: string, mark: WriterMark, signal: AbortSignal): Promise<UnfinishedFile> {
    return UnfinishedFolderFile.create(this.#folder(table), name, showTable(table), mark, signal);
  }

  async read(table: TableName, name: string, signal: AbortSignal): Promise<AsyncIterable<Buffer> | null> {
    return await piecesOfFile(join(this.#folder(table), name), signal);
  }

  async remove(table: TableName, names: readonly string[]): Promise<void> {
    const folder = this.#folder(table);
    try {
      for (const name of names) await rm(join(folder, name), { force: true });
      await this.#removeEmpty(folder);
    } catch (error) {
      throw folderFailure(error, folder);
    }
  }

  async clear(table: TableName): Promise<void> {
    const folder = this.#folder(table);
    try {
      await rm(folder, { recursive: true, force: true });
      await this.#removeEmpty(dirname(folder));
    } catch (error) {
      throw folderFailure(error, folder);
    }
  }

  async sweep(table: TableName, _names: readonly string[], mark: WriterMark): Promise<readonly Issue[]> {
    const folder = this.#folder(table);
    try {
      const files = await readdir(folder);
      for (const file of files.filter((name) => isLeftover(name, mark)))
        await rm(join(folder, file), { force: true });
      return [];
    } catch (error) {
      if (isMissing(error)) return [];
      throw folderFailure(error, folder);
    }
  }

  async close(): Promise<void> {}

  #folder(table: TableName): string {
    return join(this.#path, ...tableFolder(table).split('/'));
  }

  /** An empty table has no folder, and an empty schema none; the endpoint's own folder stays. */
  async #removeEmpty(folder: string): Promise<void> {
    for (let at = folder; at !== this.#path && at.startsWith(this.#path); at = dirname(at)) {
      try {
        await rmdir(at);
      } catch {
        return;
      }
    }
  }
}

/** The folder itself, or where it is not there yet, the one above it that is. */
async function nearestFolder(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    try {
      if ((await stat(at)).isDirectory()) return at;
      throw new DmsError('folder.failed', { folder: path, reason: `${at} is a file, and not a folder` });
    } catch (error) {
      if (!isMissing(error) || at === dirname(at)) throw error;
    }
  }
}

/** A file somebody is writing: not there yet for anyone. */
function isUnfinished(name: string): boolean {
  return /^\.LOAD[0-9A-F]{8}\.csv(\.gz)?\..+\.part$/.test(name);
}
