/** The S3 client of one address. The SDK is loaded here and not before: it takes a while to start. */
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Address } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import { roleFailure } from './role-failure.ts';

/** A host that drops packets is noticed after this, several times over with the attempts below. */
const CONNECT_TIMEOUT_MS = 10_000;

/** A store that puts the parts of a large object together may say nothing for a while, though not this long. */
const SILENCE_TIMEOUT_MS = 60_000;

/** With the pauses of the SDK between them, about 20 s: outlasts a `SlowDown` and a restart of a store. */
const ATTEMPTS = 6;

/** Stores other than AWS sign with a region and mostly do not care which: this is what they take for granted. */
const REGION_OF_OTHERS = 'us-east-1';

/** @throws DmsError of kind `usage` where a bucket of AWS has no region */
export async function openS3Client(address: S3Address): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  const region = address.region ?? (address.endpoint === null ? null : REGION_OF_OTHERS);
  const client = new S3Client({
    ...(region === null ? {} : { region }),
    ...(address.endpoint === null ? {} : { endpoint: address.endpoint }),
    ...(address.role === null ? {} : { credentials: await roleCredentials(address.role, region) }),
    forcePathStyle: address.pathStyle,
    // A bucket in another region than the configured one is found all the same.
    followRegionRedirects: address.endpoint === null,
    maxAttempts: ATTEMPTS,
    // Not requestTimeout: it ends no request, and prints a warning.
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: SILENCE_TIMEOUT_MS },
  });
  await client.config.region().catch((cause: unknown) => {
    client.destroy();
    const problem = `no region is known for the bucket '${address.bucket}'`;
    const allowed = 'AWS_REGION, the region of a profile, or s3://…?region=eu-central-1';
    throw new DmsError('usage', { problem, allowed }, { cause });
  });
  return client;
}

/** The credentials found in the usual places take on the role; they are renewed while the run lasts. */
async function roleCredentials(role: string, region: string | null) {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const assume = fromTemporaryCredentials({
    params: { RoleArn: role, RoleSessionName: 'dms-tui' },
    ...(region === null ? {} : { clientConfig: { region } }),
  });
  const assumed: typeof assume = async (caller) => {
    try {
      return await assume(caller);
    } catch (error) {
      throw roleFailure(error, role);
    }
  };
  return assumed;
}
