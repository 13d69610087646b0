/** The way to a bucket, hop by hop: each thing that can be wrong is told at its hop, with what to do. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { measureS3, testS3 } from '../../../src/endpoints/s3/hops.ts';
import type { LabStore } from '../../../src/lab/servers/s3.ts';
import type { S3Address } from '../../../src/model/endpoint-url.ts';
import { type AnyHop, plannedHops } from '../../../src/model/hops.ts';
import { freshStore } from '../../support/s3.ts';
import { fileSettings } from '../files/file-settings.ts';
import { Authority, days } from '../mysql/connect/certificates.ts';
import type { Refusal, SeenRequest } from './front.ts';
import { allowedBy, freshBucket, signIn } from './one-bucket.ts';
import { openSts } from './security-token-service.ts';

const ROLE = 'arn:aws:iam::123456789012:role/loader';
const never = new AbortController().signal;
const opened: Server[] = [];
let store: LabStore;

beforeAll(async () => {
  store = await freshStore('first');
});
beforeEach(() => {
  signIn(store);
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of opened.splice(0)) {
    server.close();
    (server as { closeAllConnections?: () => void }).closeAllConnections?.();
  }
});

async function hopsOf(address: S3Address, signal = never): Promise<AnyHop[]> {
  const hops: AnyHop[] = [];
  for await (const hop of testS3(address, signal)) hops.push(hop);
  return hops;
}

/** The hop that failed, after all that came before it passed. */
async function failedHop(address: S3Address): Promise<AnyHop> {
  const hops = await hopsOf(address);
  const last = hops.at(-1)!;
  expect(hops.slice(0, -1).map(({ error }) => error)).toEqual(hops.slice(1).map(() => null));
  expect(hops.map(({ hop }) => hop)).toEqual(plannedHops(address).slice(0, hops.length));
  expect(last.result).toBe('failed');
  expect(last.found).toBeNull();
  return last;
}

function objectsIn(bucket: string): string[] {
  const folder = `${store.folder}/${bucket}`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('probe'));
}

async function listen(server: Server): Promise<number> {
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const isPut = ({ method, path }: SeenRequest) => method === 'PUT' && path.includes('probe');

it('a bucket that works passes every hop, in less than a second, and keeps nothing', async () => {
  const { address } = await freshBucket(store);
  const times: number[] = [];
  let hops: AnyHop[] = [];
  // Others use the machine too: the best run shows what the test itself takes.
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    hops = await hopsOf(address);
    times.push(performance.now() - start);
  }
  expect(Math.min(...times)).toBeLessThan(1_000);
  expect(hops.map(({ hop, result }) => `${hop} ${result}`)).toEqual(
    plannedHops(address).map((hop) => `${hop} passed`),
  );
  expect(hops.map(({ found }) => found)).toEqual([
    { from: 'environment', key: 'S3RVER' },
    { region: 'us-east-1', from: 'the address', endpoint: address.endpoint },
    { bucket: address.bucket },
    { folder: 'moved here', objects: 0, more: false },
    { key: expect.stringMatching(/^moved here\/\.dms-tui-probe-/), bytes: 5 },
    { key: expect.stringMatching(/^moved here\/\.dms-tui-probe-/) },
  ]);
  expect(objectsIn(address.bucket)).toEqual([]);
});

it('a role is a hop of its own, taken on once', async () => {
  const { address, front } = await freshBucket(store);
  const sts = await openSts(store.accessKeyId, store.secretAccessKey);
  vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.endpoint);
  front.gate = async ({ headers }) => {
    headers.authorization = headers.authorization!.replace(/=ASIA\d+\//, `=${store.accessKeyId}/`);
    delete headers['x-amz-security-token'];
    return null;
  };
  const hops = await hopsOf({ ...address, role: ROLE });
  expect(hops.map(({ hop, result }) => `${hop} ${result}`)).toEqual(
    plannedHops({ ...address, role: ROLE }).map((hop) => `${hop} passed`),
  );
  expect(hops[1]!.found).toEqual({ arn: ROLE, as: 'dms-tui' });
  expect(sts.asked).toHaveLength(1);
});

it('a role that may not be taken on names sts:AssumeRole and its trust policy', async () => {
  const { address } = await freshBucket(store);
  const sts = await openSts(store.accessKeyId, store.secretAccessKey);
  vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.endpoint);
  const me = 'arn:aws:iam::123456789012:user/me';
  sts.refusal = `User: ${me} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
  const { hop, error } = await failedHop({ ...address, role: ROLE });
  expect({ hop, error }).toMatchObject({
    hop: 'role',
    error: {
      kind: 'bucket.credentials',
      facts: { reason: expect.stringContaining('sts:AssumeRole'), role: ROLE },
    },
  });
  expect(JSON.parse(error!.fix!)).toMatchObject({ Principal: { AWS: me }, Action: 'sts:AssumeRole' });
});

/** What the store says, which hop that is, and which right is missing. */
const refusals: {
  says: string;
  refuse: (request: SeenRequest) => string | Refusal | null;
  files?: Partial<S3Address['files']>;
  hop: string;
  action: string;
  resource: string;
}[] = [
  {
    says: 'neither to look at the bucket nor into it',
    refuse: ({ method, path }) =>
      path !== '' ? null : method === 'HEAD' ? { status: 403, body: '' } : 'AccessDenied',
    hop: 'bucket',
    action: 's3:ListBucket',
    resource: 'arn:aws:s3:::$',
  },
  {
    says: 'not to list it',
    refuse: ({ method, query }) => {
      if (method === 'HEAD') return { status: 200, headers: { 'x-amz-request-id': '1' }, body: '' };
      return query.has('list-type') ? 'AccessDenied' : null;
    },
    hop: 'list',
    action: 's3:ListBucket',
    resource: 'arn:aws:s3:::$',
  },
  {
    says: 'not to write',
    refuse: (request) => (isPut(request) ? 'AccessDenied' : null),
    hop: 'write',
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::$/moved here/*',
  },
  {
    says: 'not to write with an ACL, though not why',
    refuse: (request) => (isPut(request) && request.headers['x-amz-acl'] ? 'AccessDenied' : null),
    files: { acl: 'bucket-owner-full-control', encryption: 'sse-s3' },
    hop: 'write',
    action: 's3:PutObjectAcl',
    resource: 'arn:aws:s3:::$/moved here/*',
  },
  {
    says: 'not to use the key, though not why',
    refuse: (request) =>
      isPut(request) && request.headers['x-amz-server-side-encryption'] === 'aws:kms' ? 'AccessDenied' : null,
    files: { encryption: 'sse-kms', kmsKeyId: 'arn:aws:kms:eu-west-1:1:key/2' },
    hop: 'write',
    action: 'kms:GenerateDataKey',
    resource: 'arn:aws:kms:eu-west-1:1:key/2',
  },
  {
    says: 'not to use the key, and which',
    refuse: (request) =>
      isPut(request)
        ? {
            code: 'AccessDenied',
            message:
              'User: arn:aws:iam::1:user/me is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:eu-west-1:1:key/3 because no identity-based policy allows the kms:GenerateDataKey action',
          }
        : null,
    files: { encryption: 'sse-kms' },
    hop: 'write',
    action: 'kms:GenerateDataKey',
    resource: 'arn:aws:kms:eu-west-1:1:key/3',
  },
  {
    says: 'not to delete',
    refuse: ({ method }) => (method === 'DELETE' ? 'AccessDenied' : null),
    hop: 'delete',
    action: 's3:DeleteObject',
    resource: 'arn:aws:s3:::$/moved here/*',
  },
];

it.each(refusals)('a store that allows $says: $action is missing at the hop $hop', async (refusal) => {
  const { address, front } = await freshBucket(store);
  front.gate = async (request) => refusal.refuse(request);
  const failed = await failedHop({ ...address, files: fileSettings(refusal.files) });
  expect(failed).toMatchObject({
    hop: refusal.hop,
    error: { kind: 'bucket.denied', facts: { bucket: address.bucket, action: refusal.action } },
  });
  expect(allowedBy(failed.error!.fix!, refusal.action)).toEqual({
    Effect: 'Allow',
    Resource: refusal.resource.replace('$', address.bucket),
  });
  if (refusal.hop !== 'delete') expect(objectsIn(address.bucket)).toEqual([]);
});

it('a probe that cannot be deleted again is named, with the command that removes it', async () => {
  const { address, front } = await freshBucket(store);
  front.gate = async ({ method }) => (method === 'DELETE' ? 'AccessDenied' : null);
  const { hop, issues } = await failedHop(address);
  const left = objectsIn(address.bucket).find((name) => name.includes('_object'))!;
  expect({ hop, issues }).toMatchObject({ hop: 'delete', issues: [{ code: 'left-behind' }] });
  expect(left).toContain(issues[0]!.subject.replace(`s3://${address.bucket}/`, ''));
  expect(issues[0]!.fix).toContain(issues[0]!.subject);
});

it('objects that can be written and not read are a warning', async () => {
  const { address, front } = await freshBucket(store);
  front.gate = async ({ method, path }) =>
    method === 'GET' && path.includes('probe') ? 'AccessDenied' : null;
  const write = (await hopsOf(address)).find(({ hop }) => hop === 'write')!;
  expect(write).toMatchObject({
    result: 'warned',
    issues: [{ fix: expect.stringContaining('s3:GetObject') }],
  });
});

it('who may list the folder only, and not the bucket, passes', async () => {
  const { address, front } = await freshBucket(store);
  front.gate = async ({ method }) => (method === 'HEAD' ? { status: 403, body: '' } : null);
  expect((await hopsOf(address)).at(-1)).toMatchObject({ hop: 'delete', result: 'passed' });
});

it.each([
  [
    'a bucket that is not there',
    'bucket.missing',
    (address: S3Address) => ({ ...address, bucket: 'nobodys' }),
  ],
  ['a port where nothing listens', 'connect.unreachable', nowhere('http://127.0.0.1:9')],
  ['a name that DNS does not know', 'connect.name', nowhere('http://store.invalid')],
])('%s is %s', async (_, kind, change) => {
  const { address } = await freshBucket(store);
  const { hop, error } = await failedHop(change({ ...address, pathStyle: true }));
  expect({ hop, kind: error!.kind }).toEqual({ hop: 'bucket', kind });
});

function nowhere(endpoint: string) {
  return (address: S3Address): S3Address => ({ ...address, endpoint });
}

it('a key the store does not know is a matter of credentials', async () => {
  const { address } = await freshBucket(store);
  signIn(store, 'AKIAUNKNOWN');
  const { hop, error } = await failedHop(address);
  expect({ hop, kind: error!.kind }).toEqual({ hop: 'bucket', kind: 'bucket.credentials' });
});

const elsewhere: Refusal = {
  status: 301,
  code: 'PermanentRedirect',
  headers: { 'x-amz-bucket-region': 'eu-west-1' },
};

it('a bucket in another region is named with it', async () => {
  const { address, front } = await freshBucket(store);
  front.gate = async ({ method }) => (method === 'HEAD' ? { ...elsewhere, body: '' } : elsewhere);
  expect(await failedHop(address)).toMatchObject({
    hop: 'bucket',
    error: {
      kind: 'bucket.failed',
      facts: { reason: 'the bucket is in the region eu-west-1' },
      fix: '?region=eu-west-1',
    },
  });
});

it('at AWS it is followed there, and the detour told', async () => {
  const { address, front } = await freshBucket(store);
  vi.stubEnv('AWS_ENDPOINT_URL_S3', front.endpoint);
  vi.stubEnv('AWS_REGION', 'us-west-2');
  front.gate = async ({ method, headers, path }) => {
    if (!headers.authorization!.includes('/eu-west-1/'))
      return method === 'HEAD' ? { ...elsewhere, body: '' } : elsewhere;
    if (method !== 'HEAD' || path !== '') return null;
    return {
      status: 200,
      headers: { 'x-amz-bucket-region': 'eu-west-1', 'x-amz-request-id': '1' },
      body: '',
    };
  };
  const hops = await hopsOf({ ...address, endpoint: null, region: null });
  expect(hops.find(({ hop }) => hop === 'region')!.found).toMatchObject({
    region: 'us-west-2',
    from: 'AWS_REGION',
  });
  expect(hops.find(({ hop }) => hop === 'bucket')).toMatchObject({
    result: 'warned',
    issues: [{ detail: expect.stringContaining('eu-west-1'), fix: '?region=eu-west-1' }],
  });
  expect(hops.at(-1)).toMatchObject({ hop: 'delete', result: 'passed' });
});

it('no region at all is told at its hop', async () => {
  const { address } = await freshBucket(store);
  vi.stubEnv('AWS_REGION', undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  const { hop, error } = await failedHop({ ...address, endpoint: null, region: null });
  expect({ hop, error }).toMatchObject({
    hop: 'region',
    error: { kind: 'usage', facts: { allowed: expect.stringContaining('?region=') } },
  });
});

const PAGE = '<!doctype html><title>Welcome</title><br>';
const servers: [string, RequestListener][] = [
  ['a web server that says yes to everything', (_, answer) => answer.end(PAGE)],
  ['a web server of XHTML', (_, answer) => answer.end('<html><body>Hi</body></html>')],
  ['a web server without that page', (_, answer) => answer.writeHead(404).end(PAGE)],
  ['a port for HTTPS', (_, answer) => answer.writeHead(400).end('HTTP request to an HTTPS server')],
  ['a login page', (_, answer) => answer.writeHead(302, { location: '/login' }).end()],
];

it.each(servers)('%s is not taken for a store', async (_, listener) => {
  const { address } = await freshBucket(store);
  const port = await listen(createHttpServer(listener));
  const { hop, error } = await failedHop({ ...address, endpoint: `http://127.0.0.1:${port}` });
  expect({ hop, error }).toMatchObject({
    hop: 'bucket',
    error: { kind: 'connect.protocol', facts: { wanted: 'S3' } },
  });
});

it('nor is what speaks no HTTP', async () => {
  const { address } = await freshBucket(store);
  const port = await listen(
    createServer((socket) => {
      socket.on('error', () => {});
      socket.end('SSH-2.0-OpenSSH_9.9\r\n');
    }),
  );
  const { error } = await failedHop({ ...address, endpoint: `http://127.0.0.1:${port}` });
  expect(error).toMatchObject({ kind: 'connect.protocol', facts: { wanted: 'S3' } });
});

it.each([
  { of: 'of an unknown authority', known: false, why: 'unknown-ca', to: days(365) },
  { of: 'that has expired', known: true, why: 'expired', to: days(-1) },
  { of: 'for another name', known: true, why: 'name', names: 'DNS:elsewhere' },
])('a certificate $of is told', async ({ known, why, ...wanted }) => {
  const { address } = await freshBucket(store);
  const authority = new Authority('nobody knows');
  const trusted = getCACertificates('default');
  if (known) setDefaultCACertificates([...trusted, readFileSync(authority.ca, 'utf8')]);
  try {
    const made = authority.issue({ subject: '/CN=store', ...wanted });
    const [cert, key] = [readFileSync(made.cert), readFileSync(made.key)];
    const port = await listen(createHttpsServer({ cert, key }, (_request, answer) => answer.end()));
    const { hop, error } = await failedHop({ ...address, endpoint: `https://127.0.0.1:${port}` });
    expect({ hop, error }).toMatchObject({ hop: 'bucket', error: { kind: 'connect.tls', facts: { why } } });
    if (!known) expect(error!.fix).toContain('NODE_EXTRA_CA_CERTS');
  } finally {
    setDefaultCACertificates(trusted);
  }
});

it('a store without TLS behind https:// is told so', async () => {
  const { address, front } = await freshBucket(store);
  const { error } = await failedHop({ ...address, endpoint: front.endpoint.replace('http:', 'https:') });
  expect(error).toMatchObject({ kind: 'connect.tls', facts: { why: 'unsupported' } });
});

it('a store that takes the connection and says nothing is told after some seconds', async () => {
  const { address } = await freshBucket(store);
  const port = await listen(createServer((socket) => void socket.resume().on('error', () => {})));
  const start = performance.now();
  const { hop, error } = await failedHop({ ...address, endpoint: `http://127.0.0.1:${port}` });
  expect({ hop, kind: error!.kind }).toEqual({ hop: 'bucket', kind: 'connect.silent' });
  expect(performance.now() - start).toBeLessThan(15_000);
});

it('an abort is obeyed at once, with its own reason, while a store says nothing', async () => {
  const { address, front } = await freshBucket(store);
  const stop = new AbortController();
  const reason = new Error('enough');
  front.gate = async (request) => {
    if (!isPut(request)) return null;
    setImmediate(() => stop.abort(reason));
    return await new Promise(() => {});
  };
  const start = performance.now();
  await expect(hopsOf(address, stop.signal)).rejects.toBe(reason);
  expect(performance.now() - start).toBeLessThan(8_000);
});

it('a consumer that stops after the write leaves no probe behind', async () => {
  const { address } = await freshBucket(store);
  for await (const hop of testS3(address, never)) if (hop.hop === 'write') break;
  expect(objectsIn(address.bucket)).toEqual([]);
});

it('the speed of a bucket is measured in about a second, and nothing stays', async () => {
  const { address } = await freshBucket(store);
  const start = performance.now();
  const { latencyMs, bytesPerSecond } = await measureS3(address, never);
  expect(performance.now() - start).toBeLessThan(6_000);
  expect(latencyMs).toBeGreaterThan(0);
  expect(bytesPerSecond).toBeGreaterThan(100_000);
  expect(objectsIn(address.bucket)).toEqual([]);
});
