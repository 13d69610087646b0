/** How much memory the process takes at most, whatever the table holds and however slow the target is. */
import { beforeAll, describe, expect, test } from 'vitest';
import { freshStore } from '../support/s3.ts';
import { freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { expectProved, type Loading, toFolder, toServer, toStore } from './support/haul.ts';
import type { LabStore } from '../../src/lab/servers/s3.ts';
import { slowLine } from './support/slow-line.ts';
import type { Shop } from './support/shop.ts';

const MB = 1024 * 1024;

/** For any number of rows. */
const MOST_FOR_ROWS = 220 * MB;

const LARGEST = 64 * MB;
/** For large objects. */
const MOST_FOR_LARGEST = 3 * LARGEST;

let source: TestServer;
let store: LabStore;

beforeAll(async () => {
  source = await mariadb('a');
  store = await freshStore();
});

async function expectBelow(most: number, name: string, loading: Loading, shop: Shop): Promise<void> {
  const { task, arrived } = await loading(source, shop);
  const ended = await task.runMeasured();
  expectProved(ended);
  console.log(`${name}: peak ${Math.round(ended.peakBytes / MB)} MB`);
  expect(ended.peakBytes).toBeLessThanOrEqual(most);
  await arrived();
}

describe('300,000 rows take no more memory than 220 MB', () => {
  let shop: Shop;

  beforeAll(async () => {
    const schema = await freshSchema(source, 'memory');
    await source.query(
      `CREATE TABLE ${schema}.sample (id INT PRIMARY KEY, word CHAR(64) NOT NULL, text VARCHAR(200) NOT NULL)`,
    );
    await source.query(
      `INSERT INTO ${schema}.sample SELECT seq, SHA2(seq, 256), REPEAT(MD5(seq), 5) FROM seq_1_to_300000`,
    );
    shop = { schema, rows: 300_000 };
  });

  test('to a server at the end of a slow line', async () => {
    const target = await mariadb('b');
    const line = await slowLine(target, 10 * MB);
    await expectBelow(MOST_FOR_ROWS, 'slow', toServer(() => mariadb('b'), () => line.port), shop);
    expect(line.sent()).toBeGreaterThan(65 * MB);
  });

  test('to a folder', async () => {
    await expectBelow(MOST_FOR_ROWS, 'folder', toFolder, shop);
  });

  test('to a bucket', async () => {
    await expectBelow(MOST_FOR_ROWS, 's3', toStore(() => store), shop);
  });
});

describe('a value of 64 MB takes no more memory than three times its size', () => {
  let shop: Shop;

  beforeAll(async () => {
    const schema = await freshSchema(source, 'memory');
    await source.query(`CREATE TABLE ${schema}.large (id INT PRIMARY KEY, body LONGBLOB NOT NULL)`);
    for (const id of [1, 2])
      await source.query(`INSERT INTO ${schema}.large VALUES (?, REPEAT(UNHEX(SHA2(?, 256)), ?))`, [id, id, LARGEST / 32]);
    shop = { schema, rows: 2 };
  });

  test('to a server', async () => {
    await expectBelow(MOST_FOR_LARGEST, 'lob server', toServer(() => mariadb('b')), shop);
  });

  test('to a folder', async () => {
    await expectBelow(MOST_FOR_LARGEST, 'lob folder', toFolder, shop);
  });

  test('to a bucket', async () => {
    await expectBelow(MOST_FOR_LARGEST, 'lob s3', toStore(() => store), shop);
  });
});
