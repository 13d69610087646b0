/** Who a bucket is. */
import type { S3Address } from '../../model/endpoint-url.ts';
import type { EndpointIdentity } from '../contract.ts';

export function s3Identity({ bucket, folder, endpoint }: S3Address): EndpointIdentity {
  return {
    family: 's3',
    product: 'S3',
    address: `s3://${bucket}${folder === '' ? '' : `/${folder}`}`,
    serverId: `s3:${endpoint ?? 'aws'}/${bucket}`,
  };
}
