/** kill -9 at instants all over a run, named by nobody, then `--resume`. */
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, test } from 'vitest';
import type { LabStore } from '../../src/lab/servers/s3.ts';
import { freshStore } from '../support/s3.ts';
import { describeMysql, mariadb, mysql, type TestServer } from '../support/servers.ts';
import { expectProved, type Loading, toFolder, toServer, toStore } from './support/haul.ts';
import type { Running } from './support/product.ts';
import { Random } from './support/random.ts';
import { openShop, type Shop } from './support/shop.ts';

let source: TestServer;
let shop: Shop;
let store: LabStore;

beforeAll(async () => {
  source = await mariadb('a');
  shop = await openShop(source, 2);
  store = await freshStore();
});

/** Beyond the end on purpose: a task that is done must resume too. */
const LATEST = 1.05;
/** Kills of one task, at most. */
const MOST_KILLS = 2;

killedAllOver(
  'to MariaDB',
  10,
  toServer(() => mariadb('b')),
);
describeMysql('(MySQL)', () =>
  killedAllOver(
    'to MySQL',
    4,
    toServer(() => mysql('b')),
  ),
);
killedAllOver('to a folder', 3, toFolder);
killedAllOver(
  'to a bucket',
  3,
  toStore(() => store),
);

function killedAllOver(name: string, times: number, loading: Loading): void {
  describe(`${name}, every row arrives once`, () => {
    let undisturbedMs = 0;

    beforeAll(async () => {
      const { task } = await loading(source, shop);
      const run = task.start();
      await run.until((event) => event.type === 'run.started');
      const started = performance.now();
      expectProved(await run.ended);
      undisturbedMs = performance.now() - started;
    });

    test.each(instants(name, times))('when killed at $shares of an undisturbed run', async ({ shares }) => {
      const { task, arrived } = await loading(source, shop);
      for (const [index, share] of shares.entries()) {
        await killAfter(task.start(index === 0 ? [] : ['--resume']), share * undisturbedMs);
      }
      expectProved(await task.resume());
      await arrived();
    });
  });
}

/** Spread evenly over the run, by chance within each part; some tasks are killed again while they resume. */
function instants(name: string, times: number): { shares: number[] }[] {
  const random = new Random(Array.from(name).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  return Array.from({ length: times }, (_, part) => {
    const first = ((part + random.fraction()) / times) * LATEST;
    const again = Array.from({ length: random.below(MOST_KILLS) }, () => random.fraction());
    return { shares: [first, ...again].map((share) => Number(share.toFixed(3))) };
  });
}

async function killAfter(run: Running, milliseconds: number): Promise<void> {
  await run.until((event) => event.type === 'run.started');
  await Promise.race([run.ended, pause(milliseconds)]);
  await run.kill9();
}
