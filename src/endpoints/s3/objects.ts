/** Listing and reading objects, however many and however large they are. */
import type { Readable } from 'node:stream';
import type { _Object } from '@aws-sdk/client-s3';
import { DmsError } from '../../model/errors.ts';
import { releaseMemory } from '../release-memory.ts';
import type { Bucket } from './bucket.ts';
import { isMissingKey, s3Failure } from './failure.ts';

/** A store that says nothing for so long in the middle of an object will say nothing more. */
const SILENCE_MS = 60_000;

/** Page by page, in the order of keys. */
export async function* listObjects(
  bucket: Bucket,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<_Object, void, undefined> {
  const { ListObjectsV2Command } = bucket.sdk;
  let next: string | undefined;
  do {
    const command = new ListObjectsV2Command({
      Bucket: bucket.name,
      Prefix: prefix,
      ...(next === undefined ? {} : { ContinuationToken: next }),
    });
    const page = await bucket.ask('s3:ListBucket', signal, (client, options) =>
      client.send(command, options),
    );
    yield* page.Contents ?? [];
    next = page.NextContinuationToken;
  } while (next !== undefined);
}

/** Each piece is valid until the next is asked for; null when there is no such object. */
export async function readObject(
  bucket: Bucket,
  key: string,
  signal: AbortSignal,
): Promise<AsyncIterable<Buffer> | null> {
  const { GetObjectCommand } = bucket.sdk;
  const command = new GetObjectCommand({ Bucket: bucket.name, Key: key });
  try {
    const { Body } = await bucket.ask('s3:GetObject', signal, (client, options) =>
      client.send(command, options),
    );
    return pieces(Body as Readable, bucket, signal);
  } catch (error) {
    if (error instanceof DmsError && isMissingKey(error.cause)) return null;
    throw error;
  }
}

async function* pieces(body: Readable, bucket: Bucket, signal: AbortSignal): AsyncGenerator<Buffer> {
  const stop = () => body.destroy(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  const received = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let last: Buffer | null = null;
  try {
    signal.throwIfAborted();
    for (;;) {
      const { value, done } = await unlessSilent(received.next(), body, bucket.place.address);
      if (done) return;
      // A socket reads into new memory every time.
      if (last !== null && last.buffer !== value.buffer) releaseMemory(last);
      last = value;
      yield value;
    }
  } catch (error) {
    throw s3Failure(error, 's3:GetObject', bucket.place, signal);
  } finally {
    signal.removeEventListener('abort', stop);
    body.destroy();
  }
}

/** Only the wait for the store counts, not what is done with a piece. */
async function unlessSilent<Result>(next: Promise<Result>, body: Readable, address: string): Promise<Result> {
  const timer = setTimeout(() => {
    body.destroy(new DmsError('connect.silent', { address, seconds: SILENCE_MS / 1000 }));
  }, SILENCE_MS);
  try {
    return await next;
  } finally {
    clearTimeout(timer);
  }
}
