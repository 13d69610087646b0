/** Objects of a lab store, as another program would fetch them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { LabStore } from '../../../src/lab/servers/s3.ts';

/** Saves every object below a prefix as a file of the same name in a folder. */
export async function saveObjects(store: LabStore, prefix: string, folder: string): Promise<void> {
  const { endpoint, region, accessKeyId, secretAccessKey, bucket } = store;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  try {
    const { Contents, IsTruncated } = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
    );
    if (IsTruncated) throw new Error(`more objects below ${prefix} than one listing shows`);
    for (const { Key } of Contents ?? []) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const file = join(folder, Key!.slice(prefix.length));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await Body!.transformToByteArray());
    }
  } finally {
    client.destroy();
  }
}
