/** A file under a hidden name until it is whole. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DmsError } from '../../model/errors.ts';
import { syncFolder } from '../files/file-ledger.ts';
import type { UnfinishedFile, WriterMark } from '../files/file-store.ts';
import { folderFailure, isMissing } from '../files/folder-failure.ts';

/** The disk takes this much while more is written; left to the end, the lane would wait for all of it. */
const FLUSH_BYTES = 8 * 1024 * 1024;

/** Between making a folder and a file in it, there is room for one removal by each other lane. */
const CREATE_ATTEMPTS = 100;

function hiddenName(name: string, mark: WriterMark): string {
  return `.${name}.${mark.task}.${mark.session}.part`;
}

/** Whether a hidden file is what an earlier session of the task left. */
export function isLeftover(file: string, mark: WriterMark): boolean {
  const match = /^\.LOAD[0-9A-F]{8}\.csv(?:\.gz)?\.(.+)\.([0-9a-f]+)\.part$/.exec(file);
  return match !== null && match[1] === mark.task && match[2] !== mark.session;
}

export class UnfinishedFolderFile implements UnfinishedFile {
  readonly #handle: FileHandle;
  readonly #folder: string;
  readonly #hidden: string;
  readonly #final: string;
  readonly #table: string;
  readonly #signal: AbortSignal;
  #bytes = 0;
  /** Parts are written one after the other. */
  #last: Promise<void> = Promise.resolve();
  /** Rejects when the disk did not take what was written: a later flush would not tell. */
  #flushed: Promise<unknown> = Promise.resolve();
  #flushedBytes = 0;
  #published = false;

  /** `table` is for messages. */
  static async create(
    folder: string,
    name: string,
    table: string,
    mark: WriterMark,
    signal: AbortSignal,
  ): Promise<UnfinishedFolderFile> {
    const hidden = join(folder, hiddenName(name, mark));
    for (let attempt = 1; ; attempt++) {
      try {
        await makeFolder(folder);
        // `wx`: nothing else may stand there, no link either.
        const handle = await open(hidden, 'wx');
        return new UnfinishedFolderFile(handle, hidden, join(folder, name), table, signal);
      } catch (error) {
        // Another lane may just have removed the folder, when it was still empty.
        if (!isMissing(error) || attempt === CREATE_ATTEMPTS) throw folderFailure(error, folder, table);
      }
    }
  }

  private constructor(handle: FileHandle, hidden: string, final: string, table: string, signal: AbortSignal) {
    this.#handle = handle;
    this.#folder = dirname(final);
    this.#hidden = hidden;
    this.#final = final;
    this.#table = table;
    this.#signal = signal;
  }

  send(part: Buffer): Promise<void> {
    const sent = this.#last.then(() => this.#write(part));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  async publish(tail: Buffer): Promise<void> {
    await this.send(tail);
    try {
      const { size } = await this.#handle.stat();
      if (size !== this.#bytes) {
        const reason = `${this.#final} has ${size} bytes where ${this.#bytes} were written`;
        throw new DmsError('folder.failed', { folder: this.#folder, reason });
      }
      await this.#flushed;
      await this.#handle.datasync();
      await this.#handle.close();
      this.#signal.throwIfAborted();
      await rename(this.#hidden, this.#final);
      this.#published = true;
      await syncFolder(this.#folder);
    } catch (error) {
      throw folderFailure(error, this.#folder, this.#table);
    }
  }

  async discard(): Promise<void> {
    await this.#last;
    await this.#flushed.catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
    await rm(this.#hidden, { force: true });
    if (this.#published) await rm(this.#final, { force: true });
  }

  async #write(part: Buffer): Promise<void> {
    this.#signal.throwIfAborted();
    let at = 0;
    try {
      while (at < part.length) {
        const { bytesWritten } = await this.#handle.write(part, at, part.length - at, this.#bytes + at);
        at += bytesWritten;
      }
    } catch (error) {
      throw folderFailure(error, this.#folder, this.#table);
    }
    this.#bytes += at;
    if (this.#bytes - this.#flushedBytes >= FLUSH_BYTES) this.#flush();
  }

  #flush(): void {
    this.#flushedBytes = this.#bytes;
    this.#flushed = this.#flushed.then(() => this.#handle.datasync());
    // It is awaited when the file is published.
    this.#flushed.catch(() => undefined);
  }
}

/** Also puts the names of new folders on disk, so that a finished file cannot be lost with them. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; ; made = dirname(made)) {
    await syncFolder(dirname(made));
    if (made === first || made === dirname(made)) return;
  }
}
