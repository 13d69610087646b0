/** kill -9 at every named point of a run, then `--resume`. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { LabStore } from '../../src/lab/servers/s3.ts';
import { freshStore } from '../support/s3.ts';
import { describeMysql, mariadb, mysql, type TestServer } from '../support/servers.ts';
import { expectProved, type Loading, toFolder, toServer, toStore } from './support/haul.ts';
import { openGallery, openShop, type Shop } from './support/shop.ts';
import { unfinishedUploads } from './support/stored-objects.ts';

let source: TestServer;
let shop: Shop;
let store: LabStore;

beforeAll(async () => {
  source = await mariadb('a');
  shop = await openShop(source);
  store = await freshStore();
});

/**
 * A name, and which time of passing it. The tables of the shop come one after the other, so late passes lie
 * in the tables with text as key and without one.
 */
const EVERYWHERE = [
  'after-prepare:1',
  'after-prepare:4',
  'planning:1',
  'planning:12',
  'before-commit:1',
  'before-commit:17',
  'before-commit:26',
  'after-load-before-ledger:1',
  'after-load-before-ledger:17',
  'after-load-before-ledger:26',
  'after-commit-before-acknowledgement:1',
  'after-commit-before-acknowledgement:17',
  'after-commit-before-acknowledgement:26',
];
const ON_SERVERS = [
  'making-ledger:2',
  'making-ledger:5',
  'after-index-before-ledger:1',
  'after-index-before-ledger:3',
];

describe('a resume after kill -9 loses and doubles no row on MariaDB', () => {
  test.each([...ON_SERVERS, ...EVERYWHERE])('at %s', async (trap) => {
    await killedOnce(toServer(() => mariadb('b')), trap);
  });
});

describeMysql('a resume after kill -9 loses and doubles no row on MySQL', () => {
  test.each(['making-ledger:3', 'after-load-before-ledger:17', 'after-index-before-ledger:2'])(
    'at %s',
    async (trap) => {
      await killedOnce(toServer(() => mysql('b')), trap);
    },
  );

  test('also when every other run is killed again', async () => {
    await killedAgainAndAgain(toServer(() => mysql('b')), [...ON_SERVERS, ...EVERYWHERE]);
  });
});

describe('a resume after kill -9 loses and doubles no row in a folder', () => {
  test.each(['planning:12', 'before-commit:26', 'after-load-before-ledger:26'])('at %s', async (trap) => {
    await killedOnce(toFolder, trap);
  });

  test('also when every other run is killed again', async () => {
    await killedAgainAndAgain(toFolder, EVERYWHERE);
  });
});

describe('a resume after kill -9 loses and doubles no row in a bucket', () => {
  test.each(['before-commit:17', 'after-load-before-ledger:26'])('at %s', async (trap) => {
    await killedOnce(toStore(() => store), trap);
  });

  test('also when every other run is killed again', async () => {
    await killedAgainAndAgain(toStore(() => store), EVERYWHERE);
  });
});

describe('a table without a key starts again, and a kill while its rows are taken back doubles none', () => {
  const restarts: [string, Loading][] = [
    ['MariaDB', toServer(() => mariadb('b'))],
    ['a folder', toFolder],
  ];
  test.each(restarts)('on %s', async (_, loading) => {
    const { task, arrived } = await loading(source, shop);
    expect((await task.runIntoTrap('before-commit:26')).signal).toBe('SIGKILL');
    const again = await task.runIntoTrap('after-restart-before-ledger', ['--resume']);
    expect(again.signal).toBe('SIGKILL');
    expectProved(await task.resume());
    await arrived();
  });
});

describe('a kill in mid-upload leaves no file behind, and the resume completes it', () => {
  let gallery: Shop;

  beforeAll(async () => {
    gallery = await openGallery(source);
  });

  test('in a folder', async () => {
    const { task, arrived } = await toFolder(source, gallery);
    expect((await task.runIntoTrap('mid-upload:3')).signal).toBe('SIGKILL');
    expectProved(await task.resume());
    await arrived();
  });

  test('in a bucket', async () => {
    const { task, arrived } = await toStore(() => store)(source, gallery);
    expect((await task.runIntoTrap('mid-upload:2')).signal).toBe('SIGKILL');
    expect(await unfinishedUploads(store)).toHaveLength(1);
    expectProved(await task.resume());
    expect(await unfinishedUploads(store)).toEqual([]);
    await arrived();
  });
});

async function killedOnce(loading: Loading, trap: string): Promise<void> {
  const { task, arrived } = await loading(source, shop);
  expect((await task.runIntoTrap(trap)).signal).toBe('SIGKILL');
  expectProved(await task.resume());
  await arrived();
}

/** Every trap in turn, on its first pass where the work of the later ones is done already. */
async function killedAgainAndAgain(loading: Loading, traps: readonly string[]): Promise<void> {
  const { task, arrived } = await loading(source, shop);
  let killed = 0;
  for (const trap of traps) {
    const ended = await task.runIntoTrap(trap, killed === 0 ? [] : ['--resume']);
    if (ended.signal === 'SIGKILL') killed++;
    else expectProved(ended);
  }
  expect(killed).toBeGreaterThanOrEqual(3);
  expectProved(await task.resume());
  await arrived();
}
