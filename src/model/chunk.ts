/** Chunks: the pieces a table is moved in, each an idempotent job. */

/**
 * Values of the chunking key of one row, in key order: each the hexadecimal form of the bytes that the
 * source's text protocol gave, in the column's own character set; or, behind `utf8:`, of its text in UTF-8,
 * where rows travel so. Serialisable, exact, never rounded.
 */
export type Key = readonly string[];

const IN_UTF8 = 'utf8:';

/** What stands behind a value of a key. */
export function keyValue(value: string): { readonly hex: string; readonly isUtf8: boolean } {
  return value.startsWith(IN_UTF8)
    ? { hex: value.slice(IN_UTF8.length), isUtf8: true }
    : { hex: value, isUtf8: false };
}

export function utf8KeyValue(hex: string): string {
  return IN_UTF8 + hex;
}

/** Rows after `low` up to and including `high`, in the order of the key; null means no bound. */
export interface KeyRange {
  readonly low: Key | null;
  readonly high: Key | null;
}

/** A planned piece of one table. Its index is its identity in the ledger and the number of its file. */
export interface Chunk extends KeyRange {
  /** 0, 1, 2 … in the order of planning, unique within the table. */
  readonly index: number;
}

/** A chunk whose rows are safely on the target. */
export interface ChunkDone extends Chunk {
  /** Rows stored on the target. */
  readonly rows: number;
  /** Bytes of the rows as read from the source. */
  readonly bytes: number;
  /** Rows left out because an error policy said so; each is in the error file. */
  readonly skipped: number;
  /** Values cut to `LobMaxSize`. */
  readonly truncated: number;
}
