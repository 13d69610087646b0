/** An empty bucket behind a door of its own, and a chunk on its way into it. */
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { ChunkWriter, TargetSession } from '../../../src/endpoints/contract.ts';
import { openS3Target } from '../../../src/endpoints/s3/target.ts';
import type { LabStore } from '../../../src/lab/servers/s3.ts';
import type { Chunk } from '../../../src/model/chunk.ts';
import type { S3Address } from '../../../src/model/endpoint-url.ts';
import { type Cell, plannedColumn, rowBlock, tablePlan } from '../../support/row-blocks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fileSettings } from '../files/file-settings.ts';
import { type Front, openFront } from './front.ts';

/** What a policy allows with that action: whole, as it is pasted. */
export function allowedBy(policy: string, action: string): { Effect: string; Resource: string } | undefined {
  const { Version, Statement } = JSON.parse(policy) as {
    Version: string;
    Statement: { Effect: string; Action: string | string[]; Resource: string }[];
  };
  if (Version !== '2012-10-17') return undefined;
  const found = Statement.find(({ Action }) => [Action].flat().includes(action));
  return found && { Effect: found.Effect, Resource: found.Resource };
}

export interface OneBucket {
  readonly front: Front;
  readonly address: S3Address;
  /** Goes to the store itself, not through the door. */
  readonly client: S3Client;
}

const signal = new AbortController().signal;
let buckets = 0;

export const table = tablePlan('s', 't', [plannedColumn('id', 'integer'), plannedColumn('text', 'text')]);

/** Makes the environment's credentials those of the store. */
export function signIn(store: LabStore, keyId = store.accessKeyId): void {
  process.env.AWS_ACCESS_KEY_ID = keyId;
  process.env.AWS_SECRET_ACCESS_KEY = store.secretAccessKey;
}

export async function freshBucket(store: LabStore): Promise<OneBucket> {
  const bucket = `bucket-${++buckets}`;
  const client = new S3Client({
    endpoint: store.endpoint,
    region: store.region,
    forcePathStyle: true,
    credentials: { accessKeyId: store.accessKeyId, secretAccessKey: store.secretAccessKey },
  });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const front = await openFront({ ...store, bucket });
  const address: S3Address = {
    engine: 's3',
    bucket,
    folder: 'moved here',
    region: store.region,
    endpoint: front.endpoint,
    role: null,
    profile: null,
    pathStyle: true,
    files: fileSettings(),
  };
  return { front, address, client };
}

/** A task at the bucket, whose chunks are planned. */
export async function started(address: S3Address, chunks: readonly Chunk[]): Promise<TargetSession> {
  const target = await openS3Target(address, temporaryFolder(), signal);
  const session = await target.open('task', signal);
  await session.ledger.start(signal);
  await session.prepare(table, 'do-nothing', signal);
  await session.ledger.setTable(
    table,
    { progress: 'loading', wasEmpty: true, created: true, fingerprint: 'plan' },
    signal,
  );
  for (const chunk of chunks) await session.ledger.plan(table, chunk, signal);
  return session;
}

export async function writeChunk(writer: ChunkWriter, chunk: Chunk, rows: Cell[][]): Promise<void> {
  await writer.begin(table, chunk, null);
  await writer.write(rowBlock(rows));
  await writer.commit({ ...chunk, rows: rows.length, bytes: 1, skipped: 0, truncated: 0 }, null);
}
