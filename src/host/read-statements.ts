/** Reads the newest statements of a run from its log, also while it grows. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { STATEMENT_FILES, type StatementLine } from './statement-log.ts';

/** So much of the end of a file is read: some thousand statements. */
const MOST_BYTES = 1024 * 1024;

/** The newest `most` statements, oldest first, each as it was last told of. None where there is no log. */
export function readStatements(folder: string, most: number): StatementLine[] {
  const found = new Map<number, StatementLine>();
  for (const name of STATEMENT_FILES) {
    for (const line of lastLines(join(folder, name))) found.set(line.id, line);
  }
  const sorted = [...found.values()].sort((one, other) => one.id - other.id);
  return sorted.slice(-most);
}

function lastLines(path: string): StatementLine[] {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const from = Math.max(0, size - MOST_BYTES);
    const part = Buffer.alloc(size - from);
    const lines = part.toString('utf8', 0, readSync(file, part, 0, part.length, from)).split('\n');
    // What stands before the first line break began earlier, what stands behind the last one is not whole.
    return lines.slice(from === 0 ? 0 : 1, -1).map((line) => JSON.parse(line) as StatementLine);
  } catch {
    return [];
  } finally {
    if (file !== null) closeSync(file);
  }
}
