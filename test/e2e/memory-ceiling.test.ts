/** How much memory the process takes at most, whatever the table holds and however slow the target is. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { LabStore } from '../../src/lab/servers/s3.ts';
import { freshStore } from '../support/s3.ts';
import { freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { type Loading, toFolder, toServer, toStore } from './support/haul.ts';
import { finish } from './support/product.ts';
import type { Shop } from './support/shop.ts';
import { slowLine } from './support/slow-line.ts';

const MB = 1024 * 1024;
/** For any number of rows. */
const MOST_FOR_ROWS = 220 * MB;
const LARGE_VALUE = 64 * MB;
/** For large objects: the value, and what the program is without it. */
const MOST_FOR_LARGE = 3 * LARGE_VALUE;

/** To compare takes the servers longer than to move, and this side no memory. */
const MOVE_ONLY = ['--no-validate'];

let source: TestServer;
let store: LabStore;

beforeAll(async () => {
  source = await mariadb('a');
  store = await freshStore();
});

async function expectPeakBelow(
  most: number,
  loading: Loading,
  shop: Shop,
  words: readonly string[] = [],
): Promise<void> {
  const { task } = await loading(source, shop);
  const ended = await task.runMeasured(words);
  expect(ended.code).toBe(0);
  expect(finish(ended).rows).toBe(shop.rows);
  expect(ended.peakBytes).toBeLessThanOrEqual(most);
}

describe('300,000 rows take no more than 220 MB', () => {
  let shop: Shop;

  beforeAll(async () => {
    const schema = await freshSchema(source, 'memory');
    // Some 125 MB: if they were held back anywhere, the ceiling would be passed.
    shop = { schema, rows: 300_000 };
    await source.query(
      `CREATE TABLE ${schema}.sample (id INT PRIMARY KEY, word CHAR(64) NOT NULL, text VARCHAR(500) NOT NULL)`,
    );
    await source.query(
      `INSERT INTO ${schema}.sample
       SELECT seq, SHA2(seq, 256), REPEAT(MD5(seq), 11) FROM ${schema}.seq_1_to_${shop.rows}`,
    );
  });

  test('to a server at the end of a slow line', async () => {
    const line = await slowLine(await mariadb('b'), 25 * MB);
    await expectPeakBelow(
      MOST_FOR_ROWS,
      toServer(
        () => mariadb('b'),
        () => line.port,
      ),
      shop,
      MOVE_ONLY,
    );
    expect(line.sent()).toBeGreaterThan(shop.rows * 400);
  });

  test('to a bucket', async () => {
    await expectPeakBelow(
      MOST_FOR_ROWS,
      toStore(() => store),
      shop,
      MOVE_ONLY,
    );
  });
});

describe.each([
  { values: 'a value', rows: 1 },
  { values: 'six values on two lanes', rows: 6 },
])('$values of 64 MB take no more than three times the size of one', ({ rows }) => {
  let shop: Shop;

  beforeAll(async () => {
    const schema = await freshSchema(source, 'memory');
    shop = { schema, rows };
    await source.query(`CREATE TABLE ${schema}.large (id INT PRIMARY KEY, body LONGBLOB NOT NULL)`);
    for (let id = 1; id <= rows; id++) {
      await source.query(`INSERT INTO ${schema}.large VALUES (?, REPEAT(UNHEX(SHA2(?, 256)), ?))`, [
        id,
        id,
        LARGE_VALUE / 32,
      ]);
    }
  });

  describe.each([
    { to: 'a server', loading: toServer(() => mariadb('b')) },
    { to: 'a folder', loading: toFolder },
    { to: 'a bucket', loading: toStore(() => store) },
  ])('to $to', ({ loading }) => {
    test('moved and compared', async () => {
      await expectPeakBelow(MOST_FOR_LARGE, loading, shop, ['--lanes', '2']);
    });
  });
});
