/** Writes chunks as files: one chunk, one file, seen only when it is whole. */
import type { Chunk, ChunkDone } from '../../model/chunk.ts';
import type { FileSettings } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import { showTable, type TablePlan } from '../../model/table.ts';
import type { ChunkWriter } from '../contract.ts';
import type { RowBlock } from '../row-block.ts';
import { trap } from '../trap.ts';
import { CsvEncoder } from './csv-encoder.ts';
import type { FileLedger } from './file-ledger.ts';
import { FileOutput } from './file-output.ts';
import type { FileStore, WriterMark } from './file-store.ts';
import { fileName } from './layout.ts';
import { PartBuffers, type PartPool } from './part-buffers.ts';
import type { TableFiles } from './table-files.ts';

/** What the writers of a session have in common. */
export interface WriterSurroundings {
  readonly store: FileStore;
  readonly settings: FileSettings;
  readonly ledger: FileLedger;
  readonly files: TableFiles;
  readonly mark: WriterMark;
  readonly parts: PartPool;
  readonly signal: AbortSignal;
}

interface OpenChunk {
  readonly table: TablePlan;
  readonly chunk: Chunk;
  readonly name: string;
  readonly encoder: CsvEncoder;
  /** Fields of the encoder that were ambiguous before this chunk. */
  readonly ambiguousBefore: number;
  /** Null until the first row: a chunk without rows leaves no file. */
  output: FileOutput | null;
  rows: number;
  /** Before compression. */
  bytes: number;
}

export class FileChunkWriter implements ChunkWriter {
  readonly #around: WriterSurroundings;
  readonly #parts: PartBuffers;
  #open: OpenChunk | null = null;
  /** Of the table last written: an encoder holds a large buffer. */
  #encoder: { readonly table: TablePlan; readonly encoder: CsvEncoder } | null = null;

  constructor(around: WriterSurroundings) {
    this.#around = around;
    this.#parts = new PartBuffers(around.parts, around.store.partsInFlight);
  }

  async open(): Promise<void> {
    // A store is signed in to with every request.
  }

  async keepAlive(): Promise<void> {}

  /** A file refuses no row. */
  async begin(table: TablePlan, chunk: Chunk): Promise<void> {
    await this.rollback();
    const { files, settings, signal } = this.#around;
    await files.settle(table.target, signal);
    const encoder = this.#encoderFor(table);
    const name = fileName(chunk.index, settings.gzip);
    const ambiguousBefore = encoder.ambiguous;
    this.#open = { table, chunk, name, encoder, ambiguousBefore, output: null, rows: 0, bytes: 0 };
  }

  async write(block: RowBlock): Promise<'taken' | 'full'> {
    const open = this.#opened();
    if (block.rows === 0) return 'taken';
    if (open.rows > 0 && !this.#fits(open, block)) return 'full';
    if (open.output === null) {
      const { store, settings, mark, signal } = this.#around;
      const file = await store.create(open.table.target, open.name, mark, signal);
      open.output = new FileOutput(file, this.#parts, settings.gzip);
      const header = open.encoder.header();
      if (header.length > 0) await open.output.write(header);
      open.bytes = header.length;
    }
    for (const piece of open.encoder.encode(block)) {
      await open.output.write(piece);
      open.bytes += piece.length;
    }
    open.rows += block.rows;
    return 'taken';
  }

  async commit(done: ChunkDone, rest: Chunk | null): Promise<void> {
    const { store, ledger, signal } = this.#around;
    const open = this.#opened();
    if (done.rows !== open.rows) {
      await this.rollback();
      const facts = {
        table: showTable(open.table.target),
        chunk: done.index,
        sent: done.rows,
        stored: open.rows,
      };
      throw new DmsError('rows.unproven', { ...facts, warnings: 0 });
    }
    const ambiguous = open.encoder.ambiguous - open.ambiguousBefore;
    if (open.output === null) {
      // A run killed between file and ledger may have left one, when the source still had rows here.
      await store.remove(open.table.target, [open.name], signal);
      await ledger.done(open.table, done, rest, { file: null, ambiguous });
    } else {
      trap('before-commit');
      const seal = await open.output.finish();
      trap('after-load-before-ledger');
      // From here on the file stays whatever happens: without its line it is written again, under its name.
      open.output = null;
      await ledger.done(open.table, done, rest, { file: { name: open.name, ...seal }, ambiguous });
    }
    this.#open = null;
    trap('after-commit-before-acknowledgement');
  }

  async rollback(): Promise<void> {
    const output = this.#open?.output ?? null;
    this.#open = null;
    await output?.discard();
  }

  async close(): Promise<void> {
    await this.rollback();
    await this.#parts.close();
  }

  #fits(open: OpenChunk, block: RowBlock): boolean {
    const room = this.#around.settings.maxFileBytes - open.bytes;
    // Exact only near the end of a file: it costs a second encoding.
    return open.encoder.mostBytes(block) <= room || open.encoder.measure(block) <= room;
  }

  #encoderFor(table: TablePlan): CsvEncoder {
    if (this.#encoder?.table !== table) {
      const encoder = new CsvEncoder(table.columns, this.#around.settings, () => new Date());
      this.#encoder = { table, encoder };
    }
    return this.#encoder.encoder;
  }

  #opened(): OpenChunk {
    if (this.#open === null) throw new DmsError('internal', { problem: 'no chunk has been begun' });
    return this.#open;
  }
}
