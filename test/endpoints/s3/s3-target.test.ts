/** A bucket as a target, over the real SDK and a store that speaks S3. */
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openS3Target } from '../../../src/endpoints/s3/target.ts';
import type { LabStore } from '../../../src/lab/servers/s3.ts';
import type { S3Address } from '../../../src/model/endpoint-url.ts';
import { rowBlock } from '../../support/row-blocks.ts';
import { freshStore } from '../../support/s3.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type FileWorld, fileTargetConformance } from '../files/conformance.ts';
import { fileSettings } from '../files/file-settings.ts';
import { allowedBy, freshBucket, signIn, started as startedWith, table } from './one-bucket.ts';

const signal = new AbortController().signal;
const FIRST = { index: 0, low: null, high: null };
const MIB = 2 ** 20;

let store: LabStore;

beforeAll(async () => {
  store = await freshStore('first');
});
beforeEach(() => signIn(store));

async function world(): Promise<FileWorld> {
  const { front, address, client } = await freshBucket(store);
  const { bucket: Bucket, folder } = address;
  const key = (path: string) => `${folder}/${path}`;
  async function read(path: string): Promise<Buffer> {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key(path) }));
    return Buffer.from(await Body!.transformToByteArray());
  }
  return {
    open: (files, state) => openS3Target({ ...address, files }, state, signal),
    visible: async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
      return Contents.map((object) => object.Key!.slice(folder.length + 1)).toSorted();
    },
    read,
    write: async (path, Body) => {
      await client.send(new PutObjectCommand({ Bucket, Key: key(path), Body }));
      // s3rver answers before the last bytes are in its file.
      while (!(await read(path)).equals(Body));
    },
    unfinished: async () => {
      await front.idle();
      return front.uploads().length;
    },
  };
}

const started = (address: S3Address) => startedWith(address, [FIRST]);
const wide = (mebibytes: number) => rowBlock([['1', 'x'.repeat(mebibytes * MIB)]]);
const DONE = { ...FIRST, rows: 1, bytes: 1, skipped: 0, truncated: 0 };

describe('a bucket', () => {
  fileTargetConformance(world);

  it('takes small files in one request, and large ones in parts of 5 MiB, seen when complete', async () => {
    const { front, address } = await freshBucket(store);
    const session = await started(address);
    const writer = await session.writer();
    const puts = () => front.seen.filter(({ method, path }) => method === 'PUT' && path.includes('/s/t/'));
    await writer.begin(table, FIRST, null);
    await writer.write(wide(4));
    expect(puts()).toEqual([]);
    await writer.commit(DONE, null);
    expect(puts()).toHaveLength(1);
    front.seen.length = 0;
    await writer.begin(table, FIRST, null);
    await writer.write(wide(12));
    await writer.commit(DONE, null);
    const parts = puts();
    expect(new Set(parts.map(({ query }) => query.get('partNumber')))).toEqual(new Set(['1', '2', '3']));
    expect(parts.map(({ headers }) => Number(headers['content-length'])).toSorted((a, b) => b - a)).toEqual([
      5 * MIB,
      5 * MIB,
      2 * MIB + 3,
    ]);
    expect(await session.digest(table, FIRST, signal)).toMatchObject({ rows: 1 });
    await session.close();
  });

  it('that is slow holds the writer back: three parts in memory, whatever the size of the file', async () => {
    const { front, address } = await freshBucket(store);
    const session = await started(address);
    const writer = await session.writer();
    await writer.begin(table, FIRST, null);
    let underWay = 0;
    let most = 0;
    const held: (() => void)[] = [];
    let arrived = () => {};
    front.gate = async ({ query }) => {
      if (!query.has('partNumber')) return null;
      most = Math.max(most, ++underWay);
      await new Promise<void>((resolve) => {
        held.push(resolve);
        arrived();
      });
      underWay--;
      return null;
    };
    const twoArrived = new Promise<void>((resolve) => {
      arrived = () => held.length === 2 && resolve();
    });
    let written = false;
    const block = wide(64);
    const before = process.memoryUsage().arrayBuffers;
    const writing = writer.write(block).then(() => {
      written = true;
    });
    await twoArrived;
    expect(written).toBe(false);
    const held64MiB = process.memoryUsage().arrayBuffers - before;
    // Three parts of the writer, and what this process, being the store too, has received of two.
    expect(held64MiB).toBeLessThan(32 * MIB);
    arrived = () => {
      for (const release of held.splice(0)) release();
    };
    arrived();
    await writing;
    await writer.commit(DONE, null);
    expect(most).toBe(2);
    await session.close();
  });

  it('gets encryption, key, ACL and type with every object', async () => {
    const { front, address } = await freshBucket(store);
    const files = fileSettings({
      gzip: true,
      encryption: 'sse-kms',
      kmsKeyId: 'key-1',
      acl: 'bucket-owner-full-control',
    });
    const session = await started({ ...address, files });
    const writer = await session.writer();
    await writer.begin(table, FIRST, null);
    await writer.write(wide(1));
    await writer.commit(DONE, null);
    const { headers } = front.seen.find(({ method, path }) => method === 'PUT' && path.includes('/s/t/'))!;
    expect(headers).toMatchObject({
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'key-1',
      'x-amz-acl': 'bucket-owner-full-control',
      'content-type': 'application/gzip',
    });
    expect(headers).not.toHaveProperty('content-encoding');
    await session.close();
  });

  it('whose answer to a commit is lost keeps nothing of the chunk after the rollback', async () => {
    const { front, address } = await freshBucket(store);
    const session = await started(address);
    const writer = await session.writer();
    await writer.begin(table, FIRST, null);
    await writer.write(wide(9));
    // Refused for the client, after the store has already been asked.
    front.gate = async ({ method, query }) =>
      method === 'POST' && query.has('uploadId') ? 'InternalError' : null;
    await expect(writer.commit(DONE, null)).rejects.toMatchObject({ kind: 'bucket.failed' });
    await writer.rollback();
    await front.idle();
    expect(front.uploads()).toEqual([]);
    expect(
      front.seen.some(
        ({ method, path, query }) => method === 'DELETE' && path.endsWith('.csv') && !query.has('uploadId'),
      ),
    ).toBe(true);
    await session.close();
  });

  it('that is not there is named', async () => {
    const { address } = await freshBucket(store);
    await expect(
      openS3Target({ ...address, bucket: 'no-such-bucket' }, temporaryFolder(), signal),
    ).rejects.toMatchObject({
      kind: 'bucket.missing',
      facts: { bucket: 'no-such-bucket' },
      server: { code: 'NoSuchBucket', number: 404 },
    });
  });

  it('does not open to a wrong key, and the key is in no message', async () => {
    const { address } = await freshBucket(store);
    signIn(store, 'AKIAWRONGKEY');
    const failure = await openS3Target(address, temporaryFolder(), signal).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'bucket.credentials', server: { code: 'InvalidAccessKeyId' } });
    expect(JSON.stringify(failure)).not.toContain('AKIAWRONGKEY');
  });

  it.each([
    [
      's3:ListBucket',
      ({ method, query }: { method: string; query: URLSearchParams }) =>
        method === 'GET' && query.has('list-type'),
    ],
    ['s3:PutObject', ({ method }: { method: string }) => method === 'PUT'],
    ['s3:DeleteObject', ({ method }: { method: string }) => method === 'DELETE'],
  ])('that denies %s says which right is missing, and the policy that gives it', async (action, denied) => {
    const { front, address } = await freshBucket(store);
    front.gate = async (request) => (denied(request) ? 'AccessDenied' : null);
    const checked = openS3Target(address, temporaryFolder(), signal).then(async (target) =>
      (await target.open('task', signal)).checkRights([table], 'do-nothing', signal),
    );
    const failure = await checked.catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'bucket.denied', facts: { bucket: address.bucket, action } });
    const resource = action === 's3:ListBucket' ? '' : '/moved here/*';
    expect(allowedBy((failure as { fix: string }).fix, action)).toEqual({
      Effect: 'Allow',
      Resource: `arn:aws:s3:::${address.bucket}${resource}`,
    });
  });

  it('that may be written but not read is fit for loading; that nothing can be compared is said', async () => {
    const { front, address } = await freshBucket(store);
    front.gate = async ({ method, query }) =>
      method === 'GET' && query.get('x-id') === 'GetObject' ? 'AccessDenied' : null;
    const target = await openS3Target(address, temporaryFolder(), signal);
    const session = await target.open('task', signal);
    expect(await session.checkRights([table], 'do-nothing', signal)).toMatchObject([
      { code: 'notice', fix: expect.stringContaining('s3:GetObject') },
    ]);
  });

  it('with more objects than one answer lists is seen as a whole, and emptied as a whole', async () => {
    const { front, address, client } = await freshBucket(store);
    const session = await started(address);
    const names = Array.from({ length: 7 }, (_, at) => `moved here/s/t/old ${at}.csv`);
    for (const Key of names) {
      await client.send(new PutObjectCommand({ Bucket: address.bucket, Key, Body: 'x' }));
    }
    front.keysPerPage = 3;
    expect(await session.inspect([table], signal)).toMatchObject([{ rows: 7 }]);
    const pages = front.seen.filter(({ query }) => query.has('continuation-token'));
    expect(pages).toHaveLength(2);
    await session.prepare(table, 'truncate', signal);
    front.keysPerPage = null;
    expect(await session.inspect([table], signal)).toMatchObject([{ exists: false, rows: 0 }]);
    await session.close();
  });

  it('behind an address where nothing listens is not reachable', async () => {
    const { address } = await freshBucket(store);
    const endpoint = 'http://127.0.0.1:9';
    await expect(openS3Target({ ...address, endpoint }, temporaryFolder(), signal)).rejects.toMatchObject({
      kind: 'connect.unreachable',
      facts: { address: endpoint },
    });
  });

  it('is the same target by the same endpoint and name only', async () => {
    const { address } = await freshBucket(store);
    const { address: other } = await freshBucket(store);
    const one = await openS3Target(address, temporaryFolder(), signal);
    const same = await openS3Target({ ...address, folder: 'elsewhere' }, temporaryFolder(), signal);
    const different = await openS3Target(other, temporaryFolder(), signal);
    expect(same.identity.serverId).toBe(one.identity.serverId);
    expect(different.identity.serverId).not.toBe(one.identity.serverId);
    expect(one.identity.address).toBe(`s3://${address.bucket}/moved here`);
  });
});
