/** A task at a target of files: preparation, writers, and the proof of what was written. */
import { createHash, type Hash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Chunk } from '../../model/chunk.ts';
import type { FileSettings } from '../../model/endpoint-url.ts';
import { DmsError, type Issue } from '../../model/errors.ts';
import { showTable, type TablePlan } from '../../model/table.ts';
import type { PrepMode } from '../../model/task-settings.ts';
import type {
  ChunkWriter,
  Comparison,
  Digest,
  Prepared,
  Proof,
  TargetSession,
  TargetState,
} from '../contract.ts';
import { prepAction } from '../prep-action.ts';
import { trap } from '../trap.ts';
import { FileChunkWriter } from './chunk-writer.ts';
import { FileDigest } from './file-digest.ts';
import { FileLedger } from './file-ledger.ts';
import type { FileStore } from './file-store.ts';
import type { LedgerFile } from './ledger-entry.ts';
import { PartPool } from './part-buffers.ts';
import { TableFiles } from './table-files.ts';

/** Folders looked through at once: a listing is one round trip to a bucket. */
const LISTINGS_AT_ONCE = 8;

/** The sum of a file that is not as it was written: no rows have this sum. */
const NOT_AS_WRITTEN = '-1';

export class FileSession implements TargetSession {
  readonly ledger: FileLedger;
  readonly #store: FileStore;
  readonly #settings: FileSettings;
  readonly #files: TableFiles;
  readonly #mark;
  readonly #parts: PartPool;
  readonly #signal: AbortSignal;

  static async open(
    store: FileStore,
    settings: FileSettings,
    stateFolder: string,
    task: string,
    signal: AbortSignal,
  ): Promise<FileSession> {
    const ledger = await FileLedger.open(stateFolder, task, { store: store.id, gzip: settings.gzip });
    return new FileSession(store, settings, ledger, task, signal);
  }

  private constructor(
    store: FileStore,
    settings: FileSettings,
    ledger: FileLedger,
    task: string,
    signal: AbortSignal,
  ) {
    this.ledger = ledger;
    this.#store = store;
    this.#settings = settings;
    this.#mark = { task, session: randomBytes(6).toString('hex') };
    this.#parts = new PartPool(store.partBytes);
    this.#files = new TableFiles(store, ledger, this.#mark);
    this.#signal = signal;
  }

  async inspect(tables: readonly TablePlan[], signal: AbortSignal): Promise<TargetState[]> {
    const states: TargetState[] = [];
    for (let at = 0; at < tables.length; at += LISTINGS_AT_ONCE) {
      const some = tables.slice(at, at + LISTINGS_AT_ONCE);
      states.push(...(await Promise.all(some.map((table) => this.#stateOf(table, signal)))));
    }
    return states;
  }

  async #stateOf(table: TablePlan, signal: AbortSignal): Promise<TargetState> {
    const foreign = await this.#files.foreign(table.target, signal);
    return { exists: foreign !== null, rows: foreign?.length ?? 0, issues: [], withoutTransactions: null };
  }

  async checkRights(
    tables: readonly TablePlan[],
    mode: PrepMode,
    signal: AbortSignal,
    proof: Proof = 'writing',
  ): Promise<readonly Issue[]> {
    const bytes = tables.reduce((sum, table) => sum + table.source.dataBytes, 0);
    if (proof === 'looking') await this.#store.look(signal);
    const issues = proof === 'looking' ? [] : await this.#store.check(bytes, signal);
    if (mode !== 'do-nothing') return issues;
    for (let at = 0; at < tables.length; at += LISTINGS_AT_ONCE) {
      const some = tables.slice(at, at + LISTINGS_AT_ONCE);
      await Promise.all(some.map((table) => this.#files.refuseForeign(table.target, signal)));
    }
    return issues;
  }

  async prepare(table: TablePlan, mode: PrepMode, signal: AbortSignal): Promise<Prepared> {
    const { target } = table;
    if (mode === 'do-nothing') await this.#files.refuseForeign(target, signal);
    const { exists } = await this.#stateOf(table, signal);
    await this.#voidChunks(table);
    const issues =
      mode === 'do-nothing'
        ? await this.#files.removeOwn(target, signal)
        : await this.#files.clear(target, signal);
    await this.ledger.cleared(target);
    return { action: prepAction(exists, mode), issues: [...issues, ...translated(table)] };
  }

  async restart(table: TablePlan, signal: AbortSignal): Promise<void> {
    await this.#voidChunks(table);
    await this.#files.removeOwn(table.target, signal);
    trap('after-restart-before-ledger');
    await this.ledger.cleared(table.target);
  }

  async writer(): Promise<ChunkWriter> {
    return new FileChunkWriter({
      store: this.#store,
      settings: this.#settings,
      ledger: this.ledger,
      files: this.#files,
      mark: this.#mark,
      parts: this.#parts,
      signal: this.#signal,
    });
  }

  async finish(table: TablePlan): Promise<readonly Issue[]> {
    const subject = showTable(table.target);
    const proofs = this.ledger.proofs(table.target);
    const issues: Issue[] = [];
    if (proofs.every((proof) => proof.file === null)) {
      issues.push({ code: 'notice', subject, detail: 'The table has no rows, so no file was written.' });
    }
    const ambiguous = proofs.reduce((sum, proof) => sum + proof.ambiguous, 0);
    if (ambiguous > 0) {
      issues.push({
        code: 'ambiguous',
        subject,
        detail: `${ambiguous} values hold a delimiter or equal CsvNullValue, and nothing is quoted: no reader can tell them apart.`,
        fix: '"Rfc4180": true',
      });
    }
    return issues;
  }

  async constrain(): Promise<readonly Issue[]> {
    return [];
  }

  /** The file of a chunk holds exactly the rows of its range. */
  async comparison(): Promise<Comparison> {
    return { text: 'utf8', by: 'chunk' };
  }

  /** Rows as the file has them now; a file that is not byte for byte as it was written equals no source. */
  async digest(table: TablePlan, chunk: Chunk, signal: AbortSignal): Promise<Digest> {
    const proof = this.ledger.proof(table.target, chunk.index);
    if (proof === null) {
      const problem = `chunk ${chunk.index} of ${showTable(table.target)} is not in the ledger`;
      throw new DmsError('internal', { problem });
    }
    if (proof.file === null) return { rows: 0, sum: '0' };
    const bytes = await this.#store.read(table.target, proof.file.name, signal);
    if (bytes === null) return { rows: 0, sum: NOT_AS_WRITTEN };
    return digestFile(bytes, proof.file, new FileDigest(table.columns, this.#settings));
  }

  async keepAlive(): Promise<void> {}

  async close(): Promise<void> {
    await this.ledger.close();
  }

  /** Notes that the table's chunks are void, before their files go: a kill between leaves nothing doubled. */
  async #voidChunks(table: TablePlan): Promise<void> {
    if (this.ledger.own(table.target).size > 0) await this.ledger.restart(table.target);
  }
}

export function translated(table: TablePlan): Issue[] {
  return table.columns
    .filter((column) => column.source.kind === 'spatial')
    .map((column) => ({
      code: 'translated',
      subject: `${showTable(table.target)}.${column.target}`,
      detail: 'Spatial values are written as WKB in hexadecimal; their SRID is not in the file.',
    }));
}

async function digestFile(
  bytes: AsyncIterable<Buffer>,
  file: LedgerFile,
  digest: FileDigest,
): Promise<Digest> {
  const hash = createHash('sha256');
  try {
    if (file.name.endsWith('.gz')) {
      await pipeline(Readable.from(hashedCopies(bytes, hash)), createGunzip(), async (rows) => {
        for await (const piece of rows as AsyncIterable<Buffer>) digest.push(piece);
      });
    } else {
      for await (const piece of bytes) {
        hash.update(piece);
        digest.push(piece);
      }
    }
    digest.end();
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { rows: digest.digest().rows, sum: NOT_AS_WRITTEN };
  }
  const { rows, sum } = digest.digest();
  return { rows, sum: hash.digest('hex') === file.sha256 ? sum : NOT_AS_WRITTEN };
}

/** A stream reads ahead, so it gets pieces that stay as they are. */
async function* hashedCopies(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield Buffer.from(piece);
  }
}

/** Whether bytes are not what they should be, as opposed to not being readable. */
function isDamage(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
