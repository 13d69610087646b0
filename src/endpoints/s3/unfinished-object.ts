/**
 * An object nobody can see yet: a multipart upload that is not complete, or, for a small one, bytes that
 * have not been sent.
 */
import type { CompletedPart } from '@aws-sdk/client-s3';
import type { UnfinishedFile } from '../files/file-store.ts';
import type { Bucket } from './bucket.ts';

/** Clearing up goes on when the run has been aborted, but not for ever. */
const CLEAR_UP_TIMEOUT_MS = 30_000;

export class UnfinishedObject implements UnfinishedFile {
  readonly #bucket: Bucket;
  readonly #key: string;
  readonly #table: string;
  readonly #signal: AbortSignal;
  /** Breaks off parts under way when the object is given up. */
  readonly #givenUp = new AbortController();
  readonly #onUpload: (uploadId: string) => void;
  #upload: Promise<string> | null = null;
  #parts: CompletedPart[] = [];
  #sent = 0;
  readonly #sending = new Set<Promise<unknown>>();
  /** Whether the object may be visible: from the moment the store is asked to make it so. */
  #mayBeVisible = false;

  /** `table` is for messages; `onUpload` learns the id of a multipart upload. */
  constructor(
    bucket: Bucket,
    key: string,
    table: string,
    signal: AbortSignal,
    onUpload: (uploadId: string) => void,
  ) {
    this.#bucket = bucket;
    this.#key = key;
    this.#table = table;
    this.#signal = AbortSignal.any([signal, this.#givenUp.signal]);
    this.#onUpload = onUpload;
  }

  send(part: Buffer): Promise<void> {
    this.#sent++;
    const sending = this.#send(part, this.#sent);
    this.#sending.add(sending);
    const sent = () => this.#sending.delete(sending);
    sending.then(sent, sent);
    return sending;
  }

  async publish(tail: Buffer): Promise<void> {
    if (this.#upload === null) {
      await this.#put(tail);
      return;
    }
    if (tail.length > 0) await this.send(tail);
    const UploadId = await this.#upload;
    const Parts = this.#parts.toSorted((one, other) => one.PartNumber! - other.PartNumber!);
    const { CompleteMultipartUploadCommand } = this.#bucket.sdk;
    const command = new CompleteMultipartUploadCommand({
      ...this.#where(),
      UploadId,
      MultipartUpload: { Parts },
    });
    this.#mayBeVisible = true;
    await this.#ask('s3:PutObject', (client, options) => client.send(command, options));
  }

  async discard(): Promise<void> {
    this.#givenUp.abort();
    await Promise.allSettled(this.#sending);
    const signal = AbortSignal.timeout(CLEAR_UP_TIMEOUT_MS);
    const { AbortMultipartUploadCommand, DeleteObjectCommand } = this.#bucket.sdk;
    const uploadId = await this.#upload?.catch(() => null);
    if (uploadId) {
      const command = new AbortMultipartUploadCommand({ ...this.#where(), UploadId: uploadId });
      // What cannot be aborted now is found by the next run of the task, or by a rule of the bucket.
      await this.#bucket.client.send(command, { abortSignal: signal }).catch(() => undefined);
    }
    if (this.#mayBeVisible) {
      const command = new DeleteObjectCommand(this.#where());
      await this.#bucket.ask('s3:DeleteObject', signal, (client, options) => client.send(command, options));
    }
  }

  async #put(Body: Buffer): Promise<void> {
    const { PutObjectCommand } = this.#bucket.sdk;
    const command = new PutObjectCommand({ ...this.#where(), ...this.#bucket.objects, Body });
    this.#mayBeVisible = true;
    await this.#ask('s3:PutObject', (client, options) => client.send(command, options));
  }

  async #send(Body: Buffer, PartNumber: number): Promise<void> {
    this.#upload ??= this.#create();
    const UploadId = await this.#upload;
    const { UploadPartCommand } = this.#bucket.sdk;
    const command = new UploadPartCommand({ ...this.#where(), UploadId, PartNumber, Body });
    const part = await this.#ask('s3:PutObject', (client, options) => client.send(command, options));
    const { ETag, ChecksumCRC32 } = part;
    this.#parts.push({
      PartNumber,
      ...(ETag === undefined ? {} : { ETag }),
      ...(ChecksumCRC32 === undefined ? {} : { ChecksumCRC32 }),
    });
  }

  async #create(): Promise<string> {
    const { CreateMultipartUploadCommand } = this.#bucket.sdk;
    // The checksum the SDK gives each part is then checked again over the whole object.
    const more = { ...this.#bucket.objects, ChecksumAlgorithm: 'CRC32' as const };
    const command = new CreateMultipartUploadCommand({ ...this.#where(), ...more });
    const { UploadId } = await this.#ask('s3:PutObject', (client, options) => client.send(command, options));
    if (UploadId === undefined) throw new TypeError('the store began a multipart upload without an id');
    this.#onUpload(UploadId);
    return UploadId;
  }

  #where() {
    return { Bucket: this.#bucket.name, Key: this.#key };
  }

  #ask<Answer>(action: string, request: Parameters<typeof Bucket.prototype.ask<Answer>>[2]): Promise<Answer> {
    return this.#bucket.ask(action, this.#signal, request, { table: this.#table });
  }
}
