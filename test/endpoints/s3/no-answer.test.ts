/** A store, or the way to it, that says nothing is told from one that is there, and soon. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openS3Target } from '../../../src/endpoints/s3/target.ts';
import type { S3Address } from '../../../src/model/endpoint-url.ts';
import { freshStore } from '../../support/s3.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fileSettings } from '../files/file-settings.ts';
import type { Front } from './front.ts';
import { freshBucket, started, table, writeChunk } from './one-bucket.ts';

const ROLE = 'arn:aws:iam::123456789012:role/loader';
const FIRST_ANSWER_MS = 20_000;

/** Takes connections, and what comes over them, and says nothing. */
let silent: Server;
const sockets: Socket[] = [];
let address: S3Address;

beforeEach(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'S3RVER';
  process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER';
  silent = createServer((socket) => {
    sockets.push(socket.resume());
    socket.on('error', () => {});
    socket.once('data', () => silent.emit('asked'));
  });
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  address = {
    engine: 's3',
    bucket: 'bucket',
    folder: '',
    region: null,
    endpoint: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    role: null,
    profile: null,
    pathStyle: true,
    files: fileSettings(),
  };
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  for (const socket of sockets.splice(0)) socket.destroy();
  silent.close();
});

const open = (of: S3Address, signal = new AbortController().signal) =>
  openS3Target(of, temporaryFolder(), signal).catch((error: unknown) => error);

it('after 20 s, and not after all attempts of the SDK', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asked = once(silent, 'asked');
  const opened = open(address);
  await asked;
  vi.advanceTimersByTime(FIRST_ANSWER_MS);
  expect(await opened).toMatchObject({
    kind: 'connect.unreachable',
    facts: { address: address.endpoint, reason: 'it does not answer' },
  });
});

it('also where it is STS that says nothing', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_STS', address.endpoint!);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const asked = once(silent, 'asked');
  const opened = open({ ...address, role: ROLE });
  await asked;
  vi.advanceTimersByTime(FIRST_ANSWER_MS);
  expect(await opened).toMatchObject({ kind: 'connect.unreachable' });
});

it.each([null, ROLE])('an abort does not wait for it (role %s)', async (role) => {
  vi.stubEnv('AWS_ENDPOINT_URL_STS', address.endpoint!);
  const stop = new AbortController();
  const asked = once(silent, 'asked');
  const opened = open({ ...address, role }, stop.signal);
  await asked;
  const reason = new Error('enough');
  stop.abort(reason);
  expect(await opened).toBe(reason);
});

it.each([null, ROLE])('nor is a refused connection tried for long (role %s)', async (role) => {
  const gone = 'http://127.0.0.1:9';
  vi.stubEnv('AWS_ENDPOINT_URL_STS', gone);
  expect(await open({ ...address, role, endpoint: gone })).toMatchObject({
    kind: 'connect.unreachable',
    facts: { address: gone, reason: 'nothing listens there' },
  });
});

it('a bucket of AWS without any region is a matter of settings', async () => {
  vi.stubEnv('AWS_REGION', undefined);
  vi.stubEnv('AWS_DEFAULT_REGION', undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  expect(await open({ ...address, endpoint: null })).toMatchObject({
    kind: 'usage',
    facts: { problem: expect.stringContaining("'bucket'"), allowed: expect.stringContaining('?region=') },
  });
});

const CHUNK = { index: 0, low: null, high: null };

/** Lets hours pass in moments, until the work is done. */
async function inTime<Result>(work: () => Promise<Result>): Promise<unknown> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isDone = false;
  const outcome = work()
    .catch((error: unknown) => error)
    .finally(() => {
      isDone = true;
    });
  while (!isDone) {
    await pause(50);
    vi.advanceTimersByTime(20_000);
  }
  return await outcome;
}

const silences: [string, Front['gate'], string][] = [
  ['before an object', () => new Promise(() => {}), 'connect.unreachable'],
  [
    'in the middle of an object',
    async () => ({ status: 200, headers: { 'content-length': '1000' }, body: '1,on' }),
    'connect.silent',
  ],
];

it.each(silences)('a store that goes silent %s does not hold up what reads it', async (_, gate, kind) => {
  const { address: bucket, front } = await freshBucket(await freshStore('first'));
  const session = await started(bucket, [CHUNK]);
  await writeChunk(await session.writer(), CHUNK, [['1', 'one']]);
  front.gate = gate;
  const never = new AbortController().signal;
  expect(await inTime(() => session.digest(table, CHUNK, never))).toMatchObject({ kind });
});

it('nor does one that goes silent when leftovers are looked for', async () => {
  const { address: bucket, front } = await freshBucket(await freshStore('first'));
  const session = await started(bucket, [CHUNK]);
  front.gate = async ({ query }) => (query.has('uploads') ? await new Promise(() => {}) : null);
  expect(await inTime(async () => writeChunk(await session.writer(), CHUNK, [['1', 'one']]))).toMatchObject({
    kind: 'connect.unreachable',
  });
});
