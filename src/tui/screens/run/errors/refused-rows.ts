/** Rows that were left out of a table: the file they were kept in says which, and why. */
import { type FileHandle, open } from 'node:fs/promises';
import type { ServerWords } from '../../../../model/errors.ts';

export interface RefusedRow {
  /** What tells the row from all others. */
  readonly key: string;
  readonly server: ServerWords | null;
}

/** So much of the file is read: it holds whole rows, and they may be large. */
const MOST_BYTES = 256 * 1024;
/** The first ones say what is wrong with all of them. */
const MOST_ROWS = 20;

/** The first of them; none when the file is gone or not readable. */
export async function readRefusedRows(file: string): Promise<readonly RefusedRow[]> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file);
    const start = Buffer.alloc(MOST_BYTES);
    const { bytesRead } = await handle.read(start, 0, MOST_BYTES, 0);
    // The last line may not be whole.
    const lines = start.toString('utf8', 0, bytesRead).split('\n').slice(0, -1);
    return lines.slice(0, MOST_ROWS).map((line) => {
      const { key, server } = JSON.parse(line) as RefusedRow;
      return { key, server };
    });
  } catch {
    return [];
  } finally {
    await handle?.close();
  }
}
