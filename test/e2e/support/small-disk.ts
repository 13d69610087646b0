/** A disk of a few megabytes under one schema of a server: what is full there is full, and can be made larger. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Only root may mount, and in some containers not even root; in CI such tests fail instead of staying away. */
export const canMount = process.env.CI !== undefined || tryMount();

export interface SmallDisk {
  resize(megabytes: number): void;
}

/** Mounts an empty disk on a folder until the test is finished; `ro` for one that takes nothing. */
export function mountSmallDisk(folder: string, megabytes: number, access: 'rw' | 'ro' = 'rw'): SmallDisk {
  run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=777,${access}`, 'tmpfs', folder]);
  // Lazily: a server that has not ended yet may still look into it.
  onTestFinished(() => run('umount', ['-l', folder]));
  return { resize: (size) => run('mount', ['-o', `remount,size=${size}m`, folder]) };
}

function run(command: string, words: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${error?.message ?? stderr}`);
}

function tryMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
    run('umount', [folder]);
    return true;
  } catch (error) {
    process.stderr.write(`a test with a full disk is left out: it needs to mount one (${String(error)})\n`);
    return false;
  } finally {
    rmdirSync(folder);
  }
}
