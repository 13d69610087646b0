/** Requests to one bucket: each with its signal, its right by name, and our errors. */
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Address } from '../../model/endpoint-url.ts';
import { type BucketPlace, s3Failure } from './failure.ts';

type S3Module = typeof import('@aws-sdk/client-s3');

/** Longest a request may take with all its attempts: a part of 8 MiB needs 70 s at 1 Mbit/s. */
const REQUEST_LIMIT_MS = 300_000;

/** What every object of a task is written with. */
export interface ObjectSettings {
  readonly ContentType: string;
  readonly ServerSideEncryption?: 'AES256' | 'aws:kms';
  readonly SSEKMSKeyId?: string;
  readonly ACL?: import('@aws-sdk/client-s3').ObjectCannedACL;
}

export class Bucket {
  readonly sdk: S3Module;
  readonly client: S3Client;
  readonly name: string;
  readonly place: BucketPlace;
  readonly objects: ObjectSettings;

  constructor(sdk: S3Module, client: S3Client, address: S3Address) {
    this.sdk = sdk;
    this.client = client;
    this.name = address.bucket;
    this.place = {
      bucket: address.bucket,
      folder: address.folder,
      address:
        address.endpoint ?? `s3.${address.region ?? ''}${address.region === null ? '' : '.'}amazonaws.com`,
    };
    this.objects = objectSettings(address);
  }

  /** Key of a path below the endpoint's folder. */
  key(path: string): string {
    const { folder } = this.place;
    return folder === '' ? path : `${folder}/${path}`;
  }

  /** `table` is the one being written, for messages; `limitMs` is for all attempts and the sign-in together. */
  async ask<Answer>(
    action: string,
    signal: AbortSignal | null,
    request: (client: S3Client, options: { abortSignal: AbortSignal }) => Promise<Answer>,
    { table, limitMs = REQUEST_LIMIT_MS }: { table?: string; limitMs?: number } = {},
  ): Promise<Answer> {
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new DOMException('no answer in time', 'TimeoutError')),
      limitMs,
    );
    const abortSignal = signal === null ? late.signal : AbortSignal.any([signal, late.signal]);
    try {
      abortSignal.throwIfAborted();
      return await untilAborted(request(this.client, { abortSignal }), abortSignal);
    } catch (error) {
      throw s3Failure(late.signal.aborted ? late.signal.reason : error, action, this.place, signal, table);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The SDK looks at its signal when a request is under way, and not while it gets credentials. */
async function untilAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function objectSettings({ files }: S3Address): ObjectSettings {
  const { encryption, kmsKeyId, acl, gzip } = files;
  return {
    // No Content-Encoding: AWS DMS sets none either, readers go by the name, and clients that undo the
    // encoding on the way would store CSV under a name that ends in .gz.
    ContentType: gzip ? 'application/gzip' : 'text/csv',
    ...(encryption === 'sse-s3' ? { ServerSideEncryption: 'AES256' } : {}),
    ...(encryption === 'sse-kms' ? { ServerSideEncryption: 'aws:kms' } : {}),
    ...(encryption === 'sse-kms' && kmsKeyId !== null ? { SSEKMSKeyId: kmsKeyId } : {}),
    ...(acl === null ? {} : { ACL: acl as NonNullable<ObjectSettings['ACL']> }),
  };
}
