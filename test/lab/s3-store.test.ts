import { existsSync } from 'node:fs';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LabStore, startS3 } from '../../src/lab/servers/s3.ts';

describe('the lab store', () => {
  let store: LabStore;
  beforeAll(async () => {
    store = await startS3('bucket');
  });
  afterAll(() => store.stop());

  function client(accessKeyId: string, secretAccessKey: string): S3Client {
    const { endpoint, region } = store;
    return new S3Client({
      endpoint,
      region,
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
    });
  }

  test('keeps what is put into its bucket', async () => {
    const s3 = client(store.accessKeyId, store.secretAccessKey);
    await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'folder/one', Body: 'x' }));
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'bucket' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['folder/one']);
  });

  test('answers 403 to an unknown key', async () => {
    const refused = client('NOBODY', 'S3RVER').send(new ListObjectsV2Command({ Bucket: 'bucket' }));
    await expect(refused).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  test('leaves no folder and no listener when it is stopped', async () => {
    const other = await startS3('other');
    const s3 = new S3Client({
      endpoint: other.endpoint,
      region: other.region,
      forcePathStyle: true,
      credentials: { accessKeyId: other.accessKeyId, secretAccessKey: other.secretAccessKey },
    });
    await s3.send(new CreateBucketCommand({ Bucket: 'another' }));
    await other.stop();
    expect(existsSync(other.folder)).toBe(false);
    await expect(fetch(other.endpoint)).rejects.toThrow('fetch failed');
  });
});
