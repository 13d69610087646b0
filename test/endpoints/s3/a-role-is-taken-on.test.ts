/** `?role=`: the bucket is for the role alone, and the role is taken on through STS. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LabStore } from '../../../src/lab/servers/s3.ts';
import { freshStore } from '../../support/s3.ts';
import type { SeenRequest } from './front.ts';
import { freshBucket, signIn, started, table, writeChunk } from './one-bucket.ts';
import { openSts, type SecurityTokenService, type TemporaryCredentials } from './security-token-service.ts';

const signal = new AbortController().signal;
const ROLE = 'arn:aws:iam::123456789012:role/loader';
const CHUNKS = [
  { index: 0, low: null, high: null },
  { index: 1, low: null, high: null },
] as const;

let store: LabStore;
let sts: SecurityTokenService;

beforeAll(async () => {
  store = await freshStore('first');
});
beforeEach(async () => {
  signIn(store);
  sts = await openSts(store.accessKeyId, store.secretAccessKey);
  process.env.AWS_ENDPOINT_URL_STS = sts.endpoint;
});
afterAll(() => {
  delete process.env.AWS_ENDPOINT_URL_STS;
});

/** A bucket that takes requests with these credentials only. The store behind it knows one key, and gets that. */
async function bucketFor(accepted: () => readonly TemporaryCredentials[]) {
  const { front, address } = await freshBucket(store);
  front.gate = async ({ headers }: SeenRequest) => {
    const keyId = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1];
    const token = headers['x-amz-security-token'];
    if (!accepted().some((one) => one.keyId === keyId && one.token === token)) return 'ExpiredToken';
    headers.authorization = headers.authorization!.replace(`=${keyId}/`, `=${store.accessKeyId}/`);
    delete headers['x-amz-security-token'];
    return null;
  };
  return { front, address: { ...address, role: ROLE } };
}

it('with the credentials of the environment, and everything is then written with its own', async () => {
  const { address } = await bucketFor(() => sts.issued);
  const session = await started(address, CHUNKS);
  await writeChunk(await session.writer(), CHUNKS[0], [['1', 'one']]);
  expect(await session.digest(table, CHUNKS[0], signal)).toMatchObject({ rows: 1 });
  expect(sts.asked).toHaveLength(1);
  expect(Object.fromEntries(sts.asked[0]!)).toMatchObject({ Action: 'AssumeRole', RoleArn: ROLE });
  await session.close();
  await expect(started({ ...address, role: null }, CHUNKS)).rejects.toMatchObject({
    kind: 'bucket.credentials',
  });
});

it('again before its credentials expire, in the middle of a copy', async () => {
  let expired = 0;
  const { address } = await bucketFor(() => sts.issued.slice(expired));
  // Less than what is left when credentials count as old, so every request finds them old.
  sts.lifetimeMs = 1_000;
  const session = await started(address, CHUNKS);
  const writer = await session.writer();
  await writeChunk(writer, CHUNKS[0], [['1', 'x'.repeat(9 * 2 ** 20)]]);
  expired = sts.issued.length;
  await writeChunk(writer, CHUNKS[1], [['2', 'y'.repeat(9 * 2 ** 20)]]);
  expect(sts.issued.length).toBeGreaterThan(expired);
  await session.close();
});

it('and where it may not be, the role, the right and the trust policy that gives it are named', async () => {
  const { address } = await bucketFor(() => sts.issued);
  const me = 'arn:aws:iam::123456789012:user/me';
  sts.refusal = `User: ${me} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
  const failure = await started(address, CHUNKS).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    kind: 'bucket.credentials',
    facts: { reason: `sts:AssumeRole on ${ROLE} was denied`, role: ROLE },
    server: { code: 'AccessDenied', message: sts.refusal, number: 403 },
  });
  expect(JSON.parse((failure as { fix: string }).fix)).toEqual({
    Effect: 'Allow',
    Principal: { AWS: me },
    Action: 'sts:AssumeRole',
  });
});

it('not with a wrong secret', async () => {
  const { address } = await bucketFor(() => sts.issued);
  process.env.AWS_SECRET_ACCESS_KEY = 'not the one';
  await expect(started(address, CHUNKS)).rejects.toMatchObject({
    kind: 'bucket.credentials',
    server: { code: 'SignatureDoesNotMatch' },
  });
  expect(sts.issued).toEqual([]);
});
