/** The way to a bucket, hop by hop, and how fast it is. */
import type { S3Address } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import type { AnyHop, Hop, LineSpeed } from '../../model/hops.ts';
import { type Found, tryHop } from '../hop-result.ts';
import { Bucket } from './bucket.ts';
import { openS3Client, regionOf, type S3Connection, WHILE_ONE_WAITS } from './client.ts';
import { otherProtocol } from './failure.ts';
import { measureBucket } from './line-speed.ts';
import { ProbeObject } from './probe-object.ts';
import { credentialsFailure } from './role-failure.ts';
import { SESSION_NAME, sourceOf } from './sign-in.ts';

/** Of one request with all its attempts: longer than they take where nobody answers. */
const REQUEST_LIMIT_MS = 12_000;

/** More than this many objects are not counted: it is what one request gives. */
const LISTED = 1_000;

/**
 * Up to the first hop that fails; the probe object and the connections are gone when it ends, however it
 * does. @throws the reason of an abort
 */
export async function* testS3(
  address: S3Address,
  signal: AbortSignal,
): AsyncGenerator<AnyHop, void, undefined> {
  signal.throwIfAborted();
  const { bucket, connection } = await connect(address);
  const probe = new ProbeObject(bucket, REQUEST_LIMIT_MS);
  const hops = new S3Hops(address, bucket, connection, probe, signal);
  const inOrder: (() => Promise<AnyHop>)[] = [
    () => hops.credentials(),
    ...(address.role === null ? [] : [() => hops.role(address.role!)]),
    () => hops.region(),
    () => hops.bucket(),
    () => hops.list(),
    () => hops.write(),
    () => hops.delete(),
  ];
  try {
    for (const next of inOrder) {
      const hop = await next();
      yield hop;
      if (hop.result === 'failed') return;
    }
  } finally {
    await probe.clearUp();
    bucket.client.destroy();
  }
}

/** Takes about a second. @throws DmsError as a run would meet it */
export async function measureS3(address: S3Address, signal: AbortSignal): Promise<LineSpeed> {
  signal.throwIfAborted();
  const { bucket } = await connect(address);
  try {
    return await measureBucket(bucket, signal);
  } finally {
    bucket.client.destroy();
  }
}

async function connect(address: S3Address): Promise<{ bucket: Bucket; connection: S3Connection }> {
  const sdk = await import('@aws-sdk/client-s3');
  const connection = await openS3Client(address, WHILE_ONE_WAITS);
  return { bucket: new Bucket(sdk, connection.client, address), connection };
}

class S3Hops {
  readonly #address: S3Address;
  readonly #bucket: Bucket;
  readonly #connection: S3Connection;
  readonly #probe: ProbeObject;
  readonly #signal: AbortSignal;

  constructor(
    address: S3Address,
    bucket: Bucket,
    connection: S3Connection,
    probe: ProbeObject,
    signal: AbortSignal,
  ) {
    this.#address = address;
    this.#bucket = bucket;
    this.#connection = connection;
    this.#probe = probe;
    this.#signal = signal;
  }

  credentials(): Promise<Hop<'credentials'>> {
    return this.#try('credentials', async () => {
      const { own } = this.#connection.signIn;
      const credentials = await this.#ask('credentials', () =>
        own().catch((error: unknown) => {
          throw credentialsFailure(error, this.#address.profile);
        }),
      );
      return { found: { from: sourceOf(credentials, this.#address), key: credentials.accessKeyId } };
    });
  }

  role(arn: string): Promise<Hop<'role'>> {
    return this.#try('role', async () => {
      await this.#ask('sts:AssumeRole', (client) => client.config.credentials());
      return { found: { arn, as: SESSION_NAME } };
    });
  }

  region(): Promise<Hop<'region'>> {
    return this.#try('region', async () => {
      const { region, from } = await regionOf(this.#bucket.client, this.#address);
      return { found: { region, from, endpoint: this.#address.endpoint } };
    });
  }

  bucket(): Promise<Hop<'bucket'>> {
    return this.#try('bucket', async () => {
      const { name } = this.#bucket;
      const region = await this.#regionOfBucket();
      const { region: asked } = await regionOf(this.#bucket.client, this.#address);
      if (region === null || region === asked || this.#address.endpoint !== null)
        return { found: { bucket: name } };
      const detail = `The bucket is in ${region}, and ${asked} is asked for it: every request takes two trips.`;
      return {
        found: { bucket: name },
        issues: [{ code: 'notice', subject: name, detail, fix: `?region=${region}` }],
      };
    });
  }

  list(): Promise<Hop<'list'>> {
    return this.#try('list', async () => {
      const { folder } = this.#bucket.place;
      const page = await this.#list(folder === '' ? '' : `${folder}/`, LISTED);
      const objects = page.Contents?.length ?? 0;
      return { found: { folder, objects, more: page.IsTruncated ?? false } };
    });
  }

  write(): Promise<Hop<'write'>> {
    return this.#try('write', async () => {
      const body = Buffer.from('probe');
      await this.#probe.write(body, this.#signal);
      const issues = await this.#probe.read(this.#signal);
      return { found: { key: this.#probe.key, bytes: body.length }, issues };
    });
  }

  async delete(): Promise<Hop<'delete'>> {
    const hop = await this.#try('delete', async () => {
      await this.#probe.remove(this.#signal);
      return { found: { key: this.#probe.key } };
    });
    return hop.result === 'failed' ? { ...hop, issues: [this.#probe.leftBehind()] } : hop;
  }

  /** Null where it is not said. @throws DmsError where the bucket is not there, or not for us */
  async #regionOfBucket(): Promise<string | null> {
    const { HeadBucketCommand } = this.#bucket.sdk;
    const command = new HeadBucketCommand({ Bucket: this.#bucket.name });
    try {
      const answer = await this.#ask('s3:ListBucket', (client, options) => client.send(command, options));
      // Stores number their answers; other servers may say yes to anything.
      if (answer.$metadata.requestId !== undefined) return answer.BucketRegion ?? null;
    } catch (error) {
      if (!(error instanceof DmsError) || error.server?.number === undefined) throw error;
      if (error.server.number === 301) throw error;
    }
    // A refusal of this request comes without a word; and who may list one folder only may do so.
    await this.#list(this.#bucket.key('.dms-tui-probe'), 1);
    return null;
  }

  async #list(Prefix: string, MaxKeys: number) {
    const { ListObjectsV2Command } = this.#bucket.sdk;
    const command = new ListObjectsV2Command({ Bucket: this.#bucket.name, Prefix, MaxKeys });
    const page = await this.#ask('s3:ListBucket', (client, options) => client.send(command, options));
    // Out of any other XML the SDK makes an empty listing.
    if (page.Name === undefined && page.IsTruncated === undefined)
      throw otherProtocol(this.#bucket.place.address, 'no listing came back');
    return page;
  }

  #try<Name extends AnyHop['hop']>(hop: Name, work: () => Promise<Found<Name>>): Promise<Hop<Name>> {
    return tryHop(hop, this.#signal, work);
  }

  #ask<Answer>(action: string, request: Parameters<typeof Bucket.prototype.ask<Answer>>[2]): Promise<Answer> {
    return this.#bucket.ask(action, this.#signal, request, { limitMs: REQUEST_LIMIT_MS });
  }
}
