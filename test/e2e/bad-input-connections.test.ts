/** Servers and stores that cannot be reached or do not let us in: which end, why, what to do; exit code 3. */

import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFront } from '../endpoints/s3/front.ts';
import { freshStore } from '../support/s3.ts';
import {
  describeProducts,
  dropAfterwards,
  freshSchema,
  mariadb,
  type TestServer,
} from '../support/servers.ts';
import { CommandLine, end } from './support/command-line.ts';

/** A port on which nothing listens, found by having listened there. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describeProducts('a server', (server) => {
  let source: TestServer;
  let target: TestServer;
  let schema: string;
  let line: CommandLine;
  let before: unknown;
  beforeAll(async () => {
    source = await server('a');
    target = await server('b');
    schema = await freshSchema(source, 'connections');
    dropAfterwards(target, schema);
    await source.query(`CREATE TABLE ${schema}.t (id INT PRIMARY KEY)`);
    await target.query(`CREATE SCHEMA ${schema}`);
    line = new CommandLine();
    before = await line.stateOf(target, schema);
  });

  test('that is not there: its address, the reason, what to check', async () => {
    const port = await closedPort();
    const said = await line.copy(end(source, schema), {
      url: `mysql://root@127.0.0.1:${port}/`,
      password: 'p4ssw0rd-x',
    });
    expect(said.err).toMatch(new RegExp(`127\\.0\\.0\\.1:${port} cannot be reached: ECONNREFUSED`));
    expect(said.err).toMatch(/Cause: The machine is there, but nothing listens on this port/);
    expect(said.err).toMatch(/Next: Check host and port/);
    expect(said.code).toBe(3);
  });

  test('whose name nobody knows', async () => {
    const said = await line.copy({ url: `mysql://root@no-such-host.invalid/${schema}` }, end(target));
    expect(said.err).toMatch(/The name no-such-host\.invalid cannot be resolved: E(NOTFOUND|AI_AGAIN)/);
    expect(said.err).toMatch(/Cause: It is misspelled, known only inside another network/);
    expect(said.code).toBe(3);
    expect(await line.stateOf(target, schema)).toEqual(before);
  });

  test('that does not accept the password: the user, the words of the server, never the password', async () => {
    const said = await line.copy(end(source, schema), { url: target.url(), password: 'wrong-p4ssword' });
    expect(said.err).toMatch(new RegExp(`127\\.0\\.0\\.1:${target.port} did not accept the user 'root'`));
    expect(said.err).toMatch(/ER_ACCESS_DENIED_ERROR \(1045\): Access denied for user 'root'/);
    expect(said.err).toMatch(/Next: Check the password/);
    expect(said.code).toBe(3);
    expect(await line.stateOf(target, schema)).toEqual(before);
  });

  test('that cannot speak TLS, or prove who it is, where that was asked for', async () => {
    const said = await line.copy(
      { url: `${source.url(schema)}?ssl=verify-full`, password: source.password },
      end(target),
    );
    expect(said.err).toMatch(new RegExp(`No TLS connection to 127\\.0\\.0\\.1:${source.port}`));
    // MySQL has a certificate it made for itself.
    expect(said.err).toMatch(/Next: (Switch TLS on at the server|Name the right authority with `\?ca=)/);
    expect(said.code).toBe(3);
  });
});

describe('something else on the port', () => {
  let other: Server;
  afterAll(() => other.close());

  test('is told from a server that is not there', async () => {
    other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const line = new CommandLine();
    const target = await mariadb('b');
    const said = await line.copy(
      { url: `mysql://root@127.0.0.1:${port}/x`, password: 'p4ssw0rd-x' },
      end(target),
    );
    expect(said.err).toMatch(
      new RegExp(`127\\.0\\.0\\.1:${port} answers, but not as a MySQL server does: it begins with`),
    );
    expect(said.code).toBe(3);
  });
});

describe('a bucket or folder', () => {
  let source: TestServer;
  let schema: string;
  let line: CommandLine;
  beforeAll(async () => {
    source = await mariadb('a');
    schema = await freshSchema(source, 'stores');
    await source.query(`CREATE TABLE ${schema}.t (id INT PRIMARY KEY)`);
    await source.query(`INSERT INTO ${schema}.t VALUES (1)`);
    line = new CommandLine();
  });

  async function copyTo(url: string, environment: NodeJS.ProcessEnv = {}) {
    const { home } = line;
    return await line.run(['copy', source.url(schema), url, '--plain'], end(source), undefined, {
      HOME: home,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    });
  }

  test('that does not exist: the bucket, where, what to do', async () => {
    const store = await freshStore('mine');
    const keys = { AWS_ACCESS_KEY_ID: store.accessKeyId, AWS_SECRET_ACCESS_KEY: store.secretAccessKey };
    const said = await copyTo(store.url('raw').replace('s3://mine/', 's3://yours/'), keys);
    expect(said.err).toMatch(/There is no bucket 'yours'/);
    expect(said.err).toMatch(/NoSuchBucket/);
    expect(said.err).toMatch(/Next: Check its name and region, or make it first/);
    expect(said.code).toBe(3);
    expect(said.text).not.toContain(store.secretAccessKey === 'S3RVER' ? '\0' : store.secretAccessKey);
  });

  test('that denies access: the action denied, on what, and nothing is left there', async () => {
    const store = await freshStore('mine');
    const front = await openFront(store);
    front.gate = async ({ method }) => (method === 'PUT' || method === 'POST' ? 'AccessDenied' : null);
    const url = `s3://mine/raw?region=us-east-1&endpoint=${encodeURIComponent(front.endpoint)}`;
    const said = await copyTo(url, {
      AWS_ACCESS_KEY_ID: store.accessKeyId,
      AWS_SECRET_ACCESS_KEY: 's3cr3t-key',
    });
    expect(said.err).toMatch(/s3:\w+ on the bucket 'mine' at .* was denied/);
    expect(said.err).toMatch(/AccessDenied \(403\): AccessDenied it is/);
    expect(said.err).toMatch(/Next: Allow s3:\w+ in a policy of the role or user/);
    expect(said.text).not.toContain('s3cr3t-key');
    expect(said.code).toBe(3);
    expect(front.uploads()).toEqual([]);
  });

  test('that does not know the key: where keys may come from', async () => {
    const store = await freshStore('mine');
    const said = await copyTo(store.url('raw'), {
      AWS_ACCESS_KEY_ID: 'AKIAUNKNOWN',
      AWS_SECRET_ACCESS_KEY: 's3cr3t-key',
    });
    expect(said.err).toMatch(
      /No usable credentials for S3: The AWS Access Key Id .* does not exist in our records\.$/m,
    );
    expect(said.err).toMatch(/InvalidAccessKeyId \(403\)/);
    expect(said.text).not.toContain('s3cr3t-key');
    expect(said.code).toBe(3);
  });

  test('without credentials: where they may come from', async () => {
    const store = await freshStore('mine');
    const said = await copyTo(store.url('raw'));
    expect(said.err).toMatch(/No usable credentials for S3/);
    expect(said.err).toMatch(/Next: Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/);
    expect(said.code).toBe(3);
  });

  test('that is a file', async () => {
    const path = line.file('occupied', 'not a folder');
    const said = await copyTo(`file://${path}`);
    expect(said.err).toMatch(/The folder .*occupied cannot be used/);
    expect(said.code).toBe(3);
  });

  test('that holds files of another task is not written into unasked', async () => {
    const folder = join(line.home, 'out');
    mkdirSync(folder);
    expect((await copyTo(`file://${folder}`)).code).toBe(0);
    const again = await line.run(
      ['copy', source.url(schema), `file://${folder}`, '--plain', '--task', 'another'],
      end(source),
    );
    expect(again.err).toMatch(/LOAD00000001\.csv is there and was not written by this task/);
    expect(again.err).toMatch(/Next: .*`--prep drop-and-create`/);
    expect(again.code).toBe(1);
  });
});
