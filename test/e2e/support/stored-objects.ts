/** Objects of a lab store, as another program would fetch them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import type { LabStore } from '../../../src/lab/servers/s3.ts';

/** Saves every object below a prefix as a file of the same name in a folder. */
export async function saveObjects(store: LabStore, prefix: string, folder: string): Promise<void> {
  const { bucket } = store;
  const client = clientOf(store);
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

/** Keys of multipart uploads that were begun and neither completed nor aborted. */
export async function unfinishedUploads(store: LabStore): Promise<string[]> {
  const client = clientOf(store);
  try {
    const { Uploads } = await client.send(new ListMultipartUploadsCommand({ Bucket: store.bucket }));
    return (Uploads ?? []).map(({ Key }) => Key!);
  } finally {
    client.destroy();
  }
}

function clientOf({ endpoint, region, accessKeyId, secretAccessKey }: LabStore): S3Client {
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true });
}
