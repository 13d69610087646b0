/** The lines of a file target's ledger, and the state they add up to. */
import type { Chunk, ChunkDone } from '../../model/chunk.ts';
import { type TableName, tableId } from '../../model/table.ts';
import type { LedgerEntry, LedgerTable } from '../contract.ts';
import type { FileSeal } from './file-output.ts';
import { fileName } from './layout.ts';

/** The file of a chunk that is done. */
export interface LedgerFile extends FileSeal {
  readonly name: string;
}

/** What a done chunk adds to `ChunkDone`. */
export interface ChunkProof {
  /** Null for a chunk without rows. */
  readonly file: LedgerFile | null;
  /** Fields that no reader can get back, as nothing is quoted. */
  readonly ambiguous: number;
}

/** Sizes of files that an earlier run of the task wrote; null where it may not have come to its end. */
export type OwnFiles = Readonly<Record<string, number | null>>;

export type LedgerLine =
  | {
      readonly type: 'start';
      readonly v: 1;
      readonly store: string;
      readonly gzip: boolean;
    }
  /** Files of earlier runs of the task, not yet removed. */
  | { readonly type: 'own'; readonly store: string; readonly table: TableName; readonly files: OwnFiles }
  | {
      readonly type: 'table';
      readonly source: TableName;
      readonly table: TableName;
      readonly entry: LedgerEntry;
    }
  | { readonly type: 'plan'; readonly table: TableName; readonly chunk: Chunk }
  | {
      readonly type: 'done';
      readonly table: TableName;
      readonly done: ChunkDone;
      readonly rest: Chunk | null;
      readonly proof: ChunkProof;
    }
  /** The table starts again: its chunks are void, their files are to go. */
  | { readonly type: 'restart'; readonly table: TableName }
  /** The files of earlier runs are gone. */
  | { readonly type: 'cleared'; readonly table: TableName };

interface TableEntry {
  source: TableName;
  readonly target: TableName;
  entry: LedgerEntry;
  frontier: Chunk['high'];
  allPlanned: boolean;
  readonly planned: Map<number, Chunk>;
  readonly done: Map<number, { readonly done: ChunkDone; readonly proof: ChunkProof }>;
}

interface Owned {
  readonly store: string;
  readonly table: TableName;
  readonly files: Map<string, number | null>;
}

export class LedgerState {
  /** Empty before the first run of the task. */
  #store = '';
  #gzip = false;
  readonly #tables = new Map<string, TableEntry>();
  /** By store and table: a task may have been run against other stores. */
  readonly #owned = new Map<string, Owned>();

  apply(line: LedgerLine): void {
    switch (line.type) {
      case 'start':
        this.#store = line.store;
        this.#gzip = line.gzip;
        break;
      case 'own':
        this.#own(line.store, line.table, Object.entries(line.files));
        break;
      case 'table':
        this.#setTable(line);
        break;
      case 'plan': {
        const entry = this.#entry(line.table);
        entry.planned.set(line.chunk.index, line.chunk);
        entry.frontier = line.chunk.high;
        entry.allPlanned = line.chunk.high === null;
        break;
      }
      case 'done': {
        const entry = this.#entry(line.table);
        entry.planned.delete(line.done.index);
        entry.done.set(line.done.index, { done: line.done, proof: line.proof });
        if (line.rest !== null) entry.planned.set(line.rest.index, line.rest);
        break;
      }
      case 'restart':
        this.#own(this.#store, line.table, this.#written(line.table));
        this.#void(this.#tables.get(tableId(line.table)));
        break;
      case 'cleared':
        this.#owned.delete(ownedId(this.#store, line.table));
    }
  }

  /** Whether the entry is about this store. */
  isAbout(store: string): boolean {
    return this.#store === store;
  }

  tables(): LedgerTable[] {
    return [...this.#tables.values()].map(
      ({ source, target, entry, frontier, allPlanned, planned, done }) => ({
        ...entry,
        source,
        target,
        frontier,
        allPlanned,
        planned: [...planned.values()],
        done: [...done.values()].map((chunk) => chunk.done),
      }),
    );
  }

  proof(table: TableName, chunk: number): ChunkProof | null {
    return this.#tables.get(tableId(table))?.done.get(chunk)?.proof ?? null;
  }

  proofs(table: TableName): ChunkProof[] {
    return [...(this.#tables.get(tableId(table))?.done.values() ?? [])].map(({ proof }) => proof);
  }

  /** Files in the table's folder that this task wrote, or began to: of this run and of earlier ones. */
  own(table: TableName): ReadonlyMap<string, number | null> {
    return new Map([...this.stale(table), ...this.#written(table)]);
  }

  /** Files of earlier runs that are still to be removed. */
  stale(table: TableName): ReadonlyMap<string, number | null> {
    return this.#owned.get(ownedId(this.#store, table))?.files ?? new Map();
  }

  /** What a new entry of the task has to remember of this one. */
  remembered(): LedgerLine[] {
    const after = new LedgerState();
    for (const { store, table, files } of this.#owned.values()) after.#own(store, table, files);
    for (const { target } of this.#tables.values()) after.#own(this.#store, target, this.#written(target));
    return [...after.#owned.values()].map(({ store, table, files }) => ({
      type: 'own',
      store,
      table,
      files: Object.fromEntries(files),
    }));
  }

  #setTable(line: LedgerLine & { readonly type: 'table' }): void {
    const { source, table: target, entry } = line;
    const known = this.#tables.get(tableId(target));
    if (known !== undefined) {
      Object.assign(known, { source, entry });
      return;
    }
    const chunks = { frontier: null, allPlanned: false, planned: new Map(), done: new Map() };
    this.#tables.set(tableId(target), { source, target, entry, ...chunks });
  }

  #entry(table: TableName): TableEntry {
    const entry = this.#tables.get(tableId(table));
    if (entry === undefined) throw new Error(`chunk of a table the ledger does not have: ${table.table}`);
    return entry;
  }

  /** Files of the entry's chunks. A chunk that is only planned may have left its file before it was noted. */
  #written(table: TableName): [string, number | null][] {
    const entry = this.#tables.get(tableId(table));
    if (entry === undefined) return [];
    return [
      ...[...entry.planned.keys()].map((chunk): [string, null] => [fileName(chunk, this.#gzip), null]),
      ...[...entry.done.values()].flatMap(({ proof }): [string, number][] =>
        proof.file === null ? [] : [[proof.file.name, proof.file.bytes]],
      ),
    ];
  }

  #own(store: string, table: TableName, files: Iterable<[string, number | null]>): void {
    const id = ownedId(store, table);
    const owned = this.#owned.get(id) ?? { store, table, files: new Map() };
    for (const [name, bytes] of files) owned.files.set(name, bytes);
    if (owned.files.size > 0) this.#owned.set(id, owned);
  }

  #void(entry: TableEntry | undefined): void {
    if (entry === undefined) return;
    entry.planned.clear();
    entry.done.clear();
    entry.frontier = null;
    entry.allPlanned = false;
    if (entry.entry.progress !== 'preparing') entry.entry = { ...entry.entry, progress: 'loading' };
  }
}

function ownedId(store: string, table: TableName): string {
  return `${store}\0${tableId(table)}`;
}
