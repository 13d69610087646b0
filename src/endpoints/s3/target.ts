/** A bucket of S3, or of another store that speaks its protocol, as a target. */
import type { S3Address } from '../../model/endpoint-url.ts';
import type { TargetEndpoint } from '../contract.ts';
import { FileTarget } from '../files/file-target.ts';
import { Bucket } from './bucket.ts';
import { openS3Client } from './client.ts';
import { S3Store } from './store.ts';

/** @throws DmsError of the `bucket.*` and `connect.*` kinds: the bucket is asked for once, so they come here */
export async function openS3Target(
  address: S3Address,
  stateFolder: string,
  signal: AbortSignal,
): Promise<TargetEndpoint> {
  const sdk = await import('@aws-sdk/client-s3');
  const bucket = new Bucket(sdk, await openS3Client(address), address);
  const { folder } = address;
  const store = new S3Store(
    bucket,
    {
      family: 's3',
      product: 'S3',
      address: `s3://${address.bucket}${folder === '' ? '' : `/${folder}`}`,
      serverId: `s3:${address.endpoint ?? 'aws'}/${address.bucket}`,
    },
    address.files.maxFileBytes,
  );
  try {
    await store.find(signal);
  } catch (error) {
    await store.close();
    throw error;
  }
  return new FileTarget(store, address.files, stateFolder);
}
