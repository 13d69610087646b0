/** Where credentials are found is said; where there are none, soon, and how to give some. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { testS3 } from '../../../src/endpoints/s3/hops.ts';
import { openS3Target } from '../../../src/endpoints/s3/target.ts';
import type { LabStore } from '../../../src/lab/servers/s3.ts';
import type { S3Address } from '../../../src/model/endpoint-url.ts';
import type { Hop } from '../../../src/model/hops.ts';
import { freshStore } from '../../support/s3.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { freshBucket } from './one-bucket.ts';

const KEY = { AccessKeyId: 'S3RVER', SecretAccessKey: 'S3RVER' };
const signal = new AbortController().signal;
const opened: Server[] = [];

let store: LabStore;
let address: S3Address;

/** Takes connections and says nothing: the metadata of a machine that is none of Amazon's, behind some firewalls. */
beforeEach(async () => {
  store ??= await freshStore('first');
  address = (await freshBucket(store)).address;
  const port = await listen(createSocketServer((socket) => void socket.resume().on('error', () => {})));
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', `http://127.0.0.1:${port}`);
  files('', '');
});

afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of opened.splice(0)) {
    server.close();
    (server as { closeAllConnections?: () => void }).closeAllConnections?.();
  }
});

async function listen(server: Server): Promise<number> {
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** The two files of AWS on this machine. */
function files(config: string, credentials: string): void {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config'), config);
  writeFileSync(join(folder, 'credentials'), credentials);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
}

async function credentialsHop(of: S3Address): Promise<Hop> {
  for await (const hop of testS3(of, signal)) return hop;
  throw new Error('no hop came');
}

const keys = `aws_access_key_id=${KEY.AccessKeyId}\naws_secret_access_key=${KEY.SecretAccessKey}\n`;

it('in the environment', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', KEY.AccessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', KEY.SecretAccessKey);
  expect((await credentialsHop(address)).found).toEqual({ from: 'environment', key: 'S3RVER' });
});

it('in the default profile, or the one of AWS_PROFILE', async () => {
  files('', `[default]\n${keys}[other]\n${keys}`);
  expect((await credentialsHop(address)).found).toMatchObject({ from: 'profile default' });
  vi.stubEnv('AWS_PROFILE', 'other');
  expect((await credentialsHop(address)).found).toMatchObject({ from: 'profile other' });
});

it('in the profile of the address, whatever else there is, and a run uses it too', async () => {
  files('', `[team]\n${keys}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOTHER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'other');
  const ours = { ...address, profile: 'team' };
  expect((await credentialsHop(ours)).found).toEqual({ from: 'profile team', key: 'S3RVER' });
  await (await openS3Target(ours, temporaryFolder(), signal)).close();
  await expect(openS3Target(address, temporaryFolder(), signal)).rejects.toMatchObject({
    kind: 'bucket.credentials',
  });
});

it('from a program that a profile names, with the region of the profile', async () => {
  const answer = JSON.stringify({ Version: 1, ...KEY });
  files(`[profile tool]\nregion=eu-north-1\ncredential_process=echo '${answer}'\n`, '');
  const hops: Hop[] = [];
  for await (const hop of testS3({ ...address, profile: 'tool', region: null, endpoint: null }, signal)) {
    hops.push(hop);
    if (hop.hop === 'region') break;
  }
  expect(hops.map(({ found }) => found)).toEqual([
    { from: 'profile tool (program)', key: 'S3RVER' },
    { region: 'eu-north-1', from: 'profile tool', endpoint: null },
  ]);
});

it('in a container', async () => {
  const port = await listen(createServer((_, answer) => answer.end(JSON.stringify(metadata()))));
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `http://127.0.0.1:${port}/credentials`);
  expect((await credentialsHop(address)).found).toMatchObject({ from: 'container' });
});

it('in the metadata of the machine', async () => {
  const port = await listen(
    createServer(({ url, method }, answer) => {
      if (method === 'PUT') answer.end('token');
      else answer.end(url!.endsWith('/') ? 'role-of-the-machine' : JSON.stringify(metadata()));
    }),
  );
  vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', `http://127.0.0.1:${port}`);
  expect((await credentialsHop(address)).found).toMatchObject({ from: 'instance metadata' });
});

function metadata() {
  const Expiration = new Date(Date.now() + 3_600_000).toISOString();
  return { Code: 'Success', ...KEY, Token: 'token', Expiration };
}

it('nowhere: told within seconds, though the metadata of the machine say nothing', async () => {
  const start = performance.now();
  const { result, error } = await credentialsHop(address);
  expect({ result, error }).toMatchObject({
    result: 'failed',
    error: { kind: 'bucket.credentials', facts: { reason: expect.stringContaining('environment') } },
  });
  expect(performance.now() - start).toBeLessThan(5_000);
});

it('not in a profile that is not there, nor in its place somewhere else', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', KEY.AccessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', KEY.SecretAccessKey);
  expect((await credentialsHop({ ...address, profile: 'gone' })).error).toMatchObject({
    kind: 'bucket.credentials',
    facts: { reason: expect.stringContaining('gone') },
  });
});

it('of a session that has to be opened: the command that opens it is named', async () => {
  const sso = 'sso_start_url=https://team.example/start\nsso_region=eu-west-1\n';
  files(`[profile sso]\n${sso}sso_account_id=123456789012\nsso_role_name=loader\n`, '');
  expect((await credentialsHop({ ...address, profile: 'sso' })).error).toMatchObject({
    kind: 'bucket.credentials',
    fix: 'aws sso login --profile sso',
  });
});

it('no secret is in what is said', async () => {
  files('', `[team]\naws_access_key_id=AKIAWRONG\naws_secret_access_key=not-to-be-seen\n`);
  const hops: Hop[] = [];
  for await (const hop of testS3({ ...address, profile: 'team' }, signal)) hops.push(hop);
  expect(hops.at(-1)!.result).toBe('failed');
  expect(JSON.stringify(hops)).not.toContain('not-to-be-seen');
});
