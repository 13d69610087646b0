import { homedir } from 'node:os';
import { join } from 'node:path';

/** A path as typed, where `~` at the beginning is the home folder: no shell has read it before us. */
export function homePath(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
}
