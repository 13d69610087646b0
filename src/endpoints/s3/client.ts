/** The S3 client of one address. The SDK is loaded here and not before: it takes a while to start. */
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Address } from '../../model/endpoint-url.ts';

/** A host that drops packets is noticed after this, several times over with the attempts below. */
const CONNECT_TIMEOUT_MS = 10_000;

/** A part of 8 MiB takes less even at 1 Mbit/s; a connection that stands still longer is dead. */
const REQUEST_TIMEOUT_MS = 120_000;

/** With the pauses of the SDK between them, about 20 s: outlasts a `SlowDown` and a restart of a store. */
const ATTEMPTS = 6;

export async function openS3Client(address: S3Address): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  const region = address.region ?? (address.endpoint === null ? null : 'us-east-1');
  return new S3Client({
    ...(region === null ? {} : { region }),
    ...(address.endpoint === null ? {} : { endpoint: address.endpoint }),
    ...(address.role === null ? {} : { credentials: await roleCredentials(address.role, region) }),
    forcePathStyle: address.pathStyle,
    // A bucket in another region than the configured one is found all the same.
    followRegionRedirects: address.endpoint === null,
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  });
}

/** The credentials found in the usual places take on the role; they are renewed while the run lasts. */
async function roleCredentials(role: string, region: string | null) {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  return fromTemporaryCredentials({
    params: { RoleArn: role, RoleSessionName: 'dms-tui' },
    ...(region === null ? {} : { clientConfig: { region } }),
  });
}
