/** What folder a path means, through links, also where its end does not exist yet. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { folderFailure, isMissing } from '../files/folder-failure.ts';

export async function realFolder(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if (!isMissing(error) || parent === path) throw folderFailure(error, path);
    return join(await realFolder(parent), basename(path));
  }
}
