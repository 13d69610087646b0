/** What lies in the store of a lab, read by the lab itself and marked as such. */
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { parseEndpointUrl } from '../../../model/endpoint-url.ts';
import { CHECK_AGENT } from '../../world/check-requests.ts';
import type { WorldStore } from '../../world/facts.ts';
import type { World } from '../../world/world.ts';
import { type LabRun, plannedTables, runsIn } from './runs.ts';

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
}

/** Runs into the store that came to a good end, the newest first. */
export function runsToStore(world: World): LabRun[] {
  return runsIn(world.home).filter(
    ({ report }) => report.outcome === 'done' && report.target.startsWith('s3://'),
  );
}

export function movesTable({ report }: LabRun, table: string): boolean {
  return plannedTables(report).includes(table);
}

/** Where a run has put the files of a table: `class/dees/movies/`. */
export function prefixOf({ report }: LabRun, table: string): string {
  const { address } = parseEndpointUrl(report.target, 'target');
  const folder = address.engine === 's3' && address.folder !== '' ? `${address.folder}/` : '';
  const target = report.plan.find((one) => one.source === table)?.target ?? table;
  return `${folder}${target.replace('.', '/')}/`;
}

/** By their keys. */
export async function listObjects(world: World, prefix: string): Promise<StoredObject[]> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  return await asking(world.store!, async (client) => {
    const found: StoredObject[] = [];
    let next: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: world.store!.bucket,
          Prefix: prefix,
          ...(next === undefined ? {} : { ContinuationToken: next }),
        }),
      );
      for (const { Key, Size } of page.Contents ?? []) found.push({ key: Key!, bytes: Size ?? 0 });
      next = page.NextContinuationToken;
    } while (next !== undefined);
    return found;
  });
}

/** Gives the bytes of an object to `read` as they come, unpacked. */
export async function readObject<T>(
  world: World,
  key: string,
  read: (bytes: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  return await asking(world.store!, async (client) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: world.store!.bucket, Key: key }));
    const body = Body as Readable;
    return await read(key.endsWith('.gz') ? body.compose(createGunzip()) : body);
  });
}

/** Whether somebody else than a check has listed objects since then. */
export async function hasListed(world: World, since: number): Promise<boolean> {
  return (await world.requests()).some(
    (one) => !one.isCheck && one.time > since && one.method === 'GET' && /[?&]list-type=/.test(one.path),
  );
}

/** Whether somebody else than a check has read that object since then. */
export async function hasRead(world: World, key: string, since: number): Promise<boolean> {
  const path = `/${world.store!.bucket}/${key}`;
  return (await world.requests()).some((one) => {
    const [asked] = one.path.split('?', 1);
    return !one.isCheck && one.time > since && one.method === 'GET' && decodeURIComponent(asked!) === path;
  });
}

async function asking<T>(store: WorldStore, ask: (client: S3Client) => Promise<T>): Promise<T> {
  const sdk = await import('@aws-sdk/client-s3');
  const { endpoint, region, accessKeyId, secretAccessKey } = store;
  const client = new sdk.S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    customUserAgent: CHECK_AGENT,
  });
  try {
    return await ask(client);
  } finally {
    client.destroy();
  }
}
