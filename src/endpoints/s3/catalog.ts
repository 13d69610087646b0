/** Looking into a bucket. */
import type { S3Address } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import type { Catalog } from '../catalog-contract.ts';
import type { EndpointIdentity } from '../contract.ts';
import { FilesCatalog, type FileTree, type TreeFile } from '../files/catalog.ts';
import { Bucket } from './bucket.ts';
import { openS3Client, regionOf, WHILE_ONE_WAITS } from './client.ts';
import { s3Identity } from './identity.ts';
import { listObjects, readObject } from './objects.ts';

/** @throws DmsError where the bucket is not there, or may not be listed */
export async function openS3Catalog(address: S3Address, signal: AbortSignal): Promise<Catalog> {
  const sdk = await import('@aws-sdk/client-s3');
  const { client } = await openS3Client(address, WHILE_ONE_WAITS);
  const tree = new S3Tree(new Bucket(sdk, client, address), s3Identity(address));
  try {
    await regionOf(client, address);
    await tree.folders(signal);
  } catch (error) {
    await tree.close();
    throw error;
  }
  return new FilesCatalog(tree, address.files);
}

class S3Tree implements FileTree {
  readonly identity: EndpointIdentity;
  readonly #bucket: Bucket;

  constructor(bucket: Bucket, identity: EndpointIdentity) {
    this.#bucket = bucket;
    this.identity = identity;
  }

  async folders(signal: AbortSignal): Promise<string[]> {
    const { ListObjectsV2Command } = this.#bucket.sdk;
    const Prefix = this.#bucket.key('');
    const folders: string[] = [];
    let next: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        Bucket: this.#bucket.name,
        Prefix,
        Delimiter: '/',
        ...(next === undefined ? {} : { ContinuationToken: next }),
      });
      const page = await this.#bucket.ask('s3:ListBucket', signal, (client, options) =>
        client.send(command, options),
      );
      for (const { Prefix: found } of page.CommonPrefixes ?? []) {
        if (found !== undefined) folders.push(found.slice(Prefix.length, -1));
      }
      next = page.NextContinuationToken;
    } while (next !== undefined);
    return folders;
  }

  async *files(folder: string, signal: AbortSignal): AsyncGenerator<TreeFile> {
    const top = this.#bucket.key('').length;
    for await (const { Key, Size } of listObjects(this.#bucket, this.#bucket.key(`${folder}/`), signal)) {
      if (Key !== undefined) yield { path: Key.slice(top), bytes: Size ?? 0 };
    }
  }

  async read(path: string, signal: AbortSignal): Promise<AsyncIterable<Buffer> | null> {
    return await readObject(this.#bucket, this.#bucket.key(path), signal);
  }

  unreadable(path: string, reason: string): DmsError {
    const { bucket } = this.#bucket.place;
    const words = `${this.#bucket.key(path)}: ${reason}`;
    return new DmsError('bucket.failed', { bucket, action: 's3:GetObject', reason: words });
  }

  async close(): Promise<void> {
    this.#bucket.client.destroy();
  }
}
