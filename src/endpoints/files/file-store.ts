/** What a place for files must be able to do; everything about rows, names and tasks is above it. */
import type { Issue } from '../../model/errors.ts';
import type { TableName } from '../../model/table.ts';
import type { EndpointIdentity } from '../contract.ts';

export interface StoredFile {
  /** Below the table's folder, with slashes: `LOAD00000001.csv`. */
  readonly name: string;
  readonly bytes: number;
}

/** A file nobody can see yet. */
export interface UnfinishedFile {
  /**
   * Takes the next part, of the store's part size; may be called again before it resolves, as often as the
   * store allows parts in flight. The bytes must not change until then.
   */
  send(part: Buffer): Promise<void>;
  /**
   * Makes the file visible under its name, in one step, with what is left after the parts. When it resolves
   * the file is as durable as the store can make it, and holds what it was given.
   */
  publish(tail: Buffer): Promise<void>;
  /** Leaves nothing behind; also after a `publish` that failed. */
  discard(): Promise<void>;
}

/** Who is writing: marks what is unfinished, so that a later session of the same task can clear it away. */
export interface WriterMark {
  readonly task: string;
  /** Unique per session. */
  readonly session: string;
}

export interface FileStore {
  readonly identity: EndpointIdentity;
  /** Equal exactly when the same names mean the same files. */
  readonly id: string;
  /** Whether names that differ in case only are different files. */
  readonly namesAreCaseSensitive: boolean;
  readonly partBytes: number;
  /** Parts of one file under way at once. */
  readonly partsInFlight: number;
  /**
   * Proves that files can be listed, written and removed. `bytes` is about what is going to be written.
   * @throws DmsError naming what is missing
   */
  check(bytes: number, signal: AbortSignal): Promise<Issue[]>;
  /** Proves what can be proved without writing. @throws DmsError naming what is missing */
  look(signal: AbortSignal): Promise<void>;
  /** Null where there is no end of room. */
  freeBytes(): Promise<number | null>;
  /** Everything finished in a table's folder; null when there is no such folder. */
  list(table: TableName, signal: AbortSignal): Promise<StoredFile[] | null>;
  create(table: TableName, name: string, mark: WriterMark, signal: AbortSignal): Promise<UnfinishedFile>;
  /** The bytes of a file, each piece valid until the next is asked for; null when there is none. */
  read(table: TableName, name: string, signal: AbortSignal): Promise<AsyncIterable<Buffer> | null>;
  /** Names that do not exist are no error. */
  remove(table: TableName, names: readonly string[], signal: AbortSignal): Promise<void>;
  /** Removes everything in the table's folder, and the folder. */
  clear(table: TableName, signal: AbortSignal): Promise<void>;
  /** Clears away what earlier sessions of the task left unfinished under these names. */
  sweep(
    table: TableName,
    names: readonly string[],
    mark: WriterMark,
    signal: AbortSignal,
  ): Promise<readonly Issue[]>;
  close(): Promise<void>;
}
