import { afterAll } from 'vitest';
import { labHome } from '../../src/lab/servers/home-folder.ts';
import { dropFolder, openFolder } from '../../src/lab/servers/server-process.ts';

const folders: string[] = [];

/** An empty folder of this test file's own; it goes when the file is done. */
export function temporaryFolder(): string {
  const folder = openFolder(labHome());
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders.splice(0)) dropFolder(folder);
});
