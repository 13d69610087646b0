/** The S3 client of one address. The SDK is loaded here and not before: it takes a while to start. */
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Address } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import { profileName, type SignIn, signIn } from './sign-in.ts';

/** How long a client waits, and how often it asks. */
export interface Patience {
  /** A host that drops packets is noticed after this, and that as often as there are attempts. */
  readonly connectMs: number;
  /** Longest a store says nothing to a request. */
  readonly silenceMs: number;
  readonly attempts: number;
}

/**
 * For a run. A store that puts the parts of a large object together may say nothing for a while, and six
 * attempts, with the pauses of the SDK between them about 20 s, outlast a `SlowDown` and a restart of a store.
 */
const OF_A_RUN: Patience = { connectMs: 10_000, silenceMs: 60_000, attempts: 6 };

/** While a person waits: a store that is there answers much sooner; the other attempt is for a lost packet. */
export const WHILE_ONE_WAITS: Patience = { connectMs: 4_000, silenceMs: 5_000, attempts: 2 };

/** Stores other than AWS sign with a region and mostly do not care which: this is what they take for granted. */
const REGION_OF_OTHERS = 'us-east-1';

export interface S3Connection {
  readonly client: S3Client;
  readonly signIn: SignIn;
}

/** Nothing is asked yet, neither for credentials nor for a region. */
export async function openS3Client(address: S3Address, patience: Patience = OF_A_RUN): Promise<S3Connection> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  const region = address.region ?? (address.endpoint === null ? null : REGION_OF_OTHERS);
  const { attempts, connectMs, silenceMs } = patience;
  // A role is global: any region of STS gives it.
  const stsRegion = () => client.config.region().catch(() => REGION_OF_OTHERS);
  const who = await signIn(address, { region: stsRegion, maxAttempts: attempts });
  const client = new S3Client({
    ...(region === null ? {} : { region }),
    ...(address.endpoint === null ? {} : { endpoint: address.endpoint }),
    ...(address.profile === null ? {} : { profile: address.profile }),
    credentials: who.used,
    forcePathStyle: address.pathStyle,
    // A bucket in another region than the configured one is found all the same.
    followRegionRedirects: address.endpoint === null,
    maxAttempts: attempts,
    // Not requestTimeout: it ends no request, and prints a warning.
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silenceMs },
  });
  return { client, signIn: who };
}

/** `from` is where the region is written. @throws DmsError of kind `usage` where a bucket of AWS has none */
export async function regionOf(
  client: S3Client,
  address: S3Address,
): Promise<{ readonly region: string; readonly from: string }> {
  try {
    const region = await client.config.region();
    if (address.region !== null) return { region, from: 'the address' };
    if (address.endpoint !== null) return { region, from: 'the default of other stores' };
    return { region, from: process.env.AWS_REGION ? 'AWS_REGION' : profileName(address.profile) };
  } catch (cause) {
    const problem = `no region is known for the bucket '${address.bucket}'`;
    const allowed = 'AWS_REGION, the region of a profile, or s3://…?region=eu-central-1';
    throw new DmsError('usage', { problem, allowed }, { cause });
  }
}
