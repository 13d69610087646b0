import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeEndpoint, type SavedEndpoint } from '../../src/model/endpoint.ts';
import { parseEndpointUrl } from '../../src/model/endpoint-url.ts';
import { DmsError } from '../../src/model/errors.ts';
import { findEndpoint, readEndpoints, removeEndpoint, saveEndpoint } from '../../src/store/endpoints.ts';
import { profileFile } from '../../src/store/profile.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function endpoint(id: string, url = `mysql://me@${id}/d`): SavedEndpoint {
  const parts = {
    id,
    role: 'source' as const,
    base: parseEndpointUrl(url, 'source').address,
    settings: null,
    password: null,
    bastion: null,
    description: 'x'.repeat(2_000),
    created: '2026-01-01T00:00:00.000Z',
    changed: '2026-01-01T00:00:00.000Z',
  };
  return makeEndpoint(parts, 'test').endpoint;
}

async function ids(home: string): Promise<string[]> {
  return (await readEndpoints(home)).endpoints.map((one) => one.id);
}

const source = (path: string) => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);

/** Saves endpoints `<name>-0`, `<name>-1`, … in a process of its own, and prints a line for each. */
function writer(
  home: string,
  name: string,
  count: number,
  environment: NodeJS.ProcessEnv = {},
): ChildProcess {
  const script = `
    import { saveEndpoint } from ${source('store/endpoints.ts')};
    import { parseEndpointRecord } from ${source('model/endpoint.ts')};
    const [home, name, count, record] = process.argv.slice(1);
    for (let at = 0; at < Number(count); at++) {
      const id = name + '-' + at;
      await saveEndpoint(home, id, () => parseEndpointRecord({ ...JSON.parse(record), id }, 'test', ''));
      console.log(id);
    }
  `;
  const { address: _, ...record } = endpoint('template');
  const words = [home, name, String(count), JSON.stringify(record)];
  return spawn(process.execPath, ['--input-type=module', '-e', script, ...words], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('an endpoint is found whatever the case of its id, and its file is for its owner alone', async () => {
  const home = temporaryFolder();
  const before = process.umask(0);
  try {
    await saveEndpoint(home, 'Shop', () => endpoint('Shop'));
  } finally {
    process.umask(before);
  }
  expect(findEndpoint(await readEndpoints(home), 'sHOP')).toEqual(endpoint('Shop'));
  expect(statSync(profileFile(home)).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, 'profile')).mode & 0o777).toBe(0o700);
  await removeEndpoint(home, 'SHOP');
  expect(await ids(home)).toEqual([]);
});

test('reading where nothing was saved makes nothing', async () => {
  const home = temporaryFolder();
  expect(await ids(home)).toEqual([]);
  expect(readdirSync(home)).toEqual([]);
});

test('an id there is not is answered with the nearest ones', async () => {
  const home = temporaryFolder();
  for (const id of ['shop-source', 'dees']) await saveEndpoint(home, id, () => endpoint(id));
  const saved = await readEndpoints(home);
  expect(() => findEndpoint(saved, 'shop-sorce')).toThrow(DmsError);
  await expect(removeEndpoint(home, 'shop-sorce')).rejects.toMatchObject({
    kind: 'endpoint.unknown',
    facts: { near: ['shop-source'], saved: ['dees', 'shop-source'], aside: [] },
  });
});

test('two writers at once lose nothing of each other', async () => {
  const home = temporaryFolder();
  const writers = [writer(home, 'a', 15), writer(home, 'b', 15), writer(home, 'c', 15)];
  for (const one of writers) one.stdout!.resume();
  const codes = await Promise.all(writers.map(async (one) => ((await once(one, 'close')) as [number])[0]));
  expect(codes).toEqual([0, 0, 0]);
  expect(await ids(home)).toHaveLength(45);
});

// `conf` writes in place when this variable is set, as it is in the terminal of an editor from a Snap package.
test.each([{}, { SNAP: '/snap/editor/1' }])(
  'a writer killed at any moment leaves a whole file with all that was confirmed (%j)',
  async (environment) => {
    const home = temporaryFolder();
    const confirmed = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const one = writer(home, `r${round}`, 1_000, environment);
      let printed = '';
      one.stdout!.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
      await once(one.stdout!, 'data');
      // Uneven, so that the end comes at another point of a write each time.
      await new Promise((resolve) => {
        setTimeout(resolve, round * 7.3);
      });
      const gone = once(one, 'close');
      one.kill('SIGKILL');
      await gone;
      for (const id of printed.split('\n').slice(0, -1)) confirmed.add(id);
      const saved = await readEndpoints(home);
      expect(saved.damaged).toEqual([]);
      expect(saved.aside).toEqual([]);
      const found = new Set(saved.endpoints.map((each) => each.id));
      expect([...confirmed].filter((id) => !found.has(id))).toEqual([]);
    }
    await saveEndpoint(home, 'last', () => endpoint('last'));
    // The lock of the last one that was killed was taken over, and what it left half written is gone.
    expect(readdirSync(join(home, 'profile')).filter((name) => name.startsWith('endpoints'))).toEqual([
      'endpoints.json',
    ]);
  },
  120_000,
);

test.each(['', '{"a": ', '[]', '5', '\0\0\0\0'])(
  'a file with %j is kept aside under a dated name, told of, and never wiped',
  async (content) => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'profile'));
    writeFileSync(profileFile(home), content);
    const error = await readEndpoints(home).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'profile.damaged', facts: { file: profileFile(home) } });
    const { aside } = (error as DmsError<'profile.damaged'>).facts;
    expect(aside).toMatch(/endpoints\.damaged-\d{4}-\d\d-\d\dT.*\.json$/);
    expect(readFileSync(aside, 'utf8')).toBe(content);
    await saveEndpoint(home, 'shop', () => endpoint('shop'));
    expect((await readEndpoints(home)).aside).toEqual([aside]);
  },
);

test('a writer that finds the file damaged keeps it aside too, and saves nothing', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'profile'));
  writeFileSync(profileFile(home), '{"shop": {');
  await expect(saveEndpoint(home, 'a', () => endpoint('a'))).rejects.toMatchObject({
    kind: 'profile.damaged',
  });
  expect(await ids(home)).toEqual([]);
});

test('an entry that cannot be read hides no other, and stays when others change', async () => {
  const home = temporaryFolder();
  await saveEndpoint(home, 'good', () => endpoint('good'));
  const records = JSON.parse(readFileSync(profileFile(home), 'utf8')) as Record<string, unknown>;
  writeFileSync(profileFile(home), JSON.stringify({ ...records, bad: { id: 'bad', role: 'x' } }));
  await saveEndpoint(home, 'other', () => endpoint('other'));
  const saved = await readEndpoints(home);
  expect(saved.endpoints.map((one) => one.id)).toEqual(['good', 'other']);
  expect(saved.damaged.map((one) => [one.id, one.error.facts.path])).toEqual([['bad', 'bad.role']]);
  expect(() => findEndpoint(saved, 'Bad')).toThrow(saved.damaged[0]!.error);
  expect(await removeEndpoint(home, 'bad')).toBeNull();
  expect((await readEndpoints(home)).damaged).toEqual([]);
});
