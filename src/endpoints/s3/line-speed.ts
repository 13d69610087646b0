/** How fast a bucket answers, and takes bytes. */
import type { LineSpeed } from '../../model/hops.ts';
import { median, speedOf } from '../probe-speed.ts';
import type { Bucket } from './bucket.ts';
import { ProbeObject } from './probe-object.ts';

/** One slow answer does not count. */
const TRIPS = 3;

export async function measureBucket(bucket: Bucket, signal: AbortSignal): Promise<LineSpeed> {
  const { ListObjectsV2Command } = bucket.sdk;
  const trip = async () => {
    const command = new ListObjectsV2Command({
      Bucket: bucket.name,
      Prefix: bucket.key('.dms-tui'),
      MaxKeys: 1,
    });
    await bucket.ask('s3:ListBucket', signal, (client, options) => client.send(command, options));
  };
  // The first connects and signs in.
  await trip();
  const trips: number[] = [];
  while (trips.length < TRIPS) {
    const start = performance.now();
    await trip();
    trips.push(performance.now() - start);
  }
  const probe = new ProbeObject(bucket, null);
  try {
    const bytesPerSecond = await speedOf((bytes) => probe.write(bytes, signal));
    await probe.remove(signal);
    return { latencyMs: median(trips), bytesPerSecond };
  } finally {
    await probe.clearUp();
  }
}
