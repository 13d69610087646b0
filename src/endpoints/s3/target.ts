/** A bucket of S3, or of another store that speaks its protocol, as a target. */
import type { S3Address } from '../../model/endpoint-url.ts';
import type { TargetEndpoint } from '../contract.ts';
import { FileTarget } from '../files/file-target.ts';
import type { StatementListener } from '../statements.ts';
import { Bucket } from './bucket.ts';
import { openS3Client, regionOf } from './client.ts';
import { s3Identity } from './identity.ts';
import { S3Store } from './store.ts';
import { tellRequests } from './tell-requests.ts';

/** @throws DmsError of the `bucket.*` and `connect.*` kinds: the bucket is asked for once, so they come here */
export async function openS3Target(
  address: S3Address,
  stateFolder: string,
  signal: AbortSignal,
  onStatement?: StatementListener,
): Promise<TargetEndpoint> {
  const sdk = await import('@aws-sdk/client-s3');
  const { client } = await openS3Client(address);
  if (onStatement) tellRequests(client, onStatement);
  const bucket = new Bucket(sdk, client, address);
  const store = new S3Store(bucket, s3Identity(address), address.files.maxFileBytes);
  try {
    await regionOf(client, address);
    await store.find(signal);
  } catch (error) {
    await store.close();
    throw error;
  }
  return new FileTarget(store, address.files, stateFolder);
}
