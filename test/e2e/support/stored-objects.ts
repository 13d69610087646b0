/** Objects of a lab store, as another program would fetch them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { LabStore } from '../../../src/lab/servers/s3.ts';

/** Saves every object below a prefix as a file of the same name in a folder. */
export async function saveObjects(store: LabStore, prefix: string, folder: string): Promise<void> {
  const { bucket } = store;
  const client = clientOf(store);
  try {
    for (const key of await keysBelow(client, bucket, prefix)) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const file = join(folder, key.slice(prefix.length));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await Body!.transformToByteArray());
    }
  } finally {
    client.destroy();
  }
}

/** Keys of all objects below a prefix. */
export async function keysOfObjects(store: LabStore, prefix: string): Promise<string[]> {
  const client = clientOf(store);
  try {
    return await keysBelow(client, store.bucket, prefix);
  } finally {
    client.destroy();
  }
}

async function keysBelow(client: S3Client, bucket: string, prefix: string): Promise<string[]> {
  const { Contents, IsTruncated } = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
  );
  if (IsTruncated) throw new Error(`more objects below ${prefix} than one listing shows`);
  return (Contents ?? []).map(({ Key }) => Key!);
}

function clientOf({ endpoint, region, accessKeyId, secretAccessKey }: LabStore): S3Client {
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true });
}
