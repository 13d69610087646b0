/**
 * The ledger of a task whose target is files: lines of JSON in `<state folder>/ledgers/<task>.jsonl`, each on
 * disk before the step it allows. A file is visible before its line is written, so a kill between the two
 * repeats the chunk into the same file, and nothing is lost or doubled.
 */
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Chunk, ChunkDone } from '../../model/chunk.ts';
import { DmsError } from '../../model/errors.ts';
import type { TableName, TablePlan } from '../../model/table.ts';
import type { Ledger, LedgerEntry, LedgerTable } from '../contract.ts';
import { folderFailure, isMissing } from './folder-failure.ts';
import { pathPart } from './layout.ts';
import { type ChunkProof, type LedgerLine, LedgerState } from './ledger-entry.ts';

/** What the ledger must know of the store it is about. */
export interface LedgerScope {
  readonly store: string;
  readonly gzip: boolean;
}

export class FileLedger implements Ledger {
  readonly #path: string;
  readonly #scope: LedgerScope;
  #state: LedgerState;
  /** Bytes up to the end of the last whole line; behind it may be a torn one. */
  #wholeBytes: number;
  #handle: FileHandle | null = null;
  /** Lanes write at the same time; lines do not. */
  #last: Promise<unknown> = Promise.resolve();

  /** Reads what is there; writes nothing. @throws DmsError where it is damaged */
  static async open(stateFolder: string, task: string, scope: LedgerScope): Promise<FileLedger> {
    const path = join(stateFolder, 'ledgers', `${pathPart(task)}.jsonl`);
    const bytes = await readFile(path).catch((error: unknown) => {
      if (isMissing(error)) return Buffer.alloc(0);
      throw folderFailure(error, dirname(path));
    });
    const state = new LedgerState();
    const wholeBytes = bytes.lastIndexOf('\n') + 1;
    const lines = bytes.subarray(0, wholeBytes).toString().split('\n').slice(0, -1);
    for (const [index, line] of lines.entries()) applyText(state, line, path, index + 1);
    return new FileLedger(path, scope, state, wholeBytes);
  }

  private constructor(path: string, scope: LedgerScope, state: LedgerState, wholeBytes: number) {
    this.#path = path;
    this.#scope = scope;
    this.#state = state;
    this.#wholeBytes = wholeBytes;
  }

  async read(): Promise<LedgerTable[] | null> {
    return this.#state.isAbout(this.#scope.store) ? this.#state.tables() : null;
  }

  /** The files of earlier runs stay remembered until they are removed. */
  async start(): Promise<void> {
    await this.#inTurn(async () => {
      const lines: LedgerLine[] = [{ type: 'start', v: 1, ...this.#scope }, ...this.#state.remembered()];
      await this.#replace(lines);
    });
  }

  async setTable(table: TablePlan, entry: LedgerEntry): Promise<void> {
    await this.#append({ type: 'table', source: table.source.name, table: table.target, entry });
  }

  async plan(table: TablePlan, chunk: Chunk): Promise<void> {
    await this.#append({ type: 'plan', table: table.target, chunk });
  }

  async done(table: TablePlan, done: ChunkDone, rest: Chunk | null, proof: ChunkProof): Promise<void> {
    await this.#append({ type: 'done', table: table.target, done, rest, proof });
  }

  /** Makes all chunks of a table void; their files count as those of an earlier run. */
  async restart(table: TableName): Promise<void> {
    await this.#append({ type: 'restart', table });
  }

  /** The files of earlier runs in the table's folder are gone. */
  async cleared(table: TableName): Promise<void> {
    if (this.#state.stale(table).size > 0) await this.#append({ type: 'cleared', table });
  }

  own(table: TableName): ReadonlyMap<string, number | null> {
    return this.#state.own(table);
  }

  stale(table: TableName): ReadonlyMap<string, number | null> {
    return this.#state.stale(table);
  }

  proof(table: TableName, chunk: number): ChunkProof | null {
    return this.#state.proof(table, chunk);
  }

  proofs(table: TableName): ChunkProof[] {
    return this.#state.proofs(table);
  }

  async close(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#handle?.close();
      this.#handle = null;
    });
  }

  async #append(line: LedgerLine): Promise<void> {
    await this.#inTurn(async () => {
      this.#handle ??= await this.#openForAppend();
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
      // At a fixed place: after a write that failed half way the next one covers its rest.
      await writeAt(this.#handle, bytes, this.#wholeBytes);
      await this.#handle.datasync();
      this.#wholeBytes += bytes.length;
      this.#state.apply(line);
    });
  }

  async #openForAppend(): Promise<FileHandle> {
    await mkdir(dirname(this.#path), { recursive: true });
    const handle = await open(this.#path, 'r+').catch((error: unknown) => {
      if (isMissing(error)) return open(this.#path, 'w+');
      throw error;
    });
    await handle.truncate(this.#wholeBytes);
    return handle;
  }

  async #replace(lines: readonly LedgerLine[]): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
    await mkdir(dirname(this.#path), { recursive: true });
    const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const fresh = `${this.#path}.new`;
    const handle = await open(fresh, 'w');
    try {
      await writeAt(handle, bytes, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, this.#path);
    await syncFolder(dirname(this.#path));
    this.#wholeBytes = bytes.length;
    this.#state = new LedgerState();
    for (const line of lines) this.#state.apply(line);
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(step).catch((error: unknown) => {
      throw folderFailure(error, dirname(this.#path));
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function applyText(state: LedgerState, text: string, file: string, line: number): void {
  try {
    state.apply(JSON.parse(text) as LedgerLine);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new DmsError('document', { file, path: `line ${line}`, problem }, { cause: error });
  }
}

async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    at += (await handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}

/** Makes a rename or a new name in a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
