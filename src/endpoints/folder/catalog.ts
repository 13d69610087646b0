/** Looking into a folder of this machine. */
import { opendir, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FolderAddress } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import type { Catalog } from '../catalog-contract.ts';
import type { EndpointIdentity } from '../contract.ts';
import { FilesCatalog, type FileTree, type TreeFile } from '../files/catalog.ts';
import { folderFailure, isMissing } from '../files/folder-failure.ts';
import { piecesOfFile } from './file-pieces.ts';
import { realFolder } from './real-folder.ts';

/** @throws DmsError where there is no such folder, or it may not be looked into */
export async function openFolderCatalog(address: FolderAddress, signal: AbortSignal): Promise<Catalog> {
  const real = await realFolder(address.path);
  const tree = new FolderTree(address.path, {
    family: 'folder',
    product: 'folder',
    address: pathToFileURL(address.path).href,
    serverId: `folder:${real}`,
  });
  await tree.folders(signal);
  return new FilesCatalog(tree, address.files);
}

class FolderTree implements FileTree {
  readonly identity: EndpointIdentity;
  readonly #path: string;

  constructor(path: string, identity: EndpointIdentity) {
    this.#path = path;
    this.identity = identity;
  }

  async folders(signal: AbortSignal): Promise<string[]> {
    signal.throwIfAborted();
    try {
      const entries = await readdir(this.#path, { withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    } catch (error) {
      if (isMissing(error))
        throw new DmsError('folder.failed', { folder: this.#path, reason: 'it does not exist' });
      throw folderFailure(error, this.#path);
    }
  }

  async *files(folder: string, signal: AbortSignal): AsyncGenerator<TreeFile> {
    const top = join(this.#path, ...folder.split('/'));
    try {
      for await (const entry of await opendir(top, { recursive: true })) {
        signal.throwIfAborted();
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        // It may have gone since.
        const { size } = await stat(path).catch(() => ({ size: 0 }));
        yield { path: relative(this.#path, path).split(sep).join('/'), bytes: size };
      }
    } catch (error) {
      if (isMissing(error)) return;
      throw folderFailure(error, top);
    }
  }

  async read(path: string, signal: AbortSignal): Promise<AsyncIterable<Buffer> | null> {
    return await piecesOfFile(join(this.#path, ...path.split('/')), signal);
  }

  unreadable(path: string, reason: string): DmsError {
    return new DmsError('folder.failed', { folder: join(this.#path, path), reason });
  }

  async close(): Promise<void> {}
}
