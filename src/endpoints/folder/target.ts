/** A folder of this machine as a target. */
import { pathToFileURL } from 'node:url';
import type { FolderAddress } from '../../model/endpoint-url.ts';
import type { TargetEndpoint } from '../contract.ts';
import { FileTarget } from '../files/file-target.ts';
import { tellsCaseApart } from './case-of-names.ts';
import { realFolder } from './real-folder.ts';
import { FolderStore } from './store.ts';

/** Makes nothing yet: the folder may not exist. @throws DmsError where its path cannot be looked at */
export async function openFolderTarget(
  address: FolderAddress,
  stateFolder: string,
  signal: AbortSignal,
): Promise<TargetEndpoint> {
  signal.throwIfAborted();
  const real = await realFolder(address.path);
  const identity = {
    family: 'folder',
    product: 'folder',
    address: pathToFileURL(address.path).href,
    serverId: `folder:${real}`,
  } as const;
  const store = new FolderStore(address.path, identity, await tellsCaseApart(real));
  return new FileTarget(store, address.files, stateFolder);
}
