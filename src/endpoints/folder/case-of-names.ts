/** Whether the file system of a folder tells names apart that differ in case only. */
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * `path` need not exist yet: then the nearest folder above it is asked. False where nothing can be told, as a
 * refusal can be mended and two tables in one folder cannot.
 */
export async function tellsCaseApart(path: string): Promise<boolean> {
  const parent = dirname(path);
  const name = basename(path);
  const other = otherCase(name);
  const here = await identityOf(path);
  if (here !== null && other !== name) return (await identityOf(join(parent, other))) !== here;
  return parent === path ? false : await tellsCaseApart(parent);
}

function otherCase(name: string): string {
  const upper = name.toUpperCase();
  return upper === name ? name.toLowerCase() : upper;
}

async function identityOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}
