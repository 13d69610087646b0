import { afterAll } from 'vitest';
import { type LabStore, startS3 } from '../../src/lab/servers/s3.ts';

const stores: LabStore[] = [];

/** An S3 store of this test file's own, with one empty bucket; it goes when the file is done. */
export async function freshStore(bucket = 'bucket'): Promise<LabStore> {
  const store = await startS3(bucket);
  stores.push(store);
  return store;
}

afterAll(async () => {
  for (const store of stores.splice(0)) await store.stop();
});
