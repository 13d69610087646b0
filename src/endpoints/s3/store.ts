/** Files as objects of a bucket. */
import type { _Object, MultipartUpload } from '@aws-sdk/client-s3';
import { DmsError, type Issue } from '../../model/errors.ts';
import { showTable, type TableName } from '../../model/table.ts';
import type { EndpointIdentity } from '../contract.ts';
import type { FileStore, StoredFile, UnfinishedFile, WriterMark } from '../files/file-store.ts';
import { tableFolder } from '../files/layout.ts';
import type { Bucket } from './bucket.ts';
import { isDeniedOrUnknown, policyFor } from './failure.ts';
import { listObjects, readObject } from './objects.ts';
import { ProbeObject } from './probe-object.ts';
import { UnfinishedObject } from './unfinished-object.ts';

/** S3 takes no smaller parts, and larger ones only cost memory. */
const SMALLEST_PART_BYTES = 5 * 1024 * 1024;

/** S3 takes 10,000; some are left for a row that makes its file larger than it should be. */
const MOST_PARTS = 9_000;

/** A store that says nothing to the first request for so long is not there; credentials come in this time too. */
const FIRST_ANSWER_MS = 20_000;

/** What one request can delete. */
const DELETE_KEYS = 1_000;

export class S3Store implements FileStore {
  readonly identity: EndpointIdentity;
  readonly namesAreCaseSensitive = true;
  readonly id: string;
  readonly partBytes: number;
  /** One more than a round trip needs: the next part travels while the answer comes. */
  readonly partsInFlight = 2;
  readonly #bucket: Bucket;
  /** Multipart uploads this process began: never taken for leftovers. */
  readonly #uploads = new Set<string>();

  constructor(bucket: Bucket, identity: EndpointIdentity, maxFileBytes: number) {
    this.#bucket = bucket;
    this.identity = identity;
    this.id = `${identity.serverId}/${bucket.place.folder}`;
    this.partBytes = Math.max(SMALLEST_PART_BYTES, Math.ceil(maxFileBytes / MOST_PARTS));
  }

  /** Asks for the bucket. @throws DmsError where it is not there, or not for us */
  async find(signal: AbortSignal): Promise<void> {
    const { ListObjectsV2Command } = this.#bucket.sdk;
    const Prefix = this.#bucket.key('.dms-tui-probe');
    const command = new ListObjectsV2Command({ Bucket: this.#bucket.name, Prefix, MaxKeys: 1 });
    await this.#bucket.ask('s3:ListBucket', signal, (client, options) => client.send(command, options), {
      limitMs: FIRST_ANSWER_MS,
    });
  }

  async check(_bytes: number, signal: AbortSignal): Promise<Issue[]> {
    await this.find(signal);
    const probe = new ProbeObject(this.#bucket, null);
    try {
      await probe.write(Buffer.from('probe'), signal);
      const issues = await probe.read(signal);
      await probe.remove(signal);
      return issues;
    } finally {
      await probe.clearUp();
    }
  }

  async look(signal: AbortSignal): Promise<void> {
    await this.find(signal);
  }

  async freeBytes(): Promise<null> {
    return null;
  }

  async list(table: TableName, signal: AbortSignal): Promise<StoredFile[] | null> {
    const prefix = this.#prefix(table);
    const objects = await this.#objects(prefix, signal);
    if (objects.length === 0) return null;
    // A key that is the prefix itself is how consoles make a folder.
    return objects
      .filter((object) => object.Key !== prefix)
      .map((object) => ({ name: object.Key!.slice(prefix.length), bytes: object.Size ?? 0 }));
  }

  async create(
    table: TableName,
    name: string,
    _mark: WriterMark,
    signal: AbortSignal,
  ): Promise<UnfinishedFile> {
    const key = this.#prefix(table) + name;
    return new UnfinishedObject(this.#bucket, key, showTable(table), signal, (id) => this.#uploads.add(id));
  }

  async read(table: TableName, name: string, signal: AbortSignal): Promise<AsyncIterable<Buffer> | null> {
    return await readObject(this.#bucket, this.#prefix(table) + name, signal);
  }

  async remove(table: TableName, names: readonly string[], signal: AbortSignal): Promise<void> {
    const prefix = this.#prefix(table);
    await this.#delete(
      names.map((name) => prefix + name),
      signal,
    );
  }

  async clear(table: TableName, signal: AbortSignal): Promise<void> {
    const objects = await this.#objects(this.#prefix(table), signal);
    await this.#delete(
      objects.map((object) => object.Key!),
      signal,
    );
  }

  async sweep(
    table: TableName,
    names: readonly string[],
    _mark: WriterMark,
    signal: AbortSignal,
  ): Promise<readonly Issue[]> {
    if (names.length === 0) return [];
    const prefix = this.#prefix(table);
    const keys = new Set(names.map((name) => prefix + name));
    try {
      const { AbortMultipartUploadCommand } = this.#bucket.sdk;
      for (const { Key, UploadId } of await this.#unfinished(prefix, signal)) {
        if (Key === undefined || !keys.has(Key) || !UploadId || this.#uploads.has(UploadId)) continue;
        const command = new AbortMultipartUploadCommand({ Bucket: this.#bucket.name, Key, UploadId });
        await this.#bucket.ask('s3:AbortMultipartUpload', signal, (client, options) =>
          client.send(command, options),
        );
      }
      return [];
    } catch (error) {
      if (!(error instanceof DmsError) || !isDeniedOrUnknown(error.cause)) throw error;
      const detail = `Parts that an interrupted run may have left under ${prefix} cannot be listed or removed; they cost storage until a lifecycle rule of the bucket removes them.`;
      const fix = policyFor('s3:ListBucketMultipartUploads', this.#bucket.place);
      return [{ ...this.#subject(), detail, fix }];
    }
  }

  async close(): Promise<void> {
    this.#bucket.client.destroy();
  }

  #prefix(table: TableName): string {
    return this.#bucket.key(`${tableFolder(table)}/`);
  }

  #subject(): { code: 'notice'; subject: string } {
    return { code: 'notice', subject: this.identity.address };
  }

  async #objects(prefix: string, signal: AbortSignal): Promise<_Object[]> {
    const objects: _Object[] = [];
    for await (const object of listObjects(this.#bucket, prefix, signal)) objects.push(object);
    return objects;
  }

  async #unfinished(prefix: string, signal: AbortSignal): Promise<MultipartUpload[]> {
    const { ListMultipartUploadsCommand } = this.#bucket.sdk;
    const uploads: MultipartUpload[] = [];
    let next: { KeyMarker?: string; UploadIdMarker?: string } | null = {};
    while (next !== null) {
      const command: InstanceType<typeof ListMultipartUploadsCommand> = new ListMultipartUploadsCommand({
        Bucket: this.#bucket.name,
        Prefix: prefix,
        ...next,
      });
      const page = await this.#bucket.ask('s3:ListBucketMultipartUploads', signal, (client, options) =>
        client.send(command, options),
      );
      uploads.push(...(page.Uploads ?? []));
      const { NextKeyMarker, NextUploadIdMarker } = page;
      next =
        page.IsTruncated && NextKeyMarker !== undefined
          ? {
              KeyMarker: NextKeyMarker,
              ...(NextUploadIdMarker ? { UploadIdMarker: NextUploadIdMarker } : {}),
            }
          : null;
    }
    return uploads;
  }

  async #delete(keys: readonly string[], signal: AbortSignal): Promise<void> {
    const { DeleteObjectsCommand } = this.#bucket.sdk;
    for (let at = 0; at < keys.length; at += DELETE_KEYS) {
      const Objects = keys.slice(at, at + DELETE_KEYS).map((Key) => ({ Key }));
      const command = new DeleteObjectsCommand({
        Bucket: this.#bucket.name,
        Delete: { Objects, Quiet: true },
      });
      const { Errors } = await this.#bucket.ask('s3:DeleteObject', signal, (client, options) =>
        client.send(command, options),
      );
      const [first] = Errors ?? [];
      if (first === undefined) continue;
      const server = { code: first.Code ?? 'Unknown', message: first.Message ?? 'no reason given' };
      const { bucket, address } = this.#bucket.place;
      const action = 's3:DeleteObject';
      if (server.code === 'AccessDenied') {
        const fix = policyFor(action, this.#bucket.place);
        throw new DmsError('bucket.denied', { bucket, action, address }, { server, fix });
      }
      throw new DmsError('bucket.failed', { bucket, action, reason: server.message }, { server });
    }
  }
}
