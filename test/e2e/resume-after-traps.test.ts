/** kill -9 at every named point of a run, then `--resume`. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { LabStore } from '../../src/lab/servers/s3.ts';
import { freshStore } from '../support/s3.ts';
import { describeMysql, mariadb, mysql, type TestServer } from '../support/servers.ts';
import { expectProved, type Loading, toFolder, toServer, toStore } from './support/haul.ts';
import { openGallery, openShop, type Shop } from './support/shop.ts';

let source: TestServer;
let shop: Shop;
let store: LabStore;

beforeAll(async () => {
  source = await mariadb('a');
  shop = await openShop(source);
  store = await freshStore();
});

/**
 * A trap and which time of passing it. The tables of the shop come one after the other, so late passes lie in
 * the tables with text as key and without one.
 */
const EACH_ALONE = [
  'making-ledger:2',
  'making-ledger:5',
  'after-prepare:3',
  'planning:11',
  'before-commit:2',
  'before-commit:12',
  'after-load-before-ledger:12',
  'after-load-before-ledger:17',
  'after-commit-before-acknowledgement:12',
  'after-commit-before-acknowledgement:17',
  'after-index-before-ledger:1',
];

describe('a resume after kill -9 loses and doubles no row', () => {
  test.each(EACH_ALONE)('on MariaDB, at %s', async (trap) => {
    await killedOnce(
      toServer(() => mariadb('b')),
      trap,
    );
  });

  test('in a folder, when a file is there that the ledger does not have', async () => {
    await killedOnce(toFolder, 'after-load-before-ledger:17');
  });

  test('in a bucket, when an object is there that the ledger does not have', async () => {
    await killedOnce(
      toStore(() => store),
      'after-load-before-ledger:17',
    );
  });
});

/** Each is passed so often in what the one before has left to do. */
const ONE_AFTER_THE_OTHER = [
  'after-prepare:2',
  'planning:3',
  'before-commit:4',
  'after-load-before-ledger:4',
  'after-commit-before-acknowledgement:4',
];

describe('nor does one that is killed again and again', () => {
  describeMysql('(MySQL)', () => {
    test('on MySQL', async () => {
      const traps = ['making-ledger:3', ...ONE_AFTER_THE_OTHER, 'after-index-before-ledger:1'];
      await killedAgainAndAgain(
        toServer(() => mysql('b')),
        traps,
      );
    });
  });

  test('in a folder', async () => {
    await killedAgainAndAgain(toFolder, ONE_AFTER_THE_OTHER);
  });

  test('in a bucket', async () => {
    await killedAgainAndAgain(
      toStore(() => store),
      ONE_AFTER_THE_OTHER,
    );
  });
});

describe('a table without a key starts again, and a kill while its rows are taken back doubles none', () => {
  const restarts: [string, Loading][] = [
    ['MariaDB', toServer(() => mariadb('b'))],
    ['a folder', toFolder],
  ];
  test.each(restarts)('on %s', async (_, loading) => {
    const { task, arrived } = await loading(source, shop);
    expect((await task.runIntoTrap('before-commit:17')).signal).toBe('SIGKILL');
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

  const targets: [string, Loading][] = [
    ['a folder', toFolder],
    ['a bucket', toStore(() => store)],
  ];
  test.each(targets)('in %s', async (_, loading) => {
    const { task, arrived, files } = await loading(source, gallery);
    // At the first part of all: at the second, another lane may be done with its file, and rightly so.
    expect((await task.runIntoTrap('mid-upload')).signal).toBe('SIGKILL');
    expect(await files()).toEqual([]);
    expectProved(await task.resume());
    await arrived();
  });
});

async function killedOnce(loading: Loading, trap: string): Promise<void> {
  const { task, arrived } = await loading(source, shop);
  expect((await task.runIntoTrap(trap)).signal).toBe('SIGKILL');
  expectProved(await task.resume());
  await arrived();
}

async function killedAgainAndAgain(loading: Loading, traps: readonly string[]): Promise<void> {
  const { task, arrived } = await loading(source, shop);
  for (const [index, trap] of traps.entries()) {
    const ended = await task.runIntoTrap(trap, index === 0 ? [] : ['--resume']);
    expect([trap, ended.signal]).toEqual([trap, 'SIGKILL']);
  }
  expectProved(await task.resume());
  await arrived();
}
