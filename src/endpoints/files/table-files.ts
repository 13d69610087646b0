/** The files of one task in the folders of its tables: which are its own, which must go, which must stay. */
import { DmsError, type Issue } from '../../model/errors.ts';
import { showTable, type TableName, tableId } from '../../model/table.ts';
import type { FileLedger } from './file-ledger.ts';
import type { FileStore, StoredFile, WriterMark } from './file-store.ts';
import { isLoadFile } from './layout.ts';

export class TableFiles {
  readonly #store: FileStore;
  readonly #ledger: FileLedger;
  readonly #mark: WriterMark;
  /** Tables cleared of what earlier sessions left, by id. */
  readonly #settled = new Map<string, Promise<unknown>>();

  constructor(store: FileStore, ledger: FileLedger, mark: WriterMark) {
    this.#store = store;
    this.#ledger = ledger;
    this.#mark = mark;
  }

  /** Files in the table's folder that are not this task's; null when there is no folder. */
  async foreign(table: TableName, signal: AbortSignal): Promise<StoredFile[] | null> {
    const files = await this.#store.list(table, signal);
    return files?.filter((file) => !this.#isOwn(table, file)) ?? null;
  }

  /**
   * Files of others under the names a load uses are never written over.
   * @throws DmsError of kind `target.unfit` listing them
   */
  async refuseForeign(table: TableName, signal: AbortSignal): Promise<void> {
    const inTheWay = ((await this.foreign(table, signal)) ?? []).filter((file) => isLoadFile(file.name));
    if (inTheWay.length === 0) return;
    const problems = inTheWay.map((file) => `${file.name} is there and was not written by this task`);
    throw new DmsError('target.unfit', { table: showTable(table), problems });
  }

  /** Removes the task's own files of a table, nothing else, and what its earlier sessions left unfinished. */
  async removeOwn(table: TableName, signal: AbortSignal): Promise<readonly Issue[]> {
    const issues = await this.#sweep(table, signal);
    const files = (await this.#store.list(table, signal)) ?? [];
    const names = files.filter((file) => this.#isOwn(table, file)).map((file) => file.name);
    await this.#store.remove(table, names, signal);
    return issues;
  }

  /** Removes everything in the table's folder. */
  async clear(table: TableName, signal: AbortSignal): Promise<readonly Issue[]> {
    const issues = await this.#sweep(table, signal);
    await this.#store.clear(table, signal);
    return issues;
  }

  /**
   * Once per session and table, before its first chunk: clears away what a killed run left, among it files
   * of voided chunks that were to be removed.
   */
  settle(table: TableName, signal: AbortSignal): Promise<unknown> {
    const id = tableId(table);
    const settled = this.#settled.get(id) ?? this.#settleNow(table, signal);
    this.#settled.set(id, settled);
    // A failure is not kept: the next chunk tries again.
    settled.catch(() => this.#settled.delete(id));
    return settled;
  }

  async #settleNow(table: TableName, signal: AbortSignal): Promise<void> {
    await this.#sweep(table, signal);
    const stale = this.#ledger.stale(table);
    if (stale.size === 0) return;
    const written = new Set(this.#ledger.proofs(table).map((proof) => proof.file?.name));
    const names = [...stale.keys()].filter((name) => !written.has(name));
    const there = new Set(((await this.#store.list(table, signal)) ?? []).map((file) => file.name));
    await this.#store.remove(
      table,
      names.filter((name) => there.has(name)),
      signal,
    );
    await this.#ledger.cleared(table);
  }

  #sweep(table: TableName, signal: AbortSignal): Promise<readonly Issue[]> {
    return this.#store.sweep(table, [...this.#ledger.own(table).keys()], this.#mark, signal);
  }

  /** By name, and by size where it is known: a file somebody else put in its place is not ours any more. */
  #isOwn(table: TableName, file: StoredFile): boolean {
    const bytes = this.#ledger.own(table).get(file.name);
    return bytes === null || bytes === file.bytes;
  }
}
